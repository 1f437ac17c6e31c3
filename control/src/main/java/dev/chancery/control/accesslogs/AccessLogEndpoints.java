package dev.chancery.control.accesslogs;

import dev.chancery.control.accesslogs.LogFilter.EmailMatch;
import dev.chancery.control.accesslogs.LogFilter.Wanted;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /accounts/{account_id}/access/logs/access_requests}. */
public final class AccessLogEndpoints implements Endpoints {
    private static final int MOST = 1000;
    private static final int FEW = 25;
    private static final String TIMESTAMP = "an RFC 3339 timestamp";

    private final ListAccessRequests list;

    public AccessLogEndpoints(ListAccessRequests list) {
        this.list = list;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get(
                "/accounts/{account_id}/access/logs/access_requests",
                Permission.onAccount(PermissionGroup.ACCESS_AUDIT_LOGS_READ),
                this::list));
    }

    private Answer list(Call call) {
        Query query = call.query();
        LogFilter filter = filter(query);
        boolean newestFirst = query.descending(true);
        // A limit alone asks for one page of that size; beside page or per_page it bounds what the pages hold in all.
        Optional<String> limited = query.text("limit");
        long limit = query.number("limit", 1, MOST, FEW);
        boolean paged = query.text("page").isPresent() || query.text("per_page").isPresent();
        Paging paging = query.paging(new Paging.Bounds(paged ? FEW : (int) limit, 1, MOST));
        List<String> fields = query.texts("fields");
        query.check();
        long most = limited.isPresent() ? limit : Long.MAX_VALUE;
        long shown = Math.max(0, Math.min(paging.limit(), most - paging.offset()));
        ListAccessRequests.Page page = list.page(call.account(), filter, newestFirst, paging.offset(), shown);
        return Answer.list(
                page.requests().stream()
                        .map(request -> AccessRequestJson.of(request, fields))
                        .toList(),
                paging.info(page.requests().size(), Math.min(page.total(), most)));
    }

    private static LogFilter filter(Query query) {
        return new LogFilter(
                query.parsed("since", Rfc3339::parse, TIMESTAMP),
                query.parsed("until", Rfc3339::parse, TIMESTAMP),
                email(query),
                allowed(query),
                query.parsed("app_uid", text -> HexId.parse(text).map(HexId::toUuid), "a UUID")
                        .map(id -> new Wanted<>(id, not(query, "app_uidOp"))),
                query.text("ray_id").map(id -> new Wanted<>(id, not(query, "ray_idOp"))));
    }

    private static Optional<Boolean> allowed(Query query) {
        boolean not = not(query, "allowedOp");
        return query.flag("allowed").map(allowed -> allowed != not);
    }

    private static Optional<EmailMatch> email(Query query) {
        boolean exact = query.flag("email_exact").orElse(false);
        String operator = query.parsed(
                        "emailOp",
                        text -> Optional.of(text).filter(List.of("eq", "neq", "contains")::contains),
                        "eq, neq or contains")
                .orElse("contains");
        return query.text("email")
                .map(text -> new EmailMatch(
                        text.toLowerCase(Locale.ROOT), exact || operator.equals("eq"), operator.equals("neq")));
    }

    private static boolean not(Query query, String name) {
        return query.parsed(
                        name,
                        text -> switch (text) {
                            case "eq" -> Optional.of(false);
                            case "neq" -> Optional.of(true);
                            default -> Optional.empty();
                        },
                        "eq or neq")
                .orElse(false);
    }
}
