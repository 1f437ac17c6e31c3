package dev.chancery.control.accessapps;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import java.util.List;

/** Lists SSH CAs in the order they were made; a page costs the same wherever it lies. Refuses nothing. */
public final class ListSshCas {
    private final Database database;
    private final SshCaStore store = new SshCaStore();

    /**
     * Part of a list.
     *
     * @param cas the part
     * @param total how many there are in all
     */
    public record Page(List<SshCa> cas, long total) {
        public Page {
            cas = List.copyOf(cas);
        }
    }

    public ListSshCas(Database database) {
        this.database = database;
    }

    /** At most so many after the first so many. */
    public Page page(AccountOrZoneAccess access, long offset, int limit) {
        View view = View.of(access);
        return database.read(tx -> new Page(store.list(tx, view, offset, limit), store.count(tx, view)));
    }
}
