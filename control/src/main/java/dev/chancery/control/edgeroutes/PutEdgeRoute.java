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
import dev.chancery.control.publishing.HeldZone;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Routes a hostname, and makes its local server certificate at the first time. The route is what the next read shows, however far
 * the edges are; one that is there already changes nothing.
 *
 * <p>Refusals: a hostname routed in another zone (1486, 409); a zone that was deleted meanwhile (7003, 404); sealed keys (1490,
 * 503).
 */
public final class PutEdgeRoute {
    private final Database database;
    private final LocalCertificates certificates;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;
    private final EdgeRouteStore store = new EdgeRouteStore();

    public PutEdgeRoute(
            Database database, LocalCertificates certificates, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.certificates = certificates;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param hostname one of the zone
     * @throws Refusal as the class says
     */
    public EdgeRoute put(ZoneAccess access, Hostname hostname, Origin origin) {
        Optional<EdgeRoute> same = database.read(tx -> standing(tx, access, hostname, origin));
        return same.orElseGet(() -> {
            LocalCertificates.Fresh fresh = certificates.make(access, hostname);
            return database.write(Lane.TRUST, tx -> put(tx, access, hostname, origin, fresh));
        });
    }

    /** The route as it stands, if it is the one that is wanted. */
    private Optional<EdgeRoute> standing(Tx tx, ZoneAccess access, Hostname hostname, Origin origin) {
        return store.find(tx, hostname)
                .filter(route -> route.zone().equals(access.zone())
                        && route.listed()
                        && route.origin().equals(origin));
    }

    private EdgeRoute put(Tx tx, ZoneAccess access, Hostname hostname, Origin origin, LocalCertificates.Fresh fresh) {
        HeldZone.lock(tx, access.zone());
        Optional<EdgeRoute> there = store.find(tx, hostname).filter(EdgeRoute::listed);
        if (there.filter(route -> !route.zone().equals(access.zone())).isPresent()) {
            throw ErrorCode.HOSTNAME_ELSEWHERE.refusal(
                    "hostname: %s is routed in another zone (expected: one zone that routes it)".formatted(hostname));
        }
        Optional<EdgeRoute> same = standing(tx, access, hostname, origin);
        if (same.isPresent()) {
            return same.get();
        }
        List<Change> changes = new ArrayList<>(certificates.keep(tx, fresh));
        changes.add(Change.put(new TrustEntry.Route(hostname, origin.uri())));
        Deployment deployment = Deployment.of(tx, trust, changes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        EdgeRoute route = new EdgeRoute(
                hostname,
                access.zone(),
                origin,
                deployment.status(),
                there.map(EdgeRoute::createdOn).orElse(now),
                now);
        store.put(tx, route, deployment.pendingRevision());
        audit.record(
                tx,
                deployment.note(AuditEntry.of(
                                access,
                                there.isPresent() ? Action.UPDATE : Action.CREATE,
                                ObjectKind.EDGE_ROUTE,
                                hostname.ascii())
                        .with("origin", origin.toString())));
        return route;
    }
}
