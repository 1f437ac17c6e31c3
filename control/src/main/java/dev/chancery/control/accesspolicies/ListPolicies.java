package dev.chancery.control.accesspolicies;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import java.util.List;

/** Lists an account's reusable policies in the order they were made. Refuses nothing. */
public final class ListPolicies {
    private final Database database;
    private final AccessPolicyStore store = new AccessPolicyStore();

    /**
     * Part of a list.
     *
     * @param policies the part
     * @param total how many there are
     */
    public record Page(List<ReadPolicy.Shown> policies, long total) {
        public Page {
            policies = List.copyOf(policies);
        }
    }

    public ListPolicies(Database database) {
        this.database = database;
    }

    /** At most so many after the first so many. */
    public Page page(AccountAccess access, long offset, int limit) {
        return database.read(tx -> new Page(
                store.list(tx, access.account(), offset, limit).stream()
                        .map(policy -> ReadPolicy.show(tx, store, policy))
                        .toList(),
                store.count(tx, access.account())));
    }
}
