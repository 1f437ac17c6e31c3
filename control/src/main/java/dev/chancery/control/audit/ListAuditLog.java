package dev.chancery.control.audit;

import dev.chancery.control.db.Database;
import java.util.List;

/** Reads the audit log. It refuses nothing: what is asked for was checked where it was parsed. */
public final class ListAuditLog {
    private final Database database;
    private final AuditStore store = new AuditStore();

    public ListAuditLog(Database database) {
        this.database = database;
    }

    /**
     * A page of the log.
     *
     * @param entries those of the page
     * @param total how many entries are known to be there: exact on the last page, before it one more than were seen so
     *     far (counting a log of millions for every page would cost more than reading it)
     */
    record Page(List<AuditRecord> entries, long total) {}

    Page list(AuditQuery query) {
        List<AuditRecord> found = database.read(tx -> store.list(tx, query));
        List<AuditRecord> entries = found.size() > query.limit() ? found.subList(0, query.limit()) : found;
        return new Page(entries, entries.isEmpty() ? 0 : query.offset() + found.size());
    }
}
