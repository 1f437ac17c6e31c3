package dev.chancery.control.tokens;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.refusal.ErrorCode;

/**
 * Shows one token of an owner, without its value.
 *
 * <p>Refuses: {@code TOKEN_NOT_FOUND} if the owner has no token with this id.
 */
final class GetToken {
    private final Database database;
    private final TokenStore store = new TokenStore();

    GetToken(Database database) {
        this.database = database;
    }

    ApiToken get(Principal.Owner owner, TokenId id) {
        return database.read(tx -> found(store, tx, owner, id));
    }

    static ApiToken found(TokenStore store, Tx tx, Principal.Owner owner, TokenId id) {
        return store.find(tx, owner, id)
                .orElseThrow(() -> ErrorCode.TOKEN_NOT_FOUND.refusal("token %s: not found".formatted(id)));
    }
}
