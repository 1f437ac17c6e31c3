package dev.chancery.control.accesskeys;

import dev.chancery.ca.SigningKey;
import dev.chancery.control.db.Database;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
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
    private final InstantSource clock;
    private final AccessKeyStore store = new AccessKeyStore();

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
     */
    public record Verifier(UUID id, SubjectPublicKey publicKey) {}

    public AccessKeyring(Database database, KeyCustody keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The key that signs; empty before an account's keys were first looked at.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public Optional<Signer> signer(AccountId account) {
        return database.read(tx -> store.current(tx, account))
                .map(current -> new Signer(current.keys().current(), keys.open(current.key())));
    }

    /** The keys to publish: the one that signs, then those still believed. */
    public List<Verifier> verifiers(AccountId account) {
        Instant now = clock.instant();
        return database.read(tx -> store.published(tx, account, now)).stream()
                .map(key -> new Verifier(key.id(), key.publicKey()))
                .toList();
    }
}
