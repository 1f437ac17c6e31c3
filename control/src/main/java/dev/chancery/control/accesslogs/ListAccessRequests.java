package dev.chancery.control.accesslogs;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import java.util.List;

/** Lists an account's sign-ins by time. Refuses nothing: what a filter does not match is empty. */
public final class ListAccessRequests {
    private final Database database;
    private final AccessLogStore store = new AccessLogStore();

    /**
     * Part of the list.
     *
     * @param requests the part
     * @param total how many the filter shows in all
     */
    public record Page(List<LoggedRequest> requests, long total) {
        public Page {
            requests = List.copyOf(requests);
        }
    }

    public ListAccessRequests(Database database) {
        this.database = database;
    }

    /**
     * At most so many after the first so many.
     *
     * @param newestFirst whether the newest come first, else the oldest
     */
    public Page page(AccountAccess access, LogFilter filter, boolean newestFirst, long offset, long limit) {
        return database.read(tx -> new Page(
                store.list(tx, access.account(), filter, newestFirst, offset, limit),
                store.count(tx, access.account(), filter)));
    }
}
