package dev.chancery.ca;

import dev.chancery.pki.Der;
import dev.chancery.pki.DistinguishedName;
import dev.chancery.pki.EncryptionTemplate;
import dev.chancery.pki.SubjectAttributes;
import dev.chancery.pki.Validity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Makes the certificates SAML identity providers encrypt assertion keys to: RSA, self-signed, for one year. */
public final class EncryptionCertificateFactory {
    /** From notBefore to notAfter. */
    public static final Duration LIFETIME = Duration.ofDays(365);

    /** How long before its creation a certificate begins, for clocks that are behind ours. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final int NAME_BYTES = 8;

    private final KeyVault vault;
    private final SecureRandom random;
    private final InstantSource clock;

    /** A factory that generates its keys in this vault. */
    public EncryptionCertificateFactory(KeyVault vault, SecureRandom random, InstantSource clock) {
        this.vault = vault;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes a certificate with a fresh key. Nothing is stored: until the caller commits the result, it does not exist.
     *
     * @param account whose data key seals the private key
     * @param spec an RSA kind
     * @param keyId the id the sealed key is bound to
     * @throws SealedException if the vault is sealed
     * @throws IllegalArgumentException if the spec is of no RSA kind
     */
    public EncryptionCertificate create(DataKeyEnvelope account, KeySpec spec, String keyId) {
        byte[] suffix = new byte[NAME_BYTES];
        random.nextBytes(suffix);
        String name = "SAML Encryption " + HexFormat.of().formatHex(suffix);
        Instant from = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(BACKDATED);
        GeneratedKey key = vault.generate(account, spec, keyId, KeyPurpose.SAML_ENCRYPTION);
        Der tbs = EncryptionTemplate.selfSigned(
                new Serials(random).next(),
                new Validity(from, from.plus(LIFETIME)),
                DistinguishedName.of(new SubjectAttributes(name, "", "", "Chancery", "", "")),
                key.key().publicKey(),
                key.key().algorithm());
        return new EncryptionCertificate(CertificateSigner.signEncryption(tbs, key.key()), key.sealed());
    }
}
