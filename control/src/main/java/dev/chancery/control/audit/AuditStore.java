package dev.chancery.control.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.control.audit.AuditQuery.Scope;
import dev.chancery.control.db.EpochMicros;
import dev.chancery.control.db.GroupState;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.principal.UserId;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of the audit log. Nothing here updates or deletes; triggers in the schema see to it that nothing else does. */
final class AuditStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String COLUMNS =
            "a.ordinal, a.at, a.account_id, a.zone_id, z.name as zone_name, a.actor_kind, a.actor_id, a.actor_owner_id,"
                    + " u.email as actor_email, a.actor_name, a.actor_ip, a.action, a.outcome, a.object_type,"
                    + " a.object_id, a.request_id, a.details";

    private static final String FROM = " from audit_log a left join zone z on z.id = a.zone_id"
            + " left join app_user u on u.id = a.actor_owner_id where ";

    /** The entries of one group of writes, inserted in one batch just before the commit. */
    static final class Journal extends GroupState<AuditRow> {
        private static final String INSERT =
                "insert into audit_log (at, account_id, zone_id, actor_kind, actor_id, actor_owner_id, actor_name,"
                        + " actor_ip, action, outcome, object_type, object_id, request_id, details)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

        @Override
        protected Order order() {
            return Order.JOURNAL;
        }

        @Override
        protected void flush(Tx tx, List<AuditRow> rows) {
            if (rows.isEmpty()) {
                return;
            }
            Sql insert = tx.sql(INSERT);
            for (AuditRow row : rows) {
                insert.instant(row.at())
                        .text(row.accountId())
                        .text(row.zoneId())
                        .text(row.actorKind())
                        .text(row.actorId())
                        .text(row.actorOwnerId())
                        .text(row.actorName())
                        .text(row.actorIp())
                        .text(row.action())
                        .text(row.outcome())
                        .text(row.objectType())
                        .text(row.objectId())
                        .text(row.requestId())
                        .text(row.details().isEmpty() ? null : json(row.details()))
                        .add();
            }
            insert.runBatch();
        }
    }

    /**
     * Reads a slice of the log.
     *
     * @return at most one entry more than asked for; that one tells that there is a next page
     */
    List<AuditRecord> list(Tx tx, AuditQuery query) {
        // An address may be a network, which SQL cannot match alike on both engines: the rows pass by in order and the
        // reading stops as soon as the slice is full.
        try (Query rows = tx.handle().createQuery("select " + COLUMNS + FROM + where(query) + order(query))) {
            bindings(query).forEach(rows::bind);
            rows.setFetchSize(1_000);
            try (ResultIterator<AuditRecord> found =
                    rows.map((results, context) -> read(results)).iterator()) {
                return slice(found, query);
            }
        }
    }

    private static List<AuditRecord> slice(Iterator<AuditRecord> found, AuditQuery query) {
        List<AuditRecord> kept = new ArrayList<>();
        long passed = 0;
        while (found.hasNext() && kept.size() <= query.limit()) {
            AuditRecord entry = found.next();
            if (query.actorIp().isPresent() && !from(query.actorIp().get(), entry.actorIp())) {
                continue;
            }
            if (passed++ >= query.offset()) {
                kept.add(entry);
            }
        }
        return kept;
    }

    private static boolean from(Cidr network, @Nullable String ip) {
        return ip != null
                && Cidr.address(ip)
                        .filter((InetAddress address) -> network.contains(address))
                        .isPresent();
    }

    private static String where(AuditQuery query) {
        StringBuilder where = new StringBuilder(
                switch (query.scope()) {
                    case Scope.OfAccount _ -> "a.account_id = :scope";
                    case Scope.OfUser _ -> "a.account_id is null and a.actor_owner_id = :scope";
                });
        query.id().ifPresent(_ -> where.append(" and a.ordinal = :id"));
        query.since().ifPresent(_ -> where.append(" and a.at >= :since"));
        query.before().ifPresent(_ -> where.append(" and a.at < :before"));
        query.action().ifPresent(_ -> where.append(" and a.action = :action"));
        query.actorEmail().ifPresent(_ -> where.append(" and lower(u.email) = lower(:email)"));
        query.zoneName().ifPresent(_ -> where.append(" and z.name = lower(:zone)"));
        return where.toString();
    }

    private static String order(AuditQuery query) {
        return query.newestFirst() ? " order by a.at desc, a.ordinal desc" : " order by a.at, a.ordinal";
    }

    private static Map<String, Object> bindings(AuditQuery query) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "scope",
                switch (query.scope()) {
                    case Scope.OfAccount(AccountId account) -> account.hex();
                    case Scope.OfUser(UserId user) -> user.hex();
                });
        query.id().ifPresent(id -> values.put("id", id));
        query.since().ifPresent(since -> values.put("since", EpochMicros.of(since)));
        query.before().ifPresent(before -> values.put("before", EpochMicros.of(before)));
        query.action().ifPresent(action -> values.put("action", action));
        query.actorEmail().ifPresent(email -> values.put("email", email));
        query.zoneName().ifPresent(zone -> values.put("zone", zone));
        return values;
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        String details = row.getString("details");
        return new AuditRecord(
                row.getLong("ordinal"),
                EpochMicros.toInstant(row.getLong("at")),
                row.getString("account_id"),
                row.getString("zone_id"),
                row.getString("zone_name"),
                row.getString("actor_kind"),
                row.getString("actor_id"),
                row.getString("actor_owner_id"),
                row.getString("actor_email"),
                row.getString("actor_name"),
                row.getString("actor_ip"),
                row.getString("action"),
                row.getString("outcome"),
                row.getString("object_type"),
                row.getString("object_id"),
                row.getString("request_id"),
                tree(details == null ? "{}" : details));
    }

    private static String json(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
