package dev.chancery.edge.belief;

/**
 * What the origin is told of the client's certificate.
 *
 * @param der {@code Cf-Client-Cert-Der-Base64} and {@code Cf-Client-Cert-Sha256}
 * @param rfc9440 {@code Client-Cert} and {@code Client-Cert-Chain} (RFC 9440)
 * @param fields the family {@code cf-cert-…}, the certificate field by field
 */
public record Forwarding(boolean der, boolean rfc9440, boolean fields) {
    /** The origin hears nothing. */
    public static final Forwarding NONE = new Forwarding(false, false, false);

    /** Whether the origin hears anything at all. */
    public boolean any() {
        return der || rfc9440 || fields;
    }
}
