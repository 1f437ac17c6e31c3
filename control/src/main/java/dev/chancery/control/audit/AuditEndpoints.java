package dev.chancery.control.audit;

import dev.chancery.control.audit.AuditQuery.Scope;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.control.v4.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /accounts/{account_id}/audit_logs} and {@code /user/audit_logs}. */
public final class AuditEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(100, 1, 1000);

    private final ListAuditLog list;

    public AuditEndpoints(ListAuditLog list) {
        this.list = list;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/accounts/{account_id}/audit_logs",
                        Permission.onAccount(
                                PermissionGroup.ACCOUNT_SETTINGS_READ, PermissionGroup.ACCOUNT_SETTINGS_WRITE),
                        call -> answer(call, new Scope.OfAccount(call.account().account()))),
                Route.get(
                        "/user/audit_logs",
                        Permission.onUser(PermissionGroup.USER_DETAILS_READ, PermissionGroup.USER_DETAILS_WRITE),
                        call -> answer(call, new Scope.OfUser(call.user().user()))));
    }

    private Answer answer(Call call, Scope scope) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        AuditQuery asked = new AuditQuery(
                scope,
                query.parsed("id", AuditEndpoints::ordinal, "the id of an entry").stream()
                        .mapToLong(Long::longValue)
                        .findFirst(),
                instant(query, "since"),
                instant(query, "before"),
                query.text("action.type"),
                query.text("actor.email"),
                query.parsed("actor.ip", Cidr::parse, "an IP address or a network in CIDR notation"),
                query.text("zone.name"),
                query.descending(true),
                paging.offset(),
                paging.limit());
        query.check();
        ListAuditLog.Page page = list.list(asked);
        return Answer.list(
                page.entries().stream().map(AuditJson::of).toList(),
                paging.info(page.entries().size(), page.total()));
    }

    private static Optional<Instant> instant(Query query, String name) {
        return query.parsed(name, Rfc3339::dateOrInstant, "a date such as 2026-01-31 or an RFC 3339 timestamp");
    }

    private static Optional<Long> ordinal(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
