package dev.chancery.pki;

/**
 * The six subject attributes the v4 API shows, each the first of its kind in a name, "" when absent.
 *
 * @param commonName CN
 * @param country C, two letters
 * @param locality L
 * @param organization O
 * @param organizationalUnit OU
 * @param state ST
 */
public record SubjectAttributes(
        String commonName,
        String country,
        String locality,
        String organization,
        String organizationalUnit,
        String state) {
    /** All absent. */
    public static final SubjectAttributes NONE = new SubjectAttributes("", "", "", "", "", "");

    /** Only a common name. */
    public static SubjectAttributes ofCommonName(String commonName) {
        return new SubjectAttributes(commonName, "", "", "", "", "");
    }
}
