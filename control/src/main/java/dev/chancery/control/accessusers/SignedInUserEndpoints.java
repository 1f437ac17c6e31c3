package dev.chancery.control.accessusers;

import dev.chancery.control.accessplane.AccessRequests;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Locale;

/** {@code /accounts/{account_id}/access/users}: who signed in, and what is known of them. */
public final class SignedInUserEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(50, 1, 1000);
    private static final String USERS = "/accounts/{account_id}/access/users";
    private static final String ONE = USERS + "/{user_id}";
    private static final Permission READ = Permission.onAccount(PermissionGroup.ACCESS_AUDIT_LOGS_READ);

    private final ListAccessUsers list;
    private final ReadAccessUser read;

    public SignedInUserEndpoints(ListAccessUsers list, ReadAccessUser read) {
        this.list = list;
        this.read = read;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(USERS, READ, this::list),
                Route.get(
                        ONE + "/last_seen_identity",
                        READ,
                        call -> Answer.ok(AccessUserJson.identity(
                                read.read(call.account(), user(call)).identity()))),
                Route.get(
                        ONE + "/active_sessions",
                        READ,
                        call -> Answer.whole(read.sessions(call.account(), user(call)).stream()
                                .map(AccessUserJson::listed)
                                .toList())),
                Route.get(
                        ONE + "/active_sessions/{nonce}",
                        READ,
                        call -> Answer.ok(
                                AccessUserJson.of(read.session(call.account(), user(call), call.path("nonce"))))),
                Route.get(ONE + "/failed_logins", READ, this::failedLogins));
    }

    private static String user(Call call) {
        return call.path("user_id");
    }

    private Answer list(Call call) {
        Query query = call.query();
        UserFilter filter = new UserFilter(
                query.text("email").map(email -> email.toLowerCase(Locale.ROOT)),
                query.text("name"),
                query.text("search"));
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListAccessUsers.Page page = list.page(call.account(), filter, paging.offset(), paging.limit());
        return Answer.list(
                page.users().stream().map(AccessUserJson.Listed::of).toList(),
                paging.info(page.users().size(), page.total()));
    }

    private Answer failedLogins(Call call) {
        ReadAccessUser.Failed failed = read.failedLogins(call.account(), user(call));
        return Answer.whole(failed.logins().stream()
                .map(login -> AccessUserJson.of(login, failed.user(), AccessRequests.KEPT))
                .toList());
    }
}
