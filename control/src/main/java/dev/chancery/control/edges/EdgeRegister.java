package dev.chancery.control.edges;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.HandedOverRevocations;
import dev.chancery.control.publishing.Trust;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Believed;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Revision;
import dev.chancery.trust.RevokedSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What edges say, put down: each word in one transaction, together with what it ends. The decisions of DESIGN 4.3 are here; the
 * stream that carries the words and the clocks that wait are elsewhere.
 */
public final class EdgeRegister {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeRegister.class);

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
     * <p>An edge that is unknown is heard where the database was restored, because it may have joined since the state that was.
     */
    public Welcome came(EdgeId edge, FromEdge.Hello hello) {
        return database.write(Lane.TRUST, tx -> {
            TrustHead.Position head = TrustHead.lock(tx);
            Optional<EdgeRow> row = store.find(tx, edge);
            if (row.isEmpty()) {
                return Recovery.wasMade(tx)
                        ? new Welcome.HandsOver(head.revision().lineage(), false)
                        : new Welcome.Astray("it has not joined");
            }
            Welcome welcome = welcome(tx, head, row.get(), hello);
            Optional<Revision> known = welcome instanceof Welcome.Follows(var believed)
                    ? believed.map(Believed::revision)
                    : Optional.empty();
            boolean same = hello.instance().equals(row.get().instance());
            if (!same) {
                store.fence(tx, edge, "another process came in its place");
            }
            store.came(
                    tx,
                    edge,
                    new EdgeStore.Arrival(hello.instance(), known, hello.network(), hello.address()),
                    clock.instant());
            if (welcome instanceof Welcome.Astray(var reason)) {
                store.astray(tx, edge, reason);
            }
            settle(tx);
            return welcome;
        });
    }

    private static Welcome welcome(Tx tx, TrustHead.Position head, EdgeRow row, FromEdge.Hello hello) {
        Optional<Believed> foreign = hello.newest()
                .filter(newest -> !follows(tx, head, newest))
                .or(() -> hello.applied().filter(applied -> !follows(tx, head, applied)));
        boolean otherLineage = foreign.map(one -> one.revision().lineage())
                .filter(lineage -> !lineage.equals(head.revision().lineage()))
                .isPresent();
        if (row.handover() == Handover.AWAITED
                || (otherLineage && row.handover().open())) {
            return new Welcome.HandsOver(head.revision().lineage(), true);
        }
        return foreign.<Welcome>map(one -> new Welcome.Astray(
                        "it believes revision %s, which this database does not know: it was restored from an older state"
                                        .formatted(one)
                                + " (expected: chancery recover before the start)"))
                .orElseGet(() -> new Welcome.Follows(
                        hello.applied().filter(applied -> isOurs(tx, head, applied.revision(), applied.digest()))));
    }

    /** Whether the head may have come of this; of what the log has forgotten, the number alone says so. */
    private static boolean follows(Tx tx, TrustHead.Position head, Believed believed) {
        return believed.revision().lineage().equals(head.revision().lineage())
                && believed.revision().number() <= head.revision().number()
                && Trust.digestAt(tx, believed.revision().number())
                        .map(believed.digest()::equals)
                        .orElse(true);
    }

    /**
     * An edge has told which leaves it believes revoked: they are from now on.
     *
     * @return where the head stands with that
     */
    public Believed handedOver(EdgeId edge, Map<AuthorityId, RevokedSet> believed, HandedOverRevocations revocations) {
        return database.write(Lane.TRUST, tx -> {
            TrustHead.lock(tx);
            int revoked = revocations.take(tx, believed);
            store.told(tx, edge);
            settle(tx);
            LOG.atInfo()
                    .addKeyValue("edge", edge)
                    .addKeyValue("forgotten", revoked)
                    .addKeyValue("awaited", store.awaited(tx).size())
                    .log("an edge told which leaves it believes revoked");
            TrustHead.Position head = TrustHead.read(tx);
            return new Believed(head.revision(), head.digest());
        });
    }

    /** The edges that have not told yet which leaves they believe revoked; until they do no edge gets a lease. */
    public List<EdgeRow> awaited() {
        return database.read(store::awaited);
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
        List<EdgeRow> awaited = store.awaited(tx);
        if (!awaited.isEmpty()) {
            return Optional.of(
                    "%d edges have not told yet which leaves they believe revoked".formatted(awaited.size()));
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
