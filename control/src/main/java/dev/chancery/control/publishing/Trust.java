package dev.chancery.control.publishing;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.Change;
import dev.chancery.trust.Delta;
import dev.chancery.trust.Revision;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what edges must believe: where the head stands, the whole of it, and what changed since an earlier revision. */
public final class Trust {
    private final Database database;
    private final RevokedLeaves leaves;

    /**
     * @param leaves the revoked leaves of managed CAs
     */
    public Trust(Database database, RevokedLeaves leaves) {
        this.database = database;
        this.leaves = leaves;
    }

    /** Reads the revoked leaves of managed CAs, which are entries of the bundle though the log does not keep them. */
    public interface RevokedLeaves {
        /** Passes on each, in no particular order. */
        void forEach(Tx tx, Consumer consumer);

        /** Takes a leaf. */
        interface Consumer {
            /**
             * @param ca the id of the managed CA
             * @param prefix as {@link TrustEntry.Revoked} has it
             */
            void accept(UUID ca, long prefix);
        }
    }

    /** Where the head stands. */
    public TrustHead.Position head() {
        return database.read(TrustHead::read);
    }

    /**
     * The whole bundle at the head.
     *
     * @param entries all but the revoked leaves of managed CAs
     * @param revoked those, by CA
     */
    public record Snapshot(TrustHead.Position head, List<TrustEntry> entries, List<RevokedOfCa> revoked) {}

    /** The whole bundle at the head. Takes memory for it: eight bytes for each revoked leaf. */
    public Snapshot snapshot() {
        return database.read(tx -> {
            RevokedOfCa.Gathering gathering = new RevokedOfCa.Gathering();
            leaves.forEach(tx, gathering::add);
            return new Snapshot(TrustHead.read(tx), TrustLog.entries(tx), gathering.done());
        });
    }

    /**
     * What leads from a revision to the head.
     *
     * @param digest what is believed at {@code from}
     * @return empty if there is no such way: another lineage, another digest, a revision the log no longer reaches back to, or one
     *     that was never given out
     */
    public Optional<Delta> since(Revision from, BundleDigest digest) {
        return database.read(tx -> {
            TrustHead.Position head = TrustHead.read(tx);
            boolean ours = from.lineage().equals(head.revision().lineage())
                    && from.number() < head.revision().number();
            return ours
                    ? TrustLog.since(tx, from.number())
                            .filter(since -> since.base().equals(digest))
                            .map(since -> delta(from, since, head))
                    : Optional.empty();
        });
    }

    /**
     * What changed after a revision of this lineage, as a transaction sees it: also what that itself changed.
     *
     * @return empty if nothing did, or the log no longer reaches back so far
     */
    public static List<Change> changesSince(Tx tx, Revision from) {
        return TrustHead.read(tx).revision().lineage().equals(from.lineage())
                ? TrustLog.since(tx, from.number()).map(TrustLog.Since::changes).orElse(List.of())
                : List.of();
    }

    /**
     * A bundle as it was.
     *
     * @param digest of the bundle then
     * @param undoing what leads back to it, in order
     */
    record Past(BundleDigest digest, List<Change> undoing) {}

    /** The way back from a revision to an older one; empty if the log no longer reaches back so far. */
    Optional<Past> past(Revision from, long to) {
        return database.read(tx ->
                TrustLog.digestAt(tx, to).map(digest -> new Past(digest, TrustLog.undoing(tx, to, from.number()))));
    }

    private static Delta delta(Revision from, TrustLog.Since since, TrustHead.Position head) {
        List<Change> changes = since.changes();
        return new Delta(from.number(), since.base(), head.revision(), head.digest(), changes);
    }

    /** The digest of the bundle at a revision of this lineage; empty if the log no longer reaches back so far. */
    public static Optional<BundleDigest> digestAt(Tx tx, long revision) {
        return TrustLog.digestAt(tx, revision);
    }

    /** Forgets how the bundle changed before the last so many revisions: an edge further behind takes a snapshot. */
    public void keep(long revisions) {
        database.write(Lane.GENERAL, tx -> {
            TrustLog.forgetBefore(tx, TrustHead.read(tx).revision().number() - revisions);
            return revisions;
        });
    }
}
