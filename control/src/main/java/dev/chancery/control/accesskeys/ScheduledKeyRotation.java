package dev.chancery.control.accesskeys;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes every account's signing key when its interval is over, and removes public halves no token needs any more. Called on a
 * schedule, on any number of replicas: a key changes once.
 */
public final class ScheduledKeyRotation {
    private final Database database;
    private final KeyRotation rotation;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final AccessKeyStore store = new AccessKeyStore();

    public ScheduledKeyRotation(Database database, KeyRotation rotation, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.rotation = rotation;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * One round.
     *
     * @throws Refusal 1490 while the keys are sealed; a later round does what this one could not
     */
    public void run() {
        Instant now = clock.instant();
        database.write(Lane.TRUST, tx -> {
            Told told = trust.in(tx);
            store.accountsWithExpired(tx, now).forEach(told::keys);
            store.forgetExpired(tx, now);
            told.publish();
            return true;
        });
        List<AccessKeys> due = database.read(tx -> store.due(tx, now));
        for (AccessKeys keys : due) {
            rotation.change(
                    keys.account(),
                    Optional.of(keys.current()),
                    AuditEntry.byHouse(
                            "access key rotation",
                            keys.account(),
                            Action.ROTATE,
                            ObjectKind.ACCESS_KEYS,
                            keys.account().hex()));
        }
    }
}
