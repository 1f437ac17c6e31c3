package dev.chancery.control.publishing;

import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.Outcome;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a replaced list of hostnames, and takes the trust revision it needs (DESIGN 4.2, 4.3). */
public final class Publication {
    /** Hostnames an audit entry names before it counts the others. */
    private static final int MOST_NAMED = 20;

    private final TrustLog log;

    /**
     * @param log where revisions are made
     */
    public Publication(TrustLog log) {
        this.log = log;
    }

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

        /** What edges must believe because of a row. */
        TrustEntry.Config entry(Published<T> row);

        /** What they must believe before they can believe the rows: the CA that is bound, or nothing. */
        Optional<TrustEntry.Config> ground();
    }

    /**
     * Writes what a replacement changes. Where edges must hear of it, it takes the revision last and keeps the head locked, so
     * that no edge joins between the question and the commit; with no edge registered, the change is final at once.
     *
     * @param entry the audit entry of the change
     * @return the entry, with what changed and how it ended
     */
    public <T> AuditEntry write(Tx tx, Replacement<T> replacement, Rows<T> rows, AuditEntry entry) {
        if (!replacement.changesTrust()) {
            rows.put(replacement.moved());
            return entry;
        }
        long revision = log.publish(tx, changes(tx, replacement, rows));
        AuditEntry revised = entry.with("added", names(replacement.added()))
                .with("changed", names(replacement.changed()))
                .with("removed", names(replacement.removed()))
                .with("revision", Long.toString(revision));
        if (TrustHead.edgesHoldLeases(tx)) {
            rows.put(replacement.pendingAt(revision));
            return revised.ending(Outcome.PENDING);
        }
        rows.put(replacement.atOnce());
        rows.delete(replacement.removed());
        return revised;
    }

    private static <T> List<Change> changes(Tx tx, Replacement<T> replacement, Rows<T> rows) {
        List<Change> changes = new ArrayList<>();
        List<Published<T>> told = replacement.told();
        if (!told.isEmpty()) {
            rows.ground().ifPresent(ground -> changes.addAll(withLists(tx, ground)));
        }
        told.forEach(row -> changes.add(Change.put(rows.entry(row))));
        replacement.removed().forEach(row -> changes.add(Change.take(rows.entry(row))));
        return changes;
    }

    /** A CA is believed together with what it revoked, and with whether its responder is to be asked. */
    private static List<Change> withLists(Tx tx, TrustEntry.Config ground) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(ground));
        if (ground instanceof TrustEntry.Authority authority && authority.kind() != TrustEntry.AuthorityKind.MANAGED) {
            UploadedLists.entry(tx, authority.id()).map(Change::put).ifPresent(changes::add);
            UploadedResponders.entry(tx, authority.id()).map(Change::put).ifPresent(changes::add);
        }
        return changes;
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
