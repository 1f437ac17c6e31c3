package dev.chancery.control.accessusers;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import java.util.List;

/** Lists the people who signed in to an account's applications, in the order they first came. Refuses nothing. */
public final class ListAccessUsers {
    private final Database database;
    private final AccessUserStore store = new AccessUserStore();

    /**
     * Part of the list.
     *
     * @param users the part
     * @param total how many the filter shows in all
     */
    public record Page(List<AccessUser> users, long total) {
        public Page {
            users = List.copyOf(users);
        }
    }

    public ListAccessUsers(Database database) {
        this.database = database;
    }

    /** At most so many after the first so many. */
    public Page page(AccountAccess access, UserFilter filter, long offset, int limit) {
        return database.read(tx -> new Page(
                store.list(tx, access.account(), filter, offset, limit), store.count(tx, access.account(), filter)));
    }
}
