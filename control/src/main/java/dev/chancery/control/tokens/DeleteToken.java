package dev.chancery.control.tokens;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.TokenId;

/**
 * Removes a token. Whoever shows it afterwards is unknown.
 *
 * <p>Refuses: {@code TOKEN_NOT_FOUND} if the owner has no token with this id.
 */
final class DeleteToken {
    private final Database database;
    private final AuditLog audit;
    private final TokenAuthenticator authenticator;
    private final TokenStore store = new TokenStore();

    DeleteToken(Database database, AuditLog audit, TokenAuthenticator authenticator) {
        this.database = database;
        this.audit = audit;
        this.authenticator = authenticator;
    }

    void delete(TokenHolder holder, TokenId id) {
        database.write(Lane.GENERAL, tx -> {
            ApiToken token = GetToken.found(store, tx, holder.owner(), id);
            store.valueHash(tx, id).ifPresent(hash -> authenticator.forget(tx, hash));
            store.delete(tx, id);
            audit.record(tx, holder.entry(Action.DELETE, id, token.name()));
            return id;
        });
    }
}
