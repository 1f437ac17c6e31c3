package dev.chancery.control.accessusers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of people who signed in, of their sessions and of what they were not let in to, read. */
final class AccessUserStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS =
            "select id, email, name, identity, created_on, updated_on, last_login_on from access_user";
    private static final String FILTER = " where account_id = ? and (? = 0 or email = ?) and (? = 0 or name = ?)"
            + " and (email like ? escape '!' or lower(name) like ? escape '!')";

    /** A session is found by its holder's id, and not before it is revoked: the caller compares. */
    private static final String SESSIONS = "select name, value, expires_on from access_once"
            + " where kind = 'identity' and account_id = ? and user_id = ? and expires_on > ?";

    Optional<AccessUser> find(Tx tx, AccountId account, UUID id) {
        return tx.sql(COLUMNS + " where account_id = ? and id = ?")
                .text(account.hex())
                .uuid(id)
                .first(AccessUserStore::user);
    }

    long count(Tx tx, AccountId account, UserFilter filter) {
        return filtered(tx, "select count(*) from access_user", "", account, filter)
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of what a filter shows, in the order they first came. */
    List<AccessUser> list(Tx tx, AccountId account, UserFilter filter, long offset, int limit) {
        return filtered(tx, COLUMNS, " order by created_on, id limit ? offset ?", account, filter)
                .number(limit)
                .number(offset)
                .list(AccessUserStore::user);
    }

    private static Sql filtered(Tx tx, String select, String order, AccountId account, UserFilter filter) {
        String pattern = "%"
                + filter.search()
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
        return tx.sql(select + FILTER + order)
                .text(account.hex())
                .number(filter.email().isPresent() ? 1 : 0)
                .text(filter.email().orElse(""))
                .number(filter.name().isPresent() ? 1 : 0)
                .text(filter.name().orElse(""))
                .text(pattern)
                .text(pattern);
    }

    /** The sessions of somebody that have not ended by themselves, the last to end first. */
    List<ActiveSession> sessions(Tx tx, AccountId account, UUID user, Instant now) {
        return tx.sql(SESSIONS + " order by expires_on desc, name")
                .text(account.hex())
                .uuid(user)
                .instant(now)
                .list(row -> new ActiveSession(row.text(1), json(row.text(2)), row.instant(3)));
    }

    /** Tokens of a person issued before this are worth nothing. */
    Optional<Instant> revokedOn(Tx tx, AccountId account, String email) {
        return tx.sql("select revoked_on from access_user_revocation where account_id = ? and email = ?")
                .text(account.hex())
                .text(email)
                .first(row -> row.instant(1));
    }

    /** What somebody was not let in to, newest first. */
    List<FailedLogin> failedLogins(Tx tx, AccountId account, String email, int limit) {
        return tx.sql("select r.created_on, a.name, a.aud, r.host, r.connection, r.ip_address, r.ray_id, r.reason"
                        + " from access_request r left join access_application a on a.id = r.application_id"
                        + " where r.account_id = ? and r.email = ? and r.allowed = 0"
                        + " order by r.created_on desc, r.id desc limit ?")
                .text(account.hex())
                .text(email)
                .number(limit)
                .list(row -> new FailedLogin(
                        row.instant(1),
                        application(row.textOrNull(2), row.textOrNull(3)),
                        row.text(4),
                        row.text(5),
                        row.text(6),
                        row.text(7),
                        row.text(8)));
    }

    private static Optional<FailedLogin.Application> application(@Nullable String name, @Nullable String aud) {
        return name == null || aud == null ? Optional.empty() : Optional.of(new FailedLogin.Application(name, aud));
    }

    private static AccessUser user(Row row) {
        return new AccessUser(
                row.uuid(1),
                row.text(2),
                row.text(3),
                json(row.text(4)),
                row.instant(5),
                row.instant(6),
                Optional.ofNullable(row.instantOrNull(7)));
    }

    private static ObjectNode json(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new DatabaseException("an identity is not JSON (expected: an object)", e);
        }
    }
}
