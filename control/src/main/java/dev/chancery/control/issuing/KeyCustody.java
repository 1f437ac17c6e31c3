package dev.chancery.control.issuing;

import dev.chancery.ca.ClientSecret;
import dev.chancery.ca.DataKeyEnvelope;
import dev.chancery.ca.DecryptionKey;
import dev.chancery.ca.EncryptionCertificate;
import dev.chancery.ca.EncryptionCertificateFactory;
import dev.chancery.ca.GeneratedKey;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.KeyVault;
import dev.chancery.ca.Seal;
import dev.chancery.ca.SealId;
import dev.chancery.ca.SealedException;
import dev.chancery.ca.SealedKey;
import dev.chancery.ca.SignatureCertificate;
import dev.chancery.ca.SigningKey;
import dev.chancery.ca.UploadedKey;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.SubjectPublicKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The keys of the accounts: sealed into the store and opened from it (DESIGN 4.6).
 *
 * <p>Guarantee: no key leaves the {@code ca} module in the clear, and what the store holds opens only under the seal the
 * database was first used with. With another seal, or none, the custody is <em>sealed</em>: {@link #sealedBecause} says why,
 * every method that needs the seal refuses with {@link ErrorCode#SEALED}, and everything else in the house goes on.
 */
public final class KeyCustody {
    private final Database database;
    private final KeyVault vault;
    private final SecureRandom random;
    private final KeyStore store = new KeyStore();

    private KeyCustody(Database database, KeyVault vault, SecureRandom random) {
        this.database = database;
        this.vault = vault;
        this.random = random;
    }

    /** Custody with a seal; sealed if the database was first used with another one. */
    public static KeyCustody open(Database database, Seal seal, SecureRandom random) {
        KeyStore store = new KeyStore();
        SealId stored = database.read(store::seal)
                .orElseGet(() -> database.write(Lane.GENERAL, tx -> store.claimSeal(tx, seal.id())));
        return new KeyCustody(database, KeyVault.open(seal, stored, random), random);
    }

    /**
     * Custody without a seal.
     *
     * @param reason half a sentence without a full stop
     */
    public static KeyCustody sealed(Database database, String reason, SecureRandom random) {
        return new KeyCustody(database, KeyVault.sealed(reason, random), random);
    }

    /** Why key work is refused, as half a sentence; empty when it is not. */
    public Optional<String> sealedBecause() {
        return vault.sealedBecause();
    }

    /** The vault behind it, for the factories of the {@code ca} module; use it inside {@link #unsealed}. */
    public KeyVault vault() {
        return vault;
    }

    /**
     * Does key work that needs the seal.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503) in the place of {@link SealedException}
     */
    public static <T> T unsealed(Supplier<T> keyWork) {
        try {
            return keyWork.get();
        } catch (SealedException e) {
            throw ErrorCode.SEALED.refusal(
                    "The keys are sealed: %s (expected: a start with the seal they were sealed with)"
                            .formatted(e.reason()));
        }
    }

    /**
     * The data key of an account, wrapped; made at its first use. Call it outside transactions.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503) if there is none yet and none can be made
     */
    public DataKeyEnvelope dataKey(AccountId account) {
        return database.read(tx -> store.dataKey(tx, account)).orElseGet(() -> {
            DataKeyEnvelope fresh = unsealed(() -> vault.newDataKey(account.hex()));
            return database.write(Lane.GENERAL, tx -> store.claimDataKey(tx, account, fresh));
        });
    }

    /**
     * Seals a key a customer uploaded. Call it outside transactions.
     *
     * @param certificateKey the public key it was proven to belong to
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     */
    public KeptKey seal(AccountId account, UploadedKey uploaded, SubjectPublicKey certificateKey) {
        UUID id = FreshId.from(random);
        DataKeyEnvelope envelope = dataKey(account);
        SealedKey sealed = unsealed(() -> vault.seal(envelope, uploaded, id.toString()));
        return KeptKey.of(id, account, KeyPurpose.UPLOADED, certificateKey, sealed);
    }

    /**
     * Seals the key of a server certificate a customer uploaded. Call it outside transactions.
     *
     * @param certificateKey the public key it was proven to belong to
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     */
    public KeptKey sealForServer(AccountId account, UploadedKey uploaded, SubjectPublicKey certificateKey) {
        UUID id = FreshId.from(random);
        DataKeyEnvelope envelope = dataKey(account);
        SealedKey sealed = unsealed(() -> vault.sealForServer(envelope, uploaded, id.toString()));
        return KeptKey.of(id, account, KeyPurpose.SERVER, certificateKey, sealed);
    }

    /**
     * Makes a key and seals it. Call it outside transactions.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     */
    public KeptKey generate(AccountId account, KeySpec spec, KeyPurpose purpose) {
        UUID id = FreshId.from(random);
        DataKeyEnvelope envelope = dataKey(account);
        GeneratedKey made = unsealed(() -> vault.generate(envelope, spec, id.toString(), purpose));
        return KeptKey.of(id, account, purpose, made.key().publicKey(), made.sealed());
    }

    /**
     * Makes a key that signs, with its certificate form, and seals it. Call it outside transactions.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     */
    public KeptCertificate generateCertified(AccountId account, KeySpec spec, KeyPurpose purpose) {
        UUID id = FreshId.from(random);
        DataKeyEnvelope envelope = dataKey(account);
        GeneratedKey made = unsealed(() -> vault.generate(envelope, spec, id.toString(), purpose));
        return new KeptCertificate(
                SignatureCertificate.of(made.key()),
                KeptKey.of(id, account, purpose, made.key().publicKey(), made.sealed()));
    }

    /**
     * Makes a certificate for others to encrypt keys to, and seals its key. Call it outside transactions.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     */
    public KeptCertificate certifyForEncryption(AccountId account, KeySpec spec, InstantSource clock) {
        UUID id = FreshId.from(random);
        DataKeyEnvelope envelope = dataKey(account);
        EncryptionCertificate made = unsealed(
                () -> new EncryptionCertificateFactory(vault, random, clock).create(envelope, spec, id.toString()));
        Certificate certificate = made.certificate();
        return new KeptCertificate(
                certificate, KeptKey.of(id, account, KeyPurpose.SAML_ENCRYPTION, certificate.publicKey(), made.key()));
    }

    /**
     * Seals a secret that is no key, for the row with this id. Call it outside transactions.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     */
    public SealedKey seal(AccountId account, ClientSecret secret, UUID id) {
        DataKeyEnvelope envelope = dataKey(account);
        return unsealed(() -> vault.seal(envelope, secret, id.toString()));
    }

    /**
     * Opens a secret that {@link #seal(AccountId, ClientSecret, UUID)} sealed.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     * @throws dev.chancery.ca.TamperedException if the row was changed behind our back
     */
    public ClientSecret openSecret(AccountId account, SealedKey sealed, UUID id) {
        DataKeyEnvelope envelope = existingDataKey(account);
        return unsealed(() -> vault.openSecret(envelope, sealed, id.toString()));
    }

    /** Keeps a key in the transaction that writes what it is for. */
    public void keep(Tx tx, KeptKey key) {
        store.insert(tx, key);
    }

    /** Removes a key in the transaction that removes what it is for. */
    public void forget(Tx tx, UUID key) {
        store.delete(tx, key);
    }

    /**
     * Opens a kept key. Costs a read and tens of microseconds; keep the result for as long as it is used.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     * @throws dev.chancery.ca.TamperedException if the row was changed behind our back
     * @throws DatabaseException if there is no such key
     */
    public SigningKey open(UUID id) {
        KeptKey key = kept(id);
        DataKeyEnvelope envelope = existingDataKey(key.account());
        return unsealed(() -> vault.open(envelope, key.sealed(), id.toString(), key.purpose()));
    }

    /**
     * Opens a kept key whose certificate others encrypt to. Costs what {@link #open} costs.
     *
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     * @throws dev.chancery.ca.TamperedException if the row was changed behind our back, or the key is for something else
     * @throws DatabaseException if there is no such key
     */
    public DecryptionKey openForDecryption(UUID id) {
        KeptKey key = kept(id);
        DataKeyEnvelope envelope = existingDataKey(key.account());
        return unsealed(() -> vault.openForDecryption(envelope, key.sealed(), id.toString()));
    }

    /**
     * Releases the key of a server certificate to an edge.
     *
     * @return PKCS#8; empty if there is no such key, or no longer
     * @throws Refusal {@link ErrorCode#SEALED} (503)
     * @throws dev.chancery.ca.TamperedException if the row was changed behind our back, or the key is for something else
     */
    public Optional<Der> release(UUID id) {
        return database.read(tx -> store.key(tx, id)).map(key -> {
            DataKeyEnvelope envelope = existingDataKey(key.account());
            return unsealed(() -> vault.release(envelope, key.sealed(), id.toString()));
        });
    }

    private KeptKey kept(UUID id) {
        return database.read(tx -> store.key(tx, id))
                .orElseThrow(() -> new DatabaseException("no key has the id " + id, null));
    }

    private DataKeyEnvelope existingDataKey(AccountId account) {
        return database.read(tx -> store.dataKey(tx, account))
                .orElseThrow(() -> new DatabaseException("the data key of account " + account + " is gone", null));
    }
}
