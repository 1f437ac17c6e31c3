package dev.chancery.control.publishing;

import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.Outcome;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.trust.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision just made for one thing that edges are told, and whether any of them has to apply it before it is final.
 *
 * @param revision its number
 * @param waits whether some edge may hold a lease
 */
public record Deployment(long revision, boolean waits) {
    /** Makes the revision. The head stays locked, so that no edge joins between the question and the commit: call it last. */
    public static Deployment of(Tx tx, TrustLog log, List<Change> changes) {
        return new Deployment(log.publish(tx, changes), TrustHead.edgesHoldLeases(tx));
    }

    /** The status of what was put. */
    public DeploymentStatus status() {
        return waits ? DeploymentStatus.PENDING_DEPLOYMENT : DeploymentStatus.ACTIVE;
    }

    /** The revision a pending status waits for; null if none does. */
    public @Nullable Long pendingRevision() {
        return waits ? revision : null;
    }

    /** The audit entry of the change, with how it ended. */
    public AuditEntry note(AuditEntry entry) {
        AuditEntry revised = entry.with("revision", Long.toString(revision));
        return waits ? revised.ending(Outcome.PENDING) : revised;
    }
}
