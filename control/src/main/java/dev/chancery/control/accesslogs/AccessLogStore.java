package dev.chancery.control.accesslogs;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The table of sign-ins, read. */
final class AccessLogStore {
    private static final String COLUMNS =
            "select created_on, connection, email, application_id, host, ip_address, ray_id, allowed, reason";

    /** What is asked of rows, and the values it is asked with. */
    private static final class Where {
        private final StringBuilder text = new StringBuilder(" from access_request where account_id = ?");
        private final List<UnaryOperator<Sql>> values = new ArrayList<>();

        Where(AccountId account) {
            values.add(sql -> sql.text(account.hex()));
        }

        void and(String condition, UnaryOperator<Sql> value) {
            text.append(" and ").append(condition);
            values.add(value);
        }

        Sql sql(Tx tx, String before, String after) {
            Sql sql = tx.sql(before + text + after);
            for (UnaryOperator<Sql> value : values) {
                sql = value.apply(sql);
            }
            return sql;
        }
    }

    /** How many a filter shows. */
    long count(Tx tx, AccountId account, LogFilter filter) {
        return where(account, filter)
                .sql(tx, "select count(*)", "")
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of what a filter shows, by time. */
    List<LoggedRequest> list(Tx tx, AccountId account, LogFilter filter, boolean newestFirst, long offset, long limit) {
        String direction = newestFirst ? " desc" : "";
        return where(account, filter)
                .sql(tx, COLUMNS, " order by created_on" + direction + ", id" + direction + " limit ? offset ?")
                .number(limit)
                .number(offset)
                .list(AccessLogStore::read);
    }

    private static Where where(AccountId account, LogFilter filter) {
        Where where = new Where(account);
        filter.since().ifPresent(at -> where.and("created_on >= ?", sql -> sql.instant(at)));
        filter.until().ifPresent(at -> where.and("created_on <= ?", sql -> sql.instant(at)));
        filter.email().ifPresent(email -> email(where, email));
        filter.allowed().ifPresent(allowed -> where.and("allowed = ?", sql -> sql.flag(allowed)));
        filter.application()
                .ifPresent(id -> where.and(
                        id.not() ? "(application_id is null or application_id <> ?)" : "application_id = ?",
                        sql -> sql.uuid(id.value())));
        filter.rayId().ifPresent(id -> where.and(id.not() ? "ray_id <> ?" : "ray_id = ?", sql -> sql.text(id.value())));
        return where;
    }

    private static void email(Where where, LogFilter.EmailMatch email) {
        if (email.whole()) {
            where.and(email.not() ? "email <> ?" : "email = ?", sql -> sql.text(email.text()));
        } else {
            String pattern =
                    "%" + email.text().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
            where.and("email " + (email.not() ? "not " : "") + "like ? escape '!'", sql -> sql.text(pattern));
        }
    }

    private static LoggedRequest read(Row row) {
        return new LoggedRequest(
                row.instant(1),
                row.text(2),
                row.text(3),
                Optional.ofNullable(row.uuidOrNull(4)),
                row.text(5),
                row.text(6),
                row.text(7),
                row.flag(8),
                row.text(9));
    }
}
