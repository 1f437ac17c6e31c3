package dev.chancery.control.accounts;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists the accounts a caller may know of. It refuses nothing of its own. */
final class ListAccounts {
    private final Database database;
    private final AccountStore store = new AccountStore();

    ListAccounts(Database database) {
        this.database = database;
    }

    record Page(List<Account> accounts, long total) {}

    Page list(Principal caller, Optional<String> name, boolean descending, long offset, int limit) {
        Set<AccountId> visible = caller.accounts().stream()
                .filter(account -> caller.sees(new Resource.OfAccount(account)))
                .collect(Collectors.toUnmodifiableSet());
        return database.read(tx ->
                new Page(store.list(tx, visible, name, descending, offset, limit), store.count(tx, visible, name)));
    }
}
