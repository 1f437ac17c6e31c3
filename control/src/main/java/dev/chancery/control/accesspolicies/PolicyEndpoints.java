package dev.chancery.control.accesspolicies;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;

/** {@code /accounts/{account_id}/access/policies}: the reusable ones. */
public final class PolicyEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(1000, 1, 1000);
    private static final String ALL = "/accounts/{account_id}/access/policies";
    private static final String ONE = ALL + "/{policy_id}";
    private static final Permission READ =
            Permission.onAccount(PermissionGroup.ACCESS_APPS_READ, PermissionGroup.ACCESS_APPS_WRITE);
    private static final Permission WRITE = Permission.onAccount(PermissionGroup.ACCESS_APPS_WRITE);

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ListPolicies list, CreatePolicy create, ReadPolicy read, UpdatePolicy update, DeletePolicy delete) {}

    record IdJson(String id) {}

    public PolicyEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, READ, this::list),
                Route.post(
                        ALL,
                        WRITE,
                        call -> Answer.created(PolicyJson.of(
                                operations.create().create(call.account(), PolicyBody.read(call.body()))))),
                Route.get(
                        ONE,
                        READ,
                        call -> Answer.ok(PolicyJson.of(operations.read().read(call.account(), id(call))))),
                Route.put(
                        ONE,
                        WRITE,
                        call -> Answer.ok(PolicyJson.of(
                                operations.update().update(call.account(), id(call), PolicyBody.read(call.body()))))),
                Route.delete(ONE, WRITE, this::delete));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListPolicies.Page page = operations.list().page(call.account(), paging.offset(), paging.limit());
        return Answer.list(
                page.policies().stream().map(PolicyJson::of).toList(),
                paging.info(page.policies().size(), page.total()));
    }

    private Answer delete(Call call) {
        PolicyId id = id(call);
        operations.delete().delete(call.account(), id);
        return Answer.accepted(new IdJson(id.toString()));
    }

    static PolicyId id(Call call) {
        String text = call.path("policy_id");
        return PolicyId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "policy_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
