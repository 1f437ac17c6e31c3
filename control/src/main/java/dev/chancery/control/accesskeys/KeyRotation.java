package dev.chancery.control.accesskeys;

import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.issuing.KeptCertificate;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How a signing key comes to an account, whoever wants it to. It is a compare-and-set on the key that signed when the change was
 * wanted: of several that want to change the same key, whatever replica they run on, one does, and the others find it done. The key
 * it replaces is believed for {@link AccessKeys#OVERLAP}, the one before that no more.
 */
public final class KeyRotation {
    private final Database database;
    private final KeyCustody keys;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final AccessKeyStore store = new AccessKeyStore();

    /**
     * @param ids where new ids come from
     */
    public KeyRotation(
            Database database,
            KeyCustody keys,
            AuditLog audit,
            AccessTrust trust,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.trust = trust;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Puts a new key in the place of one.
     *
     * @param seen the key to replace; empty for an account that has none yet
     * @param entry the audit entry of the change
     * @return how the keys stand now
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    AccessKeys change(AccountId account, Optional<UUID> seen, AuditEntry entry) {
        KeptCertificate fresh = keys.generateCertified(account, KeySpec.RSA_2048, KeyPurpose.ACCESS_SIGNING);
        UUID id = ids.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.TRUST, tx -> {
            Optional<AccessKeyStore.Current> there = store.lock(tx, account);
            if (there.isPresent() && !seen.equals(Optional.of(there.get().keys().current()))) {
                return there.get().keys();
            }
            Told told = trust.in(tx);
            told.keys(account);
            there.ifPresent(old -> {
                // Two keys are believed, never three: what the one before the last signed is worth nothing from now on.
                store.forgetRetired(tx, account);
                store.retire(tx, old.keys().current(), now.plus(AccessKeys.OVERLAP));
                keys.forget(tx, old.key());
            });
            keys.keep(tx, fresh.key());
            store.insert(tx, id, fresh, now);
            audit.record(tx, entry.with("key", id.toString()));
            told.keys(account);
            told.publish();
            return store.current(tx, account).orElseThrow().keys();
        });
    }
}
