package dev.chancery.control.edgeroutes;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.trust.Hostname;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of routes. */
final class EdgeRouteStore {
    private static final String COLUMNS =
            "select hostname, zone_id, origin, status, created_on, modified_on from edge_route";

    /** The route of a hostname, one on its way out too. */
    Optional<EdgeRoute> find(Tx tx, Hostname hostname) {
        return tx.sql(COLUMNS + " where hostname = ?").text(hostname.ascii()).first(EdgeRouteStore::read);
    }

    /** A slice of a zone's routes by hostname, those on their way out left out. */
    List<EdgeRoute> list(Tx tx, ZoneId zone, long offset, long limit) {
        return tx.sql(COLUMNS
                        + " where zone_id = ? and status <> 'pending_deletion' order by hostname limit ? offset ?")
                .text(zone.hex())
                .number(limit)
                .number(offset)
                .list(EdgeRouteStore::read);
    }

    long count(Tx tx, ZoneId zone) {
        return tx.sql("select count(*) from edge_route where zone_id = ? and status <> 'pending_deletion'")
                .text(zone.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** Writes a route, whatever stood there. */
    void put(Tx tx, EdgeRoute route, @Nullable Long pendingRevision) {
        tx.sql("insert into edge_route (hostname, zone_id, origin, created_on, modified_on, status, pending_revision)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (hostname) do update set"
                        + " zone_id = excluded.zone_id, origin = excluded.origin, created_on = excluded.created_on,"
                        + " modified_on = excluded.modified_on, status = excluded.status,"
                        + " pending_revision = excluded.pending_revision")
                .text(route.hostname().ascii())
                .text(route.zone().hex())
                .text(route.origin().toString())
                .instant(route.createdOn())
                .instant(route.modifiedOn())
                .text(route.status().word())
                .numberOrNull(pendingRevision)
                .run();
    }

    void delete(Tx tx, Hostname hostname) {
        tx.sql("delete from edge_route where hostname = ?")
                .text(hostname.ascii())
                .run();
    }

    private static EdgeRoute read(Row row) {
        return new EdgeRoute(
                new Hostname(row.text(1)),
                new ZoneId(row.text(2)),
                new Origin(URI.create(row.text(3))),
                DeploymentStatus.ofWord(row.text(4)),
                row.instant(5),
                row.instant(6));
    }
}
