package dev.chancery.control.edgerules;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.HeldZone;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Takes the rules of a hostname back, so that what goes without saying holds there again. Reads no longer show them, however far
 * the edges are.
 *
 * <p>Refusals: a hostname without rules of its own in the zone (1485, 404).
 */
public final class DeleteEdgeRules {
    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;
    private final EdgeRulesStore store = new EdgeRulesStore();

    public DeleteEdgeRules(Database database, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return the rules as they were, with how far their end has come: {@code pending_deletion} while an edge has to hear of it
     * @throws Refusal as the class says
     */
    public EdgeRules delete(ZoneAccess access, Hostname hostname) {
        return database.write(Lane.TRUST, tx -> delete(tx, access, hostname));
    }

    private EdgeRules delete(Tx tx, ZoneAccess access, Hostname hostname) {
        HeldZone.lock(tx, access.zone());
        EdgeRules rules = store.find(tx, hostname)
                .filter(there -> there.zone().equals(access.zone()) && there.listed())
                .orElseThrow(() -> ReadEdgeRules.notFound(hostname));
        Deployment deployment = Deployment.of(tx, trust, List.of(Change.take(rules.rules())));
        audit.record(
                tx, deployment.note(AuditEntry.of(access, Action.DELETE, ObjectKind.EDGE_RULES, hostname.ascii())));
        if (deployment.waits()) {
            EdgeRules gone = new EdgeRules(
                    rules.zone(),
                    rules.rules(),
                    DeploymentStatus.PENDING_DELETION,
                    rules.createdOn(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            store.put(tx, gone, deployment.pendingRevision());
            return gone;
        }
        store.delete(tx, hostname);
        return rules;
    }
}
