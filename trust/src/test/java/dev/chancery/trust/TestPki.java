package dev.chancery.trust;

import dev.chancery.pki.CaTemplate;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DistinguishedName;
import dev.chancery.pki.IssuerUrls;
import dev.chancery.pki.LeafTemplate;
import dev.chancery.pki.SignatureAlgorithm;
import dev.chancery.pki.SubjectAttributes;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.pki.Validity;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * A CA on P-256 that signs what our own templates make.
 *
 * @param keys those the certificate is about
 */
record TestPki(Certificate certificate, KeyPair keys) {
    static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.ECDSA_WITH_SHA256;
    private static final Validity DECADE = new Validity(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(3650)));
    private static final Validity YEAR = new Validity(NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofDays(365)));

    static TestPki root(String name) {
        return root(name, keyPair());
    }

    static TestPki root(String name, KeyPair keys) {
        Der tbs = CaTemplate.root(BigInteger.ONE, DECADE, named(name), key(keys), ALGORITHM);
        return new TestPki(signed(tbs, keys), keys);
    }

    /** An issuing CA below this one, which issues leaves only. */
    TestPki issuing(String name, long serial) {
        return issuing(name, serial, keyPair());
    }

    TestPki issuing(String name, long serial, KeyPair issuingKeys) {
        Der tbs = CaTemplate.issuing(
                certificate,
                ALGORITHM,
                BigInteger.valueOf(serial),
                DECADE,
                named(name),
                key(issuingKeys),
                IssuerUrls.NONE);
        return new TestPki(signed(tbs, keys), issuingKeys);
    }

    Certificate leaf(String name, BigInteger serial) {
        Der tbs = LeafTemplate.of(certificate, ALGORITHM, IssuerUrls.NONE)
                .build(serial, YEAR, SubjectAttributes.ofCommonName(name), key(keyPair()));
        return signed(tbs, keys);
    }

    private static DistinguishedName named(String name) {
        return DistinguishedName.of(SubjectAttributes.ofCommonName(name));
    }

    private static SubjectPublicKey key(KeyPair keys) {
        return SubjectPublicKey.of(keys.getPublic());
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate signed(Der tbs, KeyPair signing) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM.jcaName());
            signature.initSign(signing.getPrivate());
            signature.update(tbs.toByteArray());
            return Certificate.assemble(tbs, ALGORITHM, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
