package dev.chancery.pki;

import java.util.Optional;

/**
 * Where to learn about a CA; written into the certificates it issues. Absolute http or https URIs in ASCII.
 *
 * @param crl the CRL distribution point (RFC 5280 section 4.2.1.13)
 * @param caIssuers the CA's own certificate (RFC 5280 section 4.2.2.1)
 * @param ocsp the OCSP responder
 */
public record IssuerUrls(Optional<String> crl, Optional<String> caIssuers, Optional<String> ocsp) {
    /** Nothing to point to. */
    public static final IssuerUrls NONE = new IssuerUrls(Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses anything that is not an http URI in printable ASCII. */
    public IssuerUrls {
        crl.ifPresent(IssuerUrls::require);
        caIssuers.ifPresent(IssuerUrls::require);
        ocsp.ifPresent(IssuerUrls::require);
    }

    /** All three. */
    public static IssuerUrls of(String crl, String caIssuers, String ocsp) {
        return new IssuerUrls(Optional.of(crl), Optional.of(caIssuers), Optional.of(ocsp));
    }

    static void require(String uri) {
        boolean http = uri.startsWith("http://") || uri.startsWith("https://");
        if (!http || !uri.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("URI " + uri + " (expected: http or https, printable ASCII)");
        }
    }
}
