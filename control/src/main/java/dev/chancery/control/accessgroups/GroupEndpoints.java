package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.NameBody;
import dev.chancery.control.accessrules.NamedFilter;
import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.accessrules.RuleSetBody;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code /accounts/{account_id}/access/groups} and {@code /zones/{zone_id}/access/groups}. */
public final class GroupEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(1000, 1, 1000);
    private static final PermissionGroup READER = PermissionGroup.ACCESS_ORGANIZATIONS_READ;
    private static final PermissionGroup WRITER = PermissionGroup.ACCESS_ORGANIZATIONS_WRITE;

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ListGroups list, CreateGroup create, ReadGroup read, UpdateGroup update, DeleteGroup delete) {}

    private record IdJson(String id) {}

    public GroupEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(
                        routes(
                                "/accounts/{account_id}/access/groups",
                                Permission.onAccount(READER, WRITER),
                                Permission.onAccount(WRITER))
                                .stream(),
                        routes(
                                "/zones/{zone_id}/access/groups",
                                Permission.onAccountOfZone(READER, WRITER),
                                Permission.onAccountOfZone(WRITER))
                                .stream())
                .toList();
    }

    private List<Route> routes(String all, Permission read, Permission write) {
        String one = all + "/{group_id}";
        return List.of(
                Route.get(all, read, this::list),
                Route.post(
                        all,
                        write,
                        call -> Answer.created(
                                GroupJson.of(operations.create().create(call.accountOrZone(), draft(call.body()))))),
                Route.get(
                        one,
                        read,
                        call -> Answer.ok(GroupJson.of(operations.read().read(call.accountOrZone(), id(call))))),
                Route.put(
                        one,
                        write,
                        call -> Answer.ok(GroupJson.of(
                                operations.update().update(call.accountOrZone(), id(call), draft(call.body()))))),
                Route.delete(one, write, this::delete));
    }

    private Answer list(Call call) {
        Query query = call.query();
        NamedFilter filter = new NamedFilter(query.text("name"), query.text("search"));
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListGroups.Page page = operations.list().page(call.accountOrZone(), filter, paging.offset(), paging.limit());
        return Answer.list(
                page.groups().stream().map(GroupJson::of).toList(),
                paging.info(page.groups().size(), page.total()));
    }

    private Answer delete(Call call) {
        GroupId id = id(call);
        operations.delete().delete(call.accountOrZone(), id);
        return Answer.accepted(new IdJson(id.toString()));
    }

    private static GroupDraft draft(Body body) {
        String name = NameBody.read(body);
        boolean isDefault = body.flag("is_default").orElse(false);
        List<Fault> faults = new ArrayList<>();
        RuleSet rules = RuleSetBody.read(body, "", faults);
        faults.addAll(0, body.faults());
        return new GroupDraft(name, isDefault, rules, faults);
    }

    private static GroupId id(Call call) {
        String text = call.path("group_id");
        return GroupId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "group_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
