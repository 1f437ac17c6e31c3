package dev.chancery.control.audit;

import dev.chancery.control.db.Tx;
import java.time.InstantSource;

/**
 * The audit log, for whoever changes something.
 *
 * <p>Guarantee: an entry is durable exactly when the change it tells of is; there is no way to change or remove one.
 */
public final class AuditLog {
    private final InstantSource clock;

    public AuditLog(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Adds an entry to the transaction that makes the change. The entries of a group of writes are inserted together, as
     * the last thing before its commit.
     */
    public void record(Tx tx, AuditEntry entry) {
        tx.group(AuditStore.Journal.class, AuditStore.Journal::new).add(AuditRow.of(clock.instant(), entry));
    }
}
