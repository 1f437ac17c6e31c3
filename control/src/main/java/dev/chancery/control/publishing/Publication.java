package dev.chancery.control.publishing;

import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.Outcome;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a replaced list of hostnames, and takes the trust revision it needs (DESIGN 4.2, 4.3). */
public final class Publication {
    /** Hostnames an audit entry names before it counts the others. */
    private static final int MOST_NAMED = 20;

    private Publication() {}

    /**
     * The table the list is kept in.
     *
     * @param <T> what it says of a hostname
     */
    public interface Rows<T> {
        /** Writes rows, whatever stood there. */
        void put(List<Published<T>> rows);

        /** Deletes rows. */
        void delete(List<Published<T>> rows);
    }

    /**
     * Writes what a replacement changes. Where edges must hear of it, it takes the revision last and keeps the head locked, so
     * that no edge joins between the question and the commit; with no edge registered, the change is final at once.
     *
     * @param entry the audit entry of the change
     * @return the entry, with what changed and how it ended
     */
    public static <T> AuditEntry write(Tx tx, Replacement<T> replacement, Rows<T> rows, AuditEntry entry) {
        if (!replacement.changesTrust()) {
            rows.put(replacement.moved());
            return entry;
        }
        long revision = TrustHead.advance(tx);
        AuditEntry revised = entry.with("added", names(replacement.added()))
                .with("changed", names(replacement.changed()))
                .with("removed", names(replacement.removed()))
                .with("revision", Long.toString(revision));
        if (TrustHead.edgesRegistered(tx)) {
            rows.put(replacement.pendingAt(revision));
            return revised.ending(Outcome.PENDING);
        }
        rows.put(replacement.atOnce());
        rows.delete(replacement.removed());
        return revised;
    }

    /** The first hostnames, and how many more there are. */
    public static <T> String names(List<Published<T>> rows) {
        String first = rows.stream()
                .limit(MOST_NAMED)
                .map(row -> row.hostname().ascii())
                .collect(Collectors.joining(", "));
        return rows.size() <= MOST_NAMED ? first : first + " and %d more".formatted(rows.size() - MOST_NAMED);
    }
}
