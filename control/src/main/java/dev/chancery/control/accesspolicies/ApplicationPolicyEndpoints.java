package dev.chancery.control.accesspolicies;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.ArrayList;
import java.util.List;

/** {@code /accounts/{account_id}/access/apps/{app_id}/policies}, and the same below a zone. */
public final class ApplicationPolicyEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(200, 1, 1000);
    private static final String OF_ACCOUNT = "/accounts/{account_id}/access/apps/{app_id}/policies";
    private static final String OF_ZONE = "/zones/{zone_id}/access/apps/{app_id}/policies";
    private static final String ONE = "/{policy_id}";

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ListApplicationPolicies list,
            CreateApplicationPolicy create,
            ReadApplicationPolicy read,
            UpdateApplicationPolicy update,
            DeleteApplicationPolicy delete,
            MakeReusable makeReusable) {}

    public ApplicationPolicyEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        Permission write = Permission.onAccount(PermissionGroup.ACCESS_APPS_WRITE);
        List<Route> routes = new ArrayList<>(routes(
                OF_ACCOUNT,
                Permission.onAccount(PermissionGroup.ACCESS_APPS_READ, PermissionGroup.ACCESS_APPS_WRITE),
                write));
        routes.addAll(routes(
                OF_ZONE,
                Permission.onZone(PermissionGroup.ZONE_ACCESS_APPS_READ, PermissionGroup.ZONE_ACCESS_APPS_WRITE),
                Permission.onZone(PermissionGroup.ZONE_ACCESS_APPS_WRITE)));
        routes.add(Route.put(OF_ACCOUNT + ONE + "/make_reusable", write, this::makeReusable));
        return routes;
    }

    private List<Route> routes(String all, Permission read, Permission write) {
        return List.of(
                Route.get(all, read, this::list),
                Route.post(
                        all,
                        write,
                        call -> Answer.created(PolicyJson.of(operations
                                .create()
                                .create(call.accountOrZone(), application(call), PolicyBody.read(call.body()))))),
                Route.get(
                        all + ONE,
                        read,
                        call -> Answer.ok(PolicyJson.of(operations
                                .read()
                                .read(call.accountOrZone(), application(call), PolicyEndpoints.id(call))))),
                Route.put(
                        all + ONE,
                        write,
                        call -> Answer.ok(PolicyJson.of(operations
                                .update()
                                .update(
                                        call.accountOrZone(),
                                        application(call),
                                        PolicyEndpoints.id(call),
                                        PolicyBody.read(call.body()))))),
                Route.delete(all + ONE, write, this::delete));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        query.check();
        return paging.slice(operations.list().list(call.accountOrZone(), application(call)).stream()
                .map(PolicyJson::of)
                .toList());
    }

    private Answer delete(Call call) {
        PolicyId id = PolicyEndpoints.id(call);
        operations.delete().delete(call.accountOrZone(), application(call), id);
        return Answer.accepted(new PolicyEndpoints.IdJson(id.toString()));
    }

    /** The document says the answer is a list. */
    private Answer makeReusable(Call call) {
        return Answer.whole(List.of(PolicyJson.of(
                operations.makeReusable().convert(call.account(), application(call), PolicyEndpoints.id(call)))));
    }

    private static ApplicationId application(Call call) {
        String text = call.path("app_id");
        return ApplicationId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "app_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
