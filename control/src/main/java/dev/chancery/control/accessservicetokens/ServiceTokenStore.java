package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of service tokens. Secrets go in as hashes and do not come out. */
final class ServiceTokenStore {
    private static final String COLUMNS = "select id, name, client_id, secret_version, previous_expires_on, duration,"
            + " expires_on, enabled, last_seen_on, created_on, updated_on from access_service_token";
    private static final String FILTER =
            " where account_id = ? and (? = 0 or name = ?) and lower(name) like ? escape '!'";

    void insert(Tx tx, AccountId account, ServiceToken token, String secretHash) {
        tx.sql(
                        "insert into access_service_token (id, account_id, name, client_id, secret_hash, secret_version, duration,"
                                + " expires_on, enabled, created_on, updated_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .uuid(token.id().uuid())
                .text(account.hex())
                .text(token.name())
                .text(token.clientId())
                .text(secretHash)
                .number(token.secretVersion())
                .text(token.lifetime().text())
                .instant(token.expiresOn().orElse(null))
                .flag(token.enabled())
                .instant(token.createdOn())
                .instant(token.updatedOn())
                .run();
    }

    /** Writes everything about a token but its secrets. */
    void update(Tx tx, ServiceToken token) {
        tx.sql("update access_service_token set name = ?, duration = ?, expires_on = ?, enabled = ?, updated_on = ?"
                        + " where id = ?")
                .text(token.name())
                .text(token.lifetime().text())
                .instant(token.expiresOn().orElse(null))
                .flag(token.enabled())
                .instant(token.updatedOn())
                .uuid(token.id().uuid())
                .run();
    }

    /** Gives a token its next secret; the one it had becomes the one before. */
    void rotate(Tx tx, ServiceToken token, String secretHash) {
        tx.sql("update access_service_token set previous_hash = secret_hash, previous_expires_on = ?, secret_hash = ?,"
                        + " secret_version = ?, updated_on = ? where id = ?")
                .instant(token.previousSecretExpiresOn().orElse(null))
                .text(secretHash)
                .number(token.secretVersion())
                .instant(token.updatedOn())
                .uuid(token.id().uuid())
                .run();
    }

    void delete(Tx tx, ServiceTokenId id) {
        tx.sql("delete from access_service_token where id = ?").uuid(id.uuid()).run();
    }

    Optional<ServiceToken> find(Tx tx, AccountId account, ServiceTokenId id) {
        return find(tx, account, id, "");
    }

    /** The same, locked for the transaction. */
    Optional<ServiceToken> lock(Tx tx, AccountId account, ServiceTokenId id) {
        return find(tx, account, id, tx.engine().forUpdate());
    }

    private static Optional<ServiceToken> find(Tx tx, AccountId account, ServiceTokenId id, String lock) {
        return tx.sql(COLUMNS + " where id = ? and account_id = ?" + lock)
                .uuid(id.uuid())
                .text(account.hex())
                .first(ServiceTokenStore::read);
    }

    /** How many tokens an account holds; no other transaction that asks this adds one before this one ends. */
    long countLocked(Tx tx, AccountId account) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return tx.sql("select count(*) from access_service_token where account_id = ?")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** How many tokens a filter shows. */
    long count(Tx tx, AccountId account, ServiceTokenFilter filter) {
        return filtered(tx, "select count(*) from access_service_token" + FILTER, account, filter)
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of the tokens a filter shows, in the order they were made. */
    List<ServiceToken> list(Tx tx, AccountId account, ServiceTokenFilter filter, long offset, long limit) {
        return filtered(tx, COLUMNS + FILTER + " order by created_on, id limit ? offset ?", account, filter)
                .number(limit)
                .number(offset)
                .list(ServiceTokenStore::read);
    }

    private static Sql filtered(Tx tx, String text, AccountId account, ServiceTokenFilter filter) {
        return tx.sql(text)
                .text(account.hex())
                .number(filter.name().isPresent() ? 1 : 0)
                .text(filter.name().orElse(""))
                .text("%" + escaped(filter.search().orElse("")) + "%");
    }

    private static String escaped(String search) {
        return search.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    private static ServiceToken read(Row row) {
        return new ServiceToken(
                new ServiceTokenId(row.uuid(1)),
                row.text(2),
                row.text(3),
                row.number(4),
                Optional.ofNullable(row.instantOrNull(5)),
                Lifetime.parse(row.text(6)).orElseThrow(),
                Optional.ofNullable(row.instantOrNull(7)),
                row.flag(8),
                Optional.ofNullable(row.instantOrNull(9)),
                row.instant(10),
                row.instant(11));
    }
}
