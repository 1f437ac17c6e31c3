package dev.chancery.control.edgeroutes;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.ZoneHostname;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import dev.chancery.trust.Hostname;
import java.util.List;
import java.util.Optional;

/** {@code /zones/{zone_id}/edge/routes} and what lies below it, an extension. */
public final class EdgeRouteEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(50, 1, 1000);
    private static final String ALL = "/zones/{zone_id}/edge/routes";
    private static final String ONE = ALL + "/{hostname}";
    private static final Permission READ = Permission.onZone(PermissionGroup.ZONE_READ, PermissionGroup.ZONE_WRITE);
    private static final Permission WRITE = Permission.onZone(PermissionGroup.ZONE_WRITE);

    private final ReadEdgeRoutes read;
    private final PutEdgeRoute put;
    private final DeleteEdgeRoute delete;

    public EdgeRouteEndpoints(ReadEdgeRoutes read, PutEdgeRoute put, DeleteEdgeRoute delete) {
        this.read = read;
        this.put = put;
        this.delete = delete;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, READ, this::list),
                Route.get(ONE, READ, call -> Answer.ok(EdgeRouteJson.of(read.read(call.zone(), hostname(call))))),
                Route.put(ONE, WRITE, this::put),
                Route.delete(
                        ONE, WRITE, call -> Answer.ok(EdgeRouteJson.of(delete.delete(call.zone(), hostname(call))))));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.pagingOrOffset(BOUNDS);
        query.check();
        ReadEdgeRoutes.Page page = read.page(call.zone(), paging.offset(), paging.limit());
        return Answer.list(
                page.routes().stream().map(EdgeRouteJson::of).toList(),
                paging.info(page.routes().size(), page.total()));
    }

    private Answer put(Call call) {
        Hostname hostname = hostname(call);
        Body body = call.body();
        Optional<Origin> origin = body.requiredParsed("origin", Origin::parse, Origin.FORM);
        body.check();
        return Answer.ok(EdgeRouteJson.of(put.put(call.zone(), hostname, origin.orElseThrow())));
    }

    private static Hostname hostname(Call call) {
        return ZoneHostname.read(call.path("hostname"), call.zone().zoneName());
    }
}
