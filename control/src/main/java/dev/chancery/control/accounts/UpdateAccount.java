package dev.chancery.control.accounts;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.principal.AccountAccess;
import java.util.Optional;

/**
 * Changes an account's name, type and settings.
 *
 * <p>Refuses: {@code INVALID_IDENTIFIER} if the account was deleted a moment ago.
 */
final class UpdateAccount {
    private final Database database;
    private final AuditLog audit;
    private final AccessChange change;
    private final AccountStore store = new AccountStore();

    UpdateAccount(Database database, AuditLog audit, AccessChange change) {
        this.database = database;
        this.audit = audit;
        this.change = change;
    }

    /**
     * What is asked for; what is empty stays.
     *
     * @param name 1 to 100 characters
     */
    record Draft(String name, Optional<AccountType> type, Optional<Account.Settings> settings) {}

    Account update(AccountAccess access, Draft draft) {
        return database.write(Lane.GENERAL, tx -> {
            Account before = GetAccount.found(store, tx, access.account());
            Account after = new Account(
                    before.id(),
                    draft.name(),
                    draft.type().orElse(before.type()),
                    draft.settings().orElse(before.settings()),
                    before.createdOn());
            store.update(tx, after);
            change.in(tx);
            audit.record(
                    tx,
                    AuditEntry.of(
                                    access,
                                    Action.UPDATE,
                                    ObjectKind.ACCOUNT,
                                    after.id().hex())
                            .with("name", after.name()));
            return after;
        });
    }
}
