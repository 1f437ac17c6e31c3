package dev.chancery.pki;

/**
 * One PEM block (RFC 7468).
 *
 * @param label the text between BEGIN and the dashes, such as {@code CERTIFICATE}
 * @param der the decoded bytes, not yet judged
 * @param line the line of the BEGIN, counted from 1
 */
public record PemBlock(String label, Der der, int line) {
    /** Whether the label is that of a private key of any kind. */
    public boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }
}
