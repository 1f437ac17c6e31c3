package dev.chancery.control.issuing;

import dev.chancery.ca.GeneratedKey;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LocalTls;
import dev.chancery.ca.SigningKey;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.settings.SettingStore;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.Hostname;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The house's own local CA, which certifies its servers: the API's listener and, for hostnames without an uploaded certificate,
 * the edges. Made once for the whole house, at its first use, and kept; its key is sealed with the account's it was first used for.
 */
public final class LocalCa {
    private static final String ROOT = "local_tls.root";
    private static final String KEY = "local_tls.key";

    private final Database database;
    private final KeyCustody custody;
    private final LocalTls tls;
    private final SecureRandom random;
    private final InstantSource clock;
    private final SettingStore settings = new SettingStore();

    public LocalCa(Database database, KeyCustody custody, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.custody = custody;
        this.tls = new LocalTls(random);
        this.random = random;
        this.clock = clock;
    }

    /** The kept CA: its certificate and the id of its key. */
    private record Kept(Certificate root, UUID key) {}

    /**
     * The root, which clients verify servers with. Call it outside transactions.
     *
     * @param account whose data key seals the root's key if it has to be made
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503) if it has to be made and cannot
     */
    public Certificate root(AccountId account) {
        return kept(account).root();
    }

    /**
     * A fresh P-256 key for a hostname and a certificate for it. Call it outside transactions.
     *
     * @param account whose data key seals the key
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503)
     */
    public KeptCertificate certify(AccountId account, Hostname hostname) {
        Kept kept = kept(account);
        SigningKey rootKey = custody.open(kept.key());
        KeptKey key = custody.generate(account, KeySpec.P_256, KeyPurpose.SERVER);
        try {
            byte[] certificate = tls.certify(
                    rootKey,
                    kept.root().der().toByteArray(),
                    SubjectPublicKey.parse(key.spki()),
                    List.of(hostname.ascii()),
                    clock.instant());
            return new KeptCertificate(Certificate.parse(Der.of(certificate)), key);
        } catch (DerException e) {
            throw new IllegalStateException("the certificate just made cannot be read", e);
        }
    }

    /**
     * What a listener of this process serves: a fresh key, kept nowhere, and a certificate for it. Call it outside transactions.
     *
     * @param account whose data key seals the root's key if it has to be made
     * @param names DNS names and IP literals the listener answers to; at least one
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503)
     */
    public LocalTls.ServerIdentity listener(AccountId account, List<String> names) {
        Kept kept = kept(account);
        return tls.server(custody.open(kept.key()), kept.root().der().toByteArray(), names, clock.instant());
    }

    private Kept kept(AccountId account) {
        return database.read(this::find).orElseGet(() -> make(account));
    }

    private Optional<Kept> find(Tx tx) {
        return settings.get(tx, ROOT)
                .flatMap(root -> settings.get(tx, KEY)
                        .map(key -> new Kept(certificate(Base64.getDecoder().decode(root)), UUID.fromString(key))));
    }

    private static Certificate certificate(byte[] der) {
        try {
            return Certificate.parse(Der.of(der));
        } catch (DerException e) {
            throw new DatabaseException("the local CA's certificate is damaged", e);
        }
    }

    /** However many replicas try at once, the first commit makes the CA and everybody else takes it. */
    private Kept make(AccountId account) {
        UUID id = FreshId.from(random);
        var envelope = custody.dataKey(account);
        GeneratedKey generated = KeyCustody.unsealed(
                () -> custody.vault().generate(envelope, KeySpec.P_256, id.toString(), KeyPurpose.LOCAL_TLS_CA));
        byte[] root = tls.root(generated.key(), clock.instant());
        return database.write(Lane.GENERAL, tx -> {
            if (settings.claim(tx, KEY, id.toString())) {
                settings.put(tx, ROOT, Base64.getEncoder().encodeToString(root));
                custody.keep(
                        tx,
                        KeptKey.of(
                                id,
                                account,
                                KeyPurpose.LOCAL_TLS_CA,
                                generated.key().publicKey(),
                                generated.sealed()));
            }
            return find(tx).orElseThrow(() -> new DatabaseException("the local CA made meanwhile is gone again", null));
        });
    }
}
