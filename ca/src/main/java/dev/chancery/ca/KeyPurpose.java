package dev.chancery.ca;

/** What a private key is for. A key sealed for one purpose does not open for another. */
public enum KeyPurpose {
    /** A managed root, which signs only its issuing CA. */
    ROOT_CA("root-ca"),
    /** A managed issuing CA, which signs leaves, CRLs and OCSP responder certificates. */
    ISSUING_CA("issuing-ca"),
    /** A delegated OCSP responder (RFC 6960 section 4.2.2.2). */
    OCSP_RESPONDER("ocsp-responder"),
    /** An SSH CA, which signs OpenSSH certificates and nothing else. */
    SSH_CA("ssh-ca"),
    /** The local CA that certifies this house's own servers. */
    LOCAL_TLS_CA("local-tls-ca"),
    /** The CA that certifies the edges of this house, and the listener they come to. */
    EDGE_CA("edge-ca"),
    /** A private key a customer uploaded with its certificate. */
    UPLOADED("uploaded"),
    /** The key of a server certificate that edges show; the only kind that is released, to the edges that show it. */
    SERVER("server"),
    /** What SAML identity providers encrypt assertion keys to. */
    SAML_ENCRYPTION("saml-encryption"),
    /** What Access signs its tokens with. */
    ACCESS_SIGNING("access-signing"),
    /** A secret an identity provider's owner gave us to show to that provider; no key, but kept like one. */
    CLIENT_SECRET("client-secret");

    /** Part of the associated data of every sealed blob: never change one. */
    private final String label;

    KeyPurpose(String label) {
        this.label = label;
    }

    /** The stable word stored and authenticated with the key. */
    public String label() {
        return label;
    }
}
