package dev.chancery.control.tokens;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.refusal.ErrorCode;

/**
 * Tells a token's holder that it is valid. Getting here proves it.
 *
 * <p>Refuses: {@code INVALID_TOKEN} if the caller showed no token, or one of another owner than is asked about: an account's
 * token is verified at its account, a user's at {@code /user}.
 */
final class VerifyToken {
    private final Database database;
    private final TokenStore store = new TokenStore();

    VerifyToken(Database database) {
        this.database = database;
    }

    ApiToken ofUser(Principal caller) {
        return verified(caller, caller.kind() == Principal.Kind.USER_TOKEN);
    }

    /**
     * @param accountId the account asked about, 32 lower-case hex digits
     */
    ApiToken ofAccount(Principal caller, String accountId) {
        return verified(
                caller,
                caller.owner() instanceof Principal.Owner.OfAccount(var account)
                        && account.hex().equals(accountId));
    }

    private ApiToken verified(Principal caller, boolean ownerFits) {
        if (!ownerFits) {
            throw ErrorCode.INVALID_TOKEN.refusal("Invalid API Token");
        }
        return database.read(tx -> store.find(tx, caller.owner(), new TokenId(caller.id())))
                .orElseThrow(() -> ErrorCode.INVALID_TOKEN.refusal("Invalid API Token"));
    }
}
