package dev.chancery.ca;

import dev.chancery.pki.CaTemplate;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DistinguishedName;
import dev.chancery.pki.Lint;
import dev.chancery.pki.SubjectAttributes;
import dev.chancery.pki.Validity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Issues delegated OCSP responder certificates (RFC 6960 section 4.2.2.2) for thirty days. Clients are told not to ask
 * whether the responder itself is revoked (id-pkix-ocsp-nocheck), so it must be short-lived: the caller renews it.
 */
public final class OcspResponderFactory {
    /** How long a responder's certificate is valid. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final int NAME_BYTES = 8;

    private final KeyVault vault;
    private final SecureRandom random;
    private final InstantSource clock;

    /** A factory that generates the responders' keys in this vault. */
    public OcspResponderFactory(KeyVault vault, SecureRandom random, InstantSource clock) {
        this.vault = vault;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Creates a responder with a fresh P-256 key, which is the fastest there is, whatever the CA's own key.
     *
     * @param account whose data key seals the responder's key
     * @param issuing the CA to answer for
     * @param issuingKey its key
     * @param keyId the id the responder's sealed key is bound to
     * @throws SealedException if the vault is sealed
     * @throws IllegalArgumentException if key and certificate of the CA do not belong together
     */
    public OcspResponder create(DataKeyEnvelope account, Certificate issuing, SigningKey issuingKey, String keyId) {
        CertificateSigner.requirePair(issuing, issuingKey);
        GeneratedKey key = vault.generate(account, KeySpec.P_256, keyId, KeyPurpose.OCSP_RESPONDER);
        byte[] suffix = new byte[NAME_BYTES];
        random.nextBytes(suffix);
        String name = "OCSP Responder " + HexFormat.of().formatHex(suffix);
        Der tbs = CaTemplate.ocspResponder(
                issuing,
                issuingKey.algorithm(),
                new Serials(random).next(),
                validity(issuing),
                DistinguishedName.of(new SubjectAttributes(name, "", "", "Chancery", "", "")),
                key.key().publicKey());
        Certificate certificate = CertificateSigner.signOwn(tbs, Lint.Profile.OCSP_RESPONDER, issuing, issuingKey);
        return new OcspResponder(certificate, key.sealed(), new OcspSigner(certificate, key.key()));
    }

    private Validity validity(Certificate issuing) {
        Instant from = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(BACKDATED);
        Instant to = from.plus(BACKDATED).plus(LIFETIME);
        return new Validity(from, to.isAfter(issuing.notAfter()) ? issuing.notAfter() : to);
    }
}
