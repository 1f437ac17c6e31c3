package dev.chancery.control.accounts;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.ErrorCode;

/**
 * Shows one account.
 *
 * <p>Refuses: {@code INVALID_IDENTIFIER} if the account was deleted a moment ago.
 */
final class GetAccount {
    private final Database database;
    private final AccountStore store = new AccountStore();

    GetAccount(Database database) {
        this.database = database;
    }

    Account get(AccountAccess access) {
        return database.read(tx -> found(store, tx, access.account()));
    }

    static Account found(AccountStore store, Tx tx, AccountId id) {
        return store.find(tx, id)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "Could not route to /accounts/%s, perhaps your object identifier is invalid?".formatted(id)));
    }
}
