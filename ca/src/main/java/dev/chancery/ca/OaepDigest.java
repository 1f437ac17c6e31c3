package dev.chancery.ca;

import java.util.Optional;

/** The hash functions of RSA-OAEP, by the names XML gives them as digest and as mask generation function. */
public enum OaepDigest {
    /** The default of XML Encryption; sound here, because OAEP does not rest on collision resistance. */
    SHA_1("SHA-1", "http://www.w3.org/2000/09/xmldsig#sha1", "sha1"),
    SHA_224("SHA-224", "http://www.w3.org/2001/04/xmldsig-more#sha224", "sha224"),
    SHA_256("SHA-256", "http://www.w3.org/2001/04/xmlenc#sha256", "sha256"),
    SHA_384("SHA-384", "http://www.w3.org/2001/04/xmldsig-more#sha384", "sha384"),
    SHA_512("SHA-512", "http://www.w3.org/2001/04/xmlenc#sha512", "sha512");

    private static final String MASK = "http://www.w3.org/2009/xmlenc11#mgf1";

    private final String jcaName;
    private final String digest;
    private final String mask;

    OaepDigest(String jcaName, String digest, String mask) {
        this.jcaName = jcaName;
        this.digest = digest;
        this.mask = MASK + mask;
    }

    /** The digest a {@code ds:DigestMethod} names (RFC 6931 section 2.1, XML Encryption 1.1 section 5.8). */
    public static Optional<OaepDigest> ofDigest(String algorithm) {
        for (OaepDigest each : values()) {
            if (each.digest.equals(algorithm)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The digest of the mask generation function an {@code xenc11:MGF} names (XML Encryption 1.1 section 5.5.2). */
    public static Optional<OaepDigest> ofMask(String algorithm) {
        for (OaepDigest each : values()) {
            if (each.mask.equals(algorithm)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    String jcaName() {
        return jcaName;
    }
}
