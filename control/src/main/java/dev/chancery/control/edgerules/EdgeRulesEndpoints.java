package dev.chancery.control.edgerules;

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
import dev.chancery.trust.TrustEntry;
import java.util.List;

/** {@code /zones/{zone_id}/edge/hostnames} and what lies below it, an extension. */
public final class EdgeRulesEndpoints implements Endpoints {
    /** Thirty days: beyond that a list of revocations says nothing any more. */
    private static final long MOST_GRACE_HOURS = 720;

    private static final Paging.Bounds BOUNDS = new Paging.Bounds(50, 1, 1000);
    private static final String ALL = "/zones/{zone_id}/edge/hostnames";
    private static final String ONE = ALL + "/{hostname}";
    private static final Permission READ = Permission.onZone(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE);
    private static final Permission WRITE = Permission.onZone(PermissionGroup.SSL_WRITE);

    private final ReadEdgeRules read;
    private final PutEdgeRules put;
    private final DeleteEdgeRules delete;

    public EdgeRulesEndpoints(ReadEdgeRules read, PutEdgeRules put, DeleteEdgeRules delete) {
        this.read = read;
        this.put = put;
        this.delete = delete;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, READ, this::list),
                Route.get(ONE, READ, call -> Answer.ok(EdgeRulesJson.of(read.read(call.zone(), hostname(call))))),
                Route.put(ONE, WRITE, this::put),
                Route.delete(
                        ONE, WRITE, call -> Answer.ok(EdgeRulesJson.of(delete.delete(call.zone(), hostname(call))))));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.pagingOrOffset(BOUNDS);
        query.check();
        ReadEdgeRules.Page page = read.page(call.zone(), paging.offset(), paging.limit());
        return Answer.list(
                page.rules().stream().map(EdgeRulesJson::of).toList(),
                paging.info(page.rules().size(), page.total()));
    }

    /** What is not sent is as it goes without saying. */
    private Answer put(Call call) {
        Hostname hostname = hostname(call);
        Body body = call.body();
        TrustEntry.Mode mode =
                body.parsed("mode", EdgeRulesStore::mode, "enforce or log").orElse(TrustEntry.Mode.ENFORCE);
        long graceHours = body.integer("grace_hours").orElse(0L);
        if (graceHours < 0 || graceHours > MOST_GRACE_HOURS) {
            body.invalid("grace_hours", "grace_hours: %d (expected: 0 to %d)".formatted(graceHours, MOST_GRACE_HOURS));
        }
        boolean certHeaders = body.flag("cert_headers").orElse(false);
        body.check();
        return Answer.ok(EdgeRulesJson.of(
                put.put(call.zone(), new TrustEntry.Rules(hostname, mode, (int) graceHours, certHeaders))));
    }

    private static Hostname hostname(Call call) {
        return ZoneHostname.read(call.path("hostname"), call.zone().zoneName());
    }
}
