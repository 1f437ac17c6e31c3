package dev.chancery.control.accesskeys;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.Refusal;

/**
 * Says how often an account's key changes by itself. One that should have changed by the new reckoning does so at the next round.
 *
 * <p>Refusals: 1490 (503) if the first key has to be made and the keys are sealed.
 */
public final class ChangeRotationInterval {
    private final Database database;
    private final ReadAccessKeys read;
    private final AuditLog audit;
    private final AccessKeyStore store = new AccessKeyStore();

    public ChangeRotationInterval(Database database, ReadAccessKeys read, AuditLog audit) {
        this.database = database;
        this.read = read;
        this.audit = audit;
    }

    /**
     * @param days {@link AccessKeys#LEAST_DAYS} to {@link AccessKeys#MOST_DAYS}
     * @throws Refusal as the class says
     */
    public AccessKeys change(AccountAccess access, int days) {
        read.read(access);
        return database.write(Lane.GENERAL, tx -> {
            store.setInterval(tx, access.account(), days);
            audit.record(
                    tx,
                    AuditEntry.of(
                                    access,
                                    Action.UPDATE,
                                    ObjectKind.ACCESS_KEYS,
                                    access.account().hex())
                            .with("key_rotation_interval_days", Integer.toString(days)));
            return store.current(tx, access.account()).orElseThrow().keys();
        });
    }
}
