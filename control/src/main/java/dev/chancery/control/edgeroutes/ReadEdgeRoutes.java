package dev.chancery.control.edgeroutes;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.List;

/**
 * Reads a zone's routes.
 *
 * <p>Refusals: a hostname without a route in the zone (1485, 404).
 */
public final class ReadEdgeRoutes {
    private final Database database;
    private final EdgeRouteStore store = new EdgeRouteStore();

    public ReadEdgeRoutes(Database database) {
        this.database = database;
    }

    /**
     * Part of the list, which is in the order of the hostnames.
     *
     * @param total how many there are in all
     */
    public record Page(List<EdgeRoute> routes, long total) {
        public Page {
            routes = List.copyOf(routes);
        }
    }

    /** At most so many after the first so many. */
    public Page page(ZoneAccess access, long offset, int limit) {
        return database.read(
                tx -> new Page(store.list(tx, access.zone(), offset, limit), store.count(tx, access.zone())));
    }

    /**
     * @throws Refusal as the class says
     */
    public EdgeRoute read(ZoneAccess access, Hostname hostname) {
        return database.read(tx -> store.find(tx, hostname))
                .filter(route -> route.zone().equals(access.zone()) && route.listed())
                .orElseThrow(() -> notFound(hostname));
    }

    static Refusal notFound(Hostname hostname) {
        return ErrorCode.NOT_ROUTED.refusal("%s has no route in this zone.".formatted(hostname));
    }
}
