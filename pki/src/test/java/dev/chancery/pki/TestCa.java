package dev.chancery.pki;

import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A CA grown by our own templates: its certificate, its keys, how it signs. */
record TestCa(Certificate certificate, KeyPair keys, SignatureAlgorithm algorithm) {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Validity TEN_YEARS = new Validity(NOW, NOW.plus(Duration.ofDays(3650)));
    static final Validity ONE_YEAR = new Validity(NOW, NOW.plus(Duration.ofDays(365)));
    static final IssuerUrls URLS = IssuerUrls.of(
            "http://ca.example.test/crl/1.crl", "http://ca.example.test/ca/1.crt", "http://ca.example.test/ocsp/1");

    private static final Random SERIALS = new Random(42);

    static BigInteger serial() {
        byte[] random = new byte[SerialNumber.BYTES];
        SERIALS.nextBytes(random);
        return SerialNumber.fromRandom(random);
    }

    static DistinguishedName name(String commonName) {
        return DistinguishedName.of(new SubjectAttributes(commonName, "US", "Austin", "Example, Inc.", "", "Texas"));
    }

    static TestCa root(KeyPair keys) {
        SubjectPublicKey key = SubjectPublicKey.of(keys.getPublic());
        SignatureAlgorithm algorithm = SignatureAlgorithm.preferredFor(key.algorithm());
        Der tbs = CaTemplate.root(serial(), TEN_YEARS, name("Test Root"), key, algorithm);
        return new TestCa(Certificate.assemble(tbs, algorithm, TestKeys.sign(keys, algorithm, tbs)), keys, algorithm);
    }

    /** A root on P-256. */
    static TestCa root() {
        return root(TestKeys.p256("root"));
    }

    TestCa issuing(KeyPair issuingKeys) {
        SubjectPublicKey key = SubjectPublicKey.of(issuingKeys.getPublic());
        Der tbs = CaTemplate.issuing(certificate, algorithm, serial(), TEN_YEARS, name("Test Issuing"), key, URLS);
        return new TestCa(sign(tbs), issuingKeys, SignatureAlgorithm.preferredFor(key.algorithm()));
    }

    /** An issuing CA on P-256 under a root on P-256. */
    static TestCa issuing() {
        return root().issuing(TestKeys.p256("issuing"));
    }

    Certificate sign(Der tbs) {
        return Certificate.assemble(tbs, algorithm, TestKeys.sign(keys, algorithm, tbs));
    }

    Certificate leaf(KeyPair leafKeys, SubjectAttributes subject) {
        return sign(LeafTemplate.of(certificate, algorithm, URLS)
                .build(serial(), ONE_YEAR, subject, SubjectPublicKey.of(leafKeys.getPublic())));
    }
}
