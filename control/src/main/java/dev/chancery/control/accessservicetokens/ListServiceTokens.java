package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.NamedFilter;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import java.util.List;

/** Lists an account's service tokens in the order they were made. Refuses nothing: what a filter does not match is empty. */
public final class ListServiceTokens {
    private final Database database;
    private final ServiceTokenStore store = new ServiceTokenStore();

    /**
     * Part of a list.
     *
     * @param tokens the part
     * @param total how many the filter shows in all
     */
    public record Page(List<ServiceToken> tokens, long total) {
        public Page {
            tokens = List.copyOf(tokens);
        }
    }

    public ListServiceTokens(Database database) {
        this.database = database;
    }

    /** At most so many after the first so many. */
    public Page page(AccountOrZoneAccess access, NamedFilter filter, long offset, int limit) {
        return database.read(tx -> new Page(
                store.list(tx, access.account(), filter, offset, limit), store.count(tx, access.account(), filter)));
    }
}
