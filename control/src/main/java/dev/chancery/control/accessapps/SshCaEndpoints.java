package dev.chancery.control.accessapps;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.stream.Stream;

/** {@code …/access/apps/ca} and {@code …/access/apps/{app_id}/ca}, below accounts and zones. */
public final class SshCaEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(100, 1, 1000);

    private final Operations operations;

    /** What the routes call. */
    public record Operations(ListSshCas list, ReadSshCa read, CreateSshCa create, DeleteSshCa delete) {}

    private record IdJson(String id) {}

    public SshCaEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(
                        routes(
                                "/accounts/{account_id}/access/apps",
                                Permission.onAccount(
                                        PermissionGroup.ACCESS_APPS_WRITE, PermissionGroup.ACCESS_APPS_READ),
                                Permission.onAccount(PermissionGroup.ACCESS_APPS_WRITE)),
                        routes(
                                "/zones/{zone_id}/access/apps",
                                Permission.onZone(
                                        PermissionGroup.ZONE_ACCESS_APPS_WRITE, PermissionGroup.ZONE_ACCESS_APPS_READ),
                                Permission.onZone(PermissionGroup.ZONE_ACCESS_APPS_WRITE)))
                .toList();
    }

    private Stream<Route> routes(String base, Permission read, Permission write) {
        String one = base + "/{app_id}/ca";
        return Stream.of(
                Route.get(base + "/ca", read, this::list),
                Route.get(
                        one,
                        read,
                        call -> Answer.ok(SshCaJson.of(
                                operations.read().read(call.accountOrZone(), ApplicationEndpoints.id(call))))),
                Route.post(
                        one,
                        write,
                        call -> Answer.ok(SshCaJson.of(
                                operations.create().create(call.accountOrZone(), ApplicationEndpoints.id(call))))),
                Route.delete(
                        one,
                        write,
                        call -> Answer.accepted(new IdJson(operations
                                .delete()
                                .delete(call.accountOrZone(), ApplicationEndpoints.id(call))
                                .hex()))));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListSshCas.Page page = operations.list().page(call.accountOrZone(), paging.offset(), paging.limit());
        return Answer.list(
                page.cas().stream().map(SshCaJson::of).toList(),
                paging.info(page.cas().size(), page.total()));
    }
}
