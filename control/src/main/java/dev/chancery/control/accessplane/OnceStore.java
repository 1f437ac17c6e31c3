package dev.chancery.control.accessplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.Optional;

/** The table of what somebody may come back for. */
final class OnceStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ONE = " where kind = ? and name = ?";

    void insert(Tx tx, OnceKind kind, String name, AccountId account, ObjectNode value, Instant until) {
        tx.sql("insert into access_once (kind, name, account_id, value, expires_on, user_id) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (kind, name) do update set value = excluded.value, expires_on = excluded.expires_on"
                        + " where access_once.account_id = excluded.account_id")
                .text(kind.word())
                .text(name)
                .text(account.hex())
                .text(value.toString())
                .instant(until)
                .text(kind == OnceKind.IDENTITY ? value.path("user_uuid").textValue() : null)
                .run();
    }

    Optional<OneTimeValues.Kept> find(Tx tx, OnceKind kind, String name, Instant now) {
        String lock = tx.writes() ? tx.engine().forUpdate() : "";
        return tx.sql("select account_id, value, expires_on from access_once" + ONE + " and expires_on > ?" + lock)
                .text(kind.word())
                .text(name)
                .instant(now)
                .first(row -> new OneTimeValues.Kept(new AccountId(row.text(1)), json(row.text(2)), row.instant(3)));
    }

    /** Answers whether it was there: of several that delete at once, one hears yes. */
    boolean delete(Tx tx, OnceKind kind, String name) {
        return tx.sql("delete from access_once" + ONE)
                        .text(kind.word())
                        .text(name)
                        .run()
                == 1;
    }

    void deleteExpired(Tx tx, Instant now) {
        tx.sql("delete from access_once where expires_on <= ?").instant(now).run();
    }

    private static ObjectNode json(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new DatabaseException("access_once.value: not JSON (expected: an object)", e);
        }
    }
}
