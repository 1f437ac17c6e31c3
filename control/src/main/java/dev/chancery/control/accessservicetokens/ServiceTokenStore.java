package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.NamedStore;
import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.Optional;

/** The table of service tokens. Secrets go in as hashes and do not come out. */
final class ServiceTokenStore extends NamedStore<ServiceTokenId, ServiceToken> {
    ServiceTokenStore() {
        super(
                "access_service_token",
                "id, name, client_id, secret_version, previous_expires_on, duration, expires_on, enabled, last_seen_on, created_on, updated_on",
                ServiceTokenId::uuid,
                ServiceTokenStore::read);
    }

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
