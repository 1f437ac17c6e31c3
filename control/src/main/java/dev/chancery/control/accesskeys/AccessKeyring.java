package dev.chancery.control.accesskeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.ca.SigningKey;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.SubjectPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An account's keys for whoever signs tokens and tells others how to check them. */
public final class AccessKeyring {
    private final Database database;
    private final KeyCustody keys;
    private final KeyRotation rotation;
    private final InstantSource clock;
    private final AccessKeyStore store = new AccessKeyStore();
    private final Cache<UUID, SigningKey> open =
            Caffeine.newBuilder().maximumSize(1_000).build();

    /**
     * The key that signs.
     *
     * @param id what tokens call it ({@code kid}, RFC 7515 section 4.1.4)
     * @param key the key, open
     */
    public record Signer(UUID id, SigningKey key) {}

    /**
     * A key whose signatures are believed (RFC 7517).
     *
     * @param id what tokens call it
     * @param publicKey its public half
     * @param certificate the same as a certificate; empty for keys made before there were such
     */
    public record Verifier(UUID id, SubjectPublicKey publicKey, Optional<Certificate> certificate) {}

    /**
     * @param rotation makes an account's first key
     */
    public AccessKeyring(Database database, KeyCustody keys, KeyRotation rotation, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.rotation = rotation;
        this.clock = clock;
    }

    /**
     * The key that signs; an account that has none gets its first.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public Signer signer(AccountId account) {
        AccessKeyStore.Current current = database.read(tx -> store.current(tx, account))
                .orElseGet(() -> {
                    rotation.change(
                            account,
                            Optional.empty(),
                            AuditEntry.byHouse(
                                    "access", account, Action.CREATE, ObjectKind.ACCESS_KEYS, account.hex()));
                    return database.read(tx -> store.current(tx, account)).orElseThrow();
                });
        return new Signer(current.keys().current(), open.get(current.key(), keys::open));
    }

    /** The keys to publish: the one that signs, then the one before it while it is believed. */
    public List<Verifier> verifiers(AccountId account) {
        Instant now = clock.instant();
        return database.read(tx -> store.published(tx, account, now)).stream()
                .map(key -> new Verifier(key.id(), key.publicKey(), key.certificate()))
                .toList();
    }
}
