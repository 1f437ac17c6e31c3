package dev.chancery.pki;

/** The object identifiers this package knows, each beside the document that assigns it. */
final class Oids {
    // Attribute types: X.520, RFC 5280 appendix A.
    static final Oid COMMON_NAME = Oid.of("2.5.4.3");
    static final Oid SERIAL_NUMBER = Oid.of("2.5.4.5");
    static final Oid COUNTRY = Oid.of("2.5.4.6");
    static final Oid LOCALITY = Oid.of("2.5.4.7");
    static final Oid STATE = Oid.of("2.5.4.8");
    static final Oid STREET = Oid.of("2.5.4.9");
    static final Oid ORGANIZATION = Oid.of("2.5.4.10");
    static final Oid ORGANIZATIONAL_UNIT = Oid.of("2.5.4.11");
    static final Oid POSTAL_CODE = Oid.of("2.5.4.17");
    static final Oid EMAIL_ADDRESS = Oid.of("1.2.840.113549.1.9.1");

    // Certificate and CRL extensions: RFC 5280 sections 4.2 and 5.2.
    static final Oid SUBJECT_KEY_IDENTIFIER = Oid.of("2.5.29.14");
    static final Oid KEY_USAGE = Oid.of("2.5.29.15");
    static final Oid SUBJECT_ALTERNATIVE_NAME = Oid.of("2.5.29.17");
    static final Oid BASIC_CONSTRAINTS = Oid.of("2.5.29.19");
    static final Oid CRL_NUMBER = Oid.of("2.5.29.20");
    static final Oid REASON_CODE = Oid.of("2.5.29.21");
    static final Oid DELTA_CRL_INDICATOR = Oid.of("2.5.29.27");
    static final Oid ISSUING_DISTRIBUTION_POINT = Oid.of("2.5.29.28");
    static final Oid NAME_CONSTRAINTS = Oid.of("2.5.29.30");
    static final Oid CRL_DISTRIBUTION_POINTS = Oid.of("2.5.29.31");
    static final Oid CERTIFICATE_POLICIES = Oid.of("2.5.29.32");
    static final Oid ANY_POLICY = Oid.of("2.5.29.32.0");
    static final Oid POLICY_MAPPINGS = Oid.of("2.5.29.33");
    static final Oid AUTHORITY_KEY_IDENTIFIER = Oid.of("2.5.29.35");
    static final Oid POLICY_CONSTRAINTS = Oid.of("2.5.29.36");
    static final Oid EXTENDED_KEY_USAGE = Oid.of("2.5.29.37");
    static final Oid ANY_EXTENDED_KEY_USAGE = Oid.of("2.5.29.37.0");
    static final Oid INHIBIT_ANY_POLICY = Oid.of("2.5.29.54");
    static final Oid AUTHORITY_INFO_ACCESS = Oid.of("1.3.6.1.5.5.7.1.1");
    static final Oid SERVER_AUTH = Oid.of("1.3.6.1.5.5.7.3.1");
    static final Oid CLIENT_AUTH = Oid.of("1.3.6.1.5.5.7.3.2");
    static final Oid OCSP_SIGNING = Oid.of("1.3.6.1.5.5.7.3.9");
    static final Oid AD_OCSP = Oid.of("1.3.6.1.5.5.7.48.1");
    static final Oid AD_CA_ISSUERS = Oid.of("1.3.6.1.5.5.7.48.2");

    // OCSP: RFC 6960 section 4.
    static final Oid OCSP_BASIC = Oid.of("1.3.6.1.5.5.7.48.1.1");
    static final Oid OCSP_NONCE = Oid.of("1.3.6.1.5.5.7.48.1.2");
    static final Oid OCSP_NO_CHECK = Oid.of("1.3.6.1.5.5.7.48.1.5");

    // Public keys: RFC 3279, RFC 5480, RFC 8410, RFC 9881.
    static final Oid RSA = Oid.of("1.2.840.113549.1.1.1");
    static final Oid RSASSA_PSS = Oid.of("1.2.840.113549.1.1.10");
    static final Oid MGF1 = Oid.of("1.2.840.113549.1.1.8");
    static final Oid EC = Oid.of("1.2.840.10045.2.1");
    static final Oid ED25519 = Oid.of("1.3.101.112");
    static final Oid ML_DSA_44 = Oid.of("2.16.840.1.101.3.4.3.17");
    static final Oid ML_DSA_65 = Oid.of("2.16.840.1.101.3.4.3.18");
    static final Oid ML_DSA_87 = Oid.of("2.16.840.1.101.3.4.3.19");

    // Digests: RFC 4055, RFC 8017.
    static final Oid SHA1 = Oid.of("1.3.14.3.2.26");
    static final Oid SHA256 = Oid.of("2.16.840.1.101.3.4.2.1");
    static final Oid SHA384 = Oid.of("2.16.840.1.101.3.4.2.2");
    static final Oid SHA512 = Oid.of("2.16.840.1.101.3.4.2.3");

    private Oids() {}
}
