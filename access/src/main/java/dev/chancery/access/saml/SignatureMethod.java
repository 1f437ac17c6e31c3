package dev.chancery.access.saml;

import java.util.List;

/** The algorithms of signatures that are taken (RFC 6931). HMAC is none of them: its key would be a public one. */
final class SignatureMethod {
    private static final String SHA1_DIGEST = Names.DSIG + "sha1";
    private static final List<String> DIGESTS =
            List.of(Names.XENC + "sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384", Names.XENC + "sha512");
    private static final List<String> SHA1_SIGNATURES =
            List.of(Names.DSIG + "rsa-sha1", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1");
    private static final List<String> SIGNATURES = List.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
            "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1",
            "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512");

    private SignatureMethod() {}

    static boolean takes(String signature, boolean sha1) {
        return SIGNATURES.contains(signature) || (sha1 && SHA1_SIGNATURES.contains(signature));
    }

    static boolean takesDigest(String digest, boolean sha1) {
        return DIGESTS.contains(digest) || (sha1 && digest.equals(SHA1_DIGEST));
    }
}
