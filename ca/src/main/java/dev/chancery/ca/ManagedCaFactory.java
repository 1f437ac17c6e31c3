package dev.chancery.ca;

import dev.chancery.pki.CaTemplate;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DistinguishedName;
import dev.chancery.pki.IssuerUrls;
import dev.chancery.pki.Lint;
import dev.chancery.pki.SubjectAttributes;
import dev.chancery.pki.Validity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Creates an account's managed CA: a root for thirty years and an issuing CA under it for twenty-five. */
public final class ManagedCaFactory {
    private static final int ROOT_YEARS = 30;
    private static final int ISSUING_YEARS = 25;
    private static final int NAME_BYTES = 16;

    /** A CA is valid a little before its first leaf, whatever the clocks say. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private final KeyVault vault;
    private final SecureRandom random;
    private final InstantSource clock;

    /** A factory that generates its keys in this vault. */
    public ManagedCaFactory(KeyVault vault, SecureRandom random, InstantSource clock) {
        this.vault = vault;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Creates both CAs with fresh keys. Nothing is stored: until the caller commits the result, it does not exist.
     *
     * @param account whose data key seals the private keys
     * @param spec the kind of both keys; {@link KeySpec#P_256} unless there is a reason
     * @param rootKeyId the id the root's sealed key is bound to
     * @param issuingKeyId the id the issuing CA's sealed key is bound to
     * @param rootUrls where the root's CRL and certificate are; written into the issuing CA's certificate
     * @throws SealedException if the vault is sealed
     */
    public ManagedCa create(
            DataKeyEnvelope account, KeySpec spec, String rootKeyId, String issuingKeyId, IssuerUrls rootUrls) {
        byte[] suffix = new byte[NAME_BYTES];
        random.nextBytes(suffix);
        String name = HexFormat.of().formatHex(suffix);
        Serials serials = new Serials(random);

        GeneratedKey rootKey = vault.generate(account, spec, rootKeyId, KeyPurpose.ROOT_CA);
        Der rootTbs = CaTemplate.root(
                serials.next(),
                years(ROOT_YEARS),
                name("Managed Root CA " + name),
                rootKey.key().publicKey(),
                rootKey.key().algorithm());
        Certificate root = CertificateSigner.signRoot(rootTbs, rootKey.key());

        GeneratedKey issuingKey = vault.generate(account, spec, issuingKeyId, KeyPurpose.ISSUING_CA);
        Der issuingTbs = CaTemplate.issuing(
                root,
                rootKey.key().algorithm(),
                serials.next(),
                years(ISSUING_YEARS),
                name("Managed CA " + name),
                issuingKey.key().publicKey(),
                rootUrls);
        Certificate issuing = CertificateSigner.signOwn(issuingTbs, Lint.Profile.ISSUING_CA, root, rootKey.key());
        return new ManagedCa(root, rootKey.sealed(), issuing, issuingKey.sealed());
    }

    private Validity years(int years) {
        Instant from = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(BACKDATED);
        return new Validity(from, from.atOffset(ZoneOffset.UTC).plusYears(years).toInstant());
    }

    private static DistinguishedName name(String commonName) {
        return DistinguishedName.of(new SubjectAttributes(commonName, "", "", "Chancery", "", ""));
    }
}
