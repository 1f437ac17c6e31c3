package dev.chancery.control.edges;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of edges and their receipts. */
final class EdgeStore {
    private static final String COLUMNS =
            "select id, name, network, address, joined_on, standing, fencings, reason, instance, applied_lineage,"
                    + " applied_revision, last_heard_on, handover from edge";

    void insert(Tx tx, EdgeId id, String name, Instant now) {
        tx.sql("insert into edge (id, name, network, address, joined_on, standing, fencings)"
                        + " values (?, ?, '', '', ?, 'joined', 0)")
                .uuid(id.uuid())
                .text(name)
                .instant(now)
                .run();
    }

    List<EdgeRow> list(Tx tx) {
        return tx.sql(COLUMNS + " order by joined_on, id").list(EdgeStore::read);
    }

    /** Those that may hold a lease. */
    List<EdgeRow> waitedFor(Tx tx) {
        return tx.sql(COLUMNS + " where standing in ('leased', 'fenced')").list(EdgeStore::read);
    }

    Optional<EdgeRow> find(Tx tx, EdgeId id) {
        return tx.sql(COLUMNS + " where id = ?").uuid(id.uuid()).first(EdgeStore::read);
    }

    /** Notes that an edge came: a process of it, and what that believes. */
    void came(Tx tx, EdgeId id, Arrival arrival, Instant now) {
        tx.sql("update edge set network = ?, address = ?, instance = ?, applied_lineage = ?, applied_revision = ?,"
                        + " last_heard_on = ? where id = ?")
                .text(arrival.network())
                .text(arrival.address())
                .uuid(arrival.instance())
                .text(arrival.applied()
                        .map(revision -> revision.lineage().hex())
                        .orElse(null))
                .numberOrNull(arrival.applied().map(Revision::number).orElse(null))
                .instant(now)
                .uuid(id.uuid())
                .run();
    }

    /**
     * What an edge says of itself when it comes.
     *
     * @param applied what it believes, and control knows that bundle; else empty
     */
    record Arrival(UUID instance, Optional<Revision> applied, String network, String address) {}

    /** Notes what the process of an edge enforces, if that process is still the edge's. */
    boolean applied(Tx tx, EdgeId id, UUID instance, Revision revision, Instant now) {
        return tx.sql("update edge set applied_lineage = ?, applied_revision = ?, last_heard_on = ?, handover = null"
                                + " where id = ? and instance = ?")
                        .text(revision.lineage().hex())
                        .number(revision.number())
                        .instant(now)
                        .uuid(id.uuid())
                        .uuid(instance)
                        .run()
                == 1;
    }

    /** Lets an edge that holds a lease keep it; does nothing to any other. */
    boolean renew(Tx tx, EdgeId id, UUID instance, Instant now) {
        return tx.sql("update edge set last_heard_on = ? where id = ? and instance = ? and standing = 'leased'")
                        .instant(now)
                        .uuid(id.uuid())
                        .uuid(instance)
                        .run()
                == 1;
    }

    /** Gives an edge its first lease, or its first after a fencing; the caller holds the head and has compared. */
    void lease(Tx tx, EdgeId id) {
        tx.sql("update edge set standing = 'leased', reason = null where id = ?")
                .uuid(id.uuid())
                .run();
    }

    /**
     * Gives an edge no lease any more.
     *
     * @return whether it was leased until now
     */
    boolean fence(Tx tx, EdgeId id, String reason) {
        return tx.sql("update edge set standing = 'fenced', fencings = fencings + 1, reason = ?"
                                + " where id = ? and standing = 'leased'")
                        .text(reason)
                        .uuid(id.uuid())
                        .run()
                == 1;
    }

    /**
     * Waits for an edge no more.
     *
     * @param fencings the fencing that was waited for
     * @return whether that is still the one it stands in
     */
    boolean lose(Tx tx, EdgeId id, long fencings) {
        return tx.sql("update edge set standing = 'lost' where id = ? and standing = 'fenced' and fencings = ?")
                        .uuid(id.uuid())
                        .number(fencings)
                        .run()
                == 1;
    }

    /** Has an edge, whatever it holds, get no lease: and says why. */
    void astray(Tx tx, EdgeId id, String reason) {
        var _ = fence(tx, id, reason);
        tx.sql("update edge set reason = ? where id = ?")
                .text(reason)
                .uuid(id.uuid())
                .run();
    }

    /** Gives no edge a lease until every edge has told what it believes revoked; what each holds may last. */
    void awaitAll(Tx tx, String reason) {
        tx.sql("update edge set standing = 'fenced', fencings = fencings + 1, reason = ?, handover = 'awaited',"
                        + " applied_lineage = null, applied_revision = null")
                .text(reason)
                .run();
    }

    /** Notes that an edge has told what it believes revoked. */
    void told(Tx tx, EdgeId id) {
        tx.sql("update edge set handover = 'told' where id = ? and handover = 'awaited'")
                .uuid(id.uuid())
                .run();
    }

    /** Those that have not told yet what they believe revoked. */
    List<EdgeRow> awaited(Tx tx) {
        return tx.sql(COLUMNS + " where handover = 'awaited' order by joined_on, id")
                .list(EdgeStore::read);
    }

    /** Removes an edge; one that may hold a lease stays. */
    boolean delete(Tx tx, EdgeId id) {
        return tx.sql("delete from edge where id = ? and standing in ('joined', 'lost')")
                        .uuid(id.uuid())
                        .run()
                == 1;
    }

    /** Keeps a receipt; the first of an edge and revision stays. */
    void keep(Tx tx, Receipt receipt) {
        tx.sql("insert into edge_receipt (edge_id, revision, outcome, digest, connections_cut, took_micros, reason, at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (edge_id, revision) do nothing")
                .uuid(receipt.edge().uuid())
                .number(receipt.revision())
                .text(receipt.applied() ? "applied" : "refused")
                .text(receipt.digest())
                .number(receipt.connectionsCut())
                .number(receipt.took().toNanos() / 1_000)
                .text(receipt.reason())
                .instant(receipt.at())
                .run();
    }

    /** Of each edge the first receipt for a revision or a later one that contains it. */
    List<Receipt> receipts(Tx tx, long revision) {
        return tx.sql(
                        "select r.edge_id, r.revision, r.outcome, r.digest, r.connections_cut, r.took_micros, r.reason, r.at"
                                + " from edge_receipt r join (select edge_id, min(revision) as first from edge_receipt"
                                + " where revision >= ? and outcome = 'applied' group by edge_id) f"
                                + " on f.edge_id = r.edge_id and f.first = r.revision order by r.at, r.edge_id")
                .number(revision)
                .list(EdgeStore::receipt);
    }

    private static Receipt receipt(Row row) {
        return new Receipt(
                new EdgeId(row.uuid(1)),
                row.number(2),
                row.text(3).equals("applied"),
                row.textOrNull(4),
                row.number(5),
                Duration.of(row.number(6), ChronoUnit.MICROS),
                row.textOrNull(7),
                row.instant(8));
    }

    private static Handover handover(@Nullable String word) {
        return word == null ? Handover.NONE : Handover.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static EdgeRow read(Row row) {
        @Nullable String lineage = row.textOrNull(10);
        return new EdgeRow(
                new EdgeId(row.uuid(1)),
                row.text(2),
                row.text(3),
                row.text(4),
                row.instant(5),
                Standing.ofWord(row.text(6)),
                row.number(7),
                row.textOrNull(8),
                row.uuidOrNull(9),
                lineage == null ? Optional.empty() : Optional.of(new Revision(new Lineage(lineage), row.number(11))),
                row.instantOrNull(12),
                handover(row.textOrNull(13)));
    }
}
