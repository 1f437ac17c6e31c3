package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.NamedFilter;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import java.util.List;

/** Lists an account's groups in the order they were made. Refuses nothing: what a filter does not match is empty. */
public final class ListGroups {
    private final Database database;
    private final AccessGroupStore store = new AccessGroupStore();

    /**
     * Part of a list.
     *
     * @param groups the part
     * @param total how many the filter shows in all
     */
    public record Page(List<AccessGroup> groups, long total) {
        public Page {
            groups = List.copyOf(groups);
        }
    }

    public ListGroups(Database database) {
        this.database = database;
    }

    /** At most so many after the first so many. */
    public Page page(AccountOrZoneAccess access, NamedFilter filter, long offset, int limit) {
        return database.read(tx -> new Page(
                store.list(tx, access.account(), filter, offset, limit), store.count(tx, access.account(), filter)));
    }
}
