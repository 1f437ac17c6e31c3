package dev.chancery.control.edgeroutes;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.localcertificates.LocalCertificates;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a hostname's route back, and its local server certificate with it, whose key is destroyed at once. Reads no longer show
 * it, however far the edges are.
 *
 * <p>Refusals: a hostname without a route in the zone (1485, 404).
 */
public final class DeleteEdgeRoute {
    private final Database database;
    private final LocalCertificates certificates;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;
    private final EdgeRouteStore store = new EdgeRouteStore();

    public DeleteEdgeRoute(
            Database database, LocalCertificates certificates, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.certificates = certificates;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return the route as it was, with how far its end has come: {@code pending_deletion} while an edge has to hear of it
     * @throws Refusal as the class says
     */
    public EdgeRoute delete(ZoneAccess access, Hostname hostname) {
        return database.write(Lane.TRUST, tx -> delete(tx, access, hostname));
    }

    private EdgeRoute delete(Tx tx, ZoneAccess access, Hostname hostname) {
        HeldZone.lock(tx, access.zone());
        EdgeRoute route = store.find(tx, hostname)
                .filter(there -> there.zone().equals(access.zone()) && there.listed())
                .orElseThrow(() -> ReadEdgeRoutes.notFound(hostname));
        List<Change> changes = new ArrayList<>(certificates.drop(tx, hostname));
        changes.add(Change.take(route.entry()));
        Deployment deployment = Deployment.of(tx, trust, changes);
        EdgeRoute gone = new EdgeRoute(
                hostname,
                route.zone(),
                route.origin(),
                DeploymentStatus.PENDING_DELETION,
                route.createdOn(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        audit.record(
                tx,
                deployment.note(AuditEntry.of(access, Action.DELETE, ObjectKind.EDGE_ROUTE, hostname.ascii())
                        .with("origin", route.origin().toString())));
        if (deployment.waits()) {
            store.put(tx, gone, deployment.pendingRevision());
            return gone;
        }
        store.delete(tx, hostname);
        return route;
    }
}
