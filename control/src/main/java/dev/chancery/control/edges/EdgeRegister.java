package dev.chancery.control.edges;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.Trust;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Revision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What edges say, put down: each word in one transaction, together with what it ends. The decisions of DESIGN 4.3 are here; the
 * stream that carries the words and the clocks that wait are elsewhere.
 */
public final class EdgeRegister {
    private final Database database;
    private final Settlement settlement;
    private final InstantSource clock;
    private final Runnable settled;
    private final EdgeStore store = new EdgeStore();

    /**
     * @param settled told after each commit that ended pending states; returns at once
     */
    public EdgeRegister(Database database, Settlement settlement, InstantSource clock, Runnable settled) {
        this.database = database;
        this.settlement = settlement;
        this.clock = clock;
        this.settled = settled;
    }

    /** The edges that have joined. */
    public List<EdgeRow> edges() {
        return database.read(store::list);
    }

    /** Of each edge the first receipt for a revision. */
    public List<Receipt> receipts(long revision) {
        return database.read(tx -> store.receipts(tx, revision));
    }

    /**
     * An edge came with a new stream.
     *
     * <p>If it is another process than came before, that one may live on somewhere with its lease: it is fenced, and the new one
     * gets a lease as soon as it has caught up.
     *
     * @return what control knows the edge believes; empty if it must be told everything
     */
    public Optional<Revision> came(EdgeId edge, FromEdge.Hello hello) {
        return database.write(Lane.TRUST, tx -> {
            TrustHead.Position head = TrustHead.lock(tx);
            Optional<Revision> known = hello.applied().filter(revision -> isOurs(tx, head, revision, hello.digest()));
            Optional<EdgeRow> row = store.find(tx, edge);
            boolean same =
                    row.map(EdgeRow::instance).filter(hello.instance()::equals).isPresent();
            if (!same) {
                store.fence(tx, edge, "another process came in its place");
            }
            store.came(
                    tx,
                    edge,
                    new EdgeStore.Arrival(hello.instance(), known, hello.network(), hello.address()),
                    clock.instant());
            settle(tx);
            return known;
        });
    }

    /** Whether this is what control itself believed at that revision. */
    private static boolean isOurs(Tx tx, TrustHead.Position head, Revision revision, BundleDigest digest) {
        return revision.lineage().equals(head.revision().lineage())
                && revision.number() <= head.revision().number()
                && Trust.digestAt(tx, revision.number()).filter(digest::equals).isPresent();
    }

    /**
     * An edge enforces a revision.
     *
     * @return false if what it enforces is not what control believed at that revision: it must be told everything anew
     */
    public boolean applied(EdgeId edge, UUID instance, FromEdge.Applied word) {
        return database.write(Lane.TRUST, tx -> {
            TrustHead.Position head = TrustHead.lock(tx);
            if (!isOurs(tx, head, word.revision(), word.digest())) {
                keep(tx, edge, word.revision(), Optional.empty(), Duration.ZERO, "its digest is " + word.digest());
                store.fence(tx, edge, "it believes something else at revision " + word.revision());
                return false;
            }
            if (store.applied(tx, edge, instance, word.revision(), clock.instant())) {
                keep(tx, edge, word.revision(), Optional.of(word), word.took(), null);
                settle(tx);
            }
            return true;
        });
    }

    /** An edge does not take a revision. */
    public void refused(EdgeId edge, FromEdge.Refused word) {
        database.write(Lane.TRUST, tx -> {
            keep(tx, edge, word.revision(), Optional.empty(), Duration.ZERO, word.reason());
            return store.fence(tx, edge, "it refused revision %s: %s".formatted(word.revision(), word.reason()));
        });
    }

    private void keep(
            Tx tx,
            EdgeId edge,
            Revision revision,
            Optional<FromEdge.Applied> applied,
            Duration took,
            @Nullable String reason) {
        store.keep(
                tx,
                new Receipt(
                        edge,
                        revision.number(),
                        applied.isPresent(),
                        applied.map(word -> word.digest().hex()).orElse(null),
                        applied.map(FromEdge.Applied::connectionsCut).orElse(0L),
                        took,
                        reason,
                        clock.instant()));
    }

    /**
     * An edge asks for a lease.
     *
     * @return why it gets none; empty if it has one, and the grant is committed
     */
    public Optional<String> lease(EdgeId edge, UUID instance) {
        boolean kept = database.write(Lane.TRUST, tx -> store.renew(tx, edge, instance, clock.instant()));
        return kept ? Optional.empty() : database.write(Lane.TRUST, tx -> firstLease(tx, edge, instance));
    }

    /** A lease for an edge that has none: only with the head held, and only if what it enforces is exactly that. */
    private Optional<String> firstLease(Tx tx, EdgeId edge, UUID instance) {
        TrustHead.Position head = TrustHead.lock(tx);
        Optional<EdgeRow> row = store.find(tx, edge);
        if (row.isEmpty()) {
            return Optional.of("it has not joined");
        }
        if (!instance.equals(row.get().instance())) {
            return Optional.of("another process came in its place");
        }
        // What is stored as applied was compared with control's own digest when it was stored.
        if (!row.get().applied().equals(Optional.of(head.revision()))) {
            return Optional.of("it has applied %s and the head is %s"
                    .formatted(row.get().applied().map(Revision::toString).orElse("nothing"), head.revision()));
        }
        store.lease(tx, edge);
        return Optional.empty();
    }

    /**
     * Gives an edge no lease any more, unless it has applied a revision meanwhile.
     *
     * @return whether it was fenced by this
     */
    boolean fence(EdgeId edge, Revision missing, String reason) {
        return database.write(Lane.TRUST, tx -> {
            boolean late = store.find(tx, edge)
                    .map(row -> row.appliedIn(missing.lineage()) < missing.number())
                    .orElse(false);
            return late && store.fence(tx, edge, reason);
        });
    }

    /** Waits for an edge no more that stayed fenced for as long as a lease it may have held, and ends what waited for it. */
    boolean lose(EdgeId edge, long fencings) {
        return database.write(Lane.TRUST, tx -> {
            TrustHead.lock(tx);
            boolean lost = store.lose(tx, edge, fencings);
            if (lost) {
                settle(tx);
            }
            return lost;
        });
    }

    /**
     * Removes an edge that holds no lease.
     *
     * @return whether it was removed
     */
    public boolean remove(EdgeId edge) {
        return database.write(Lane.GENERAL, tx -> store.delete(tx, edge));
    }

    /** The head and the edges that may hold a lease, as one state. */
    record Waiting(TrustHead.Position head, List<EdgeRow> edges) {}

    Waiting waiting() {
        return database.read(tx -> new Waiting(TrustHead.read(tx), store.waitedFor(tx)));
    }

    private void settle(Tx tx) {
        if (settlement.settle(tx) > 0) {
            tx.afterCommit(settled);
        }
    }
}
