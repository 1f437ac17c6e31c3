package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.Trust;
import dev.chancery.pki.Der;
import dev.chancery.pki.SerialNumber;
import dev.chancery.trust.Status;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The client certificates of every zone: numbered in the order issued, never removed.
 *
 * <p>What a write adds or changes is counted once per group of writes; no list or total is ever found by counting rows. An
 * insert becomes visible with its commit, not before, also to the write that made it.
 */
public final class ClientCertificateStore {
    private static final String COLUMNS =
            "select id, zone_id, ordinal, ca_id, serial, status, certificate, csr, csr_text,"
                    + " validity_days, issued_on, expires_on, crl_partition, revoked_at, pending_revision from client_certificate";

    /** As the unique index over prefixes has it. */
    static final String BY_SERIAL = " where substr(serial, 1, 8) = ? and ca_id = ? and serial = ?";

    private final Runnable listChanged;

    /** A store whose changes nobody waits for. */
    public ClientCertificateStore() {
        this(() -> {});
    }

    /**
     * @param listChanged told after every commit that changes what a revocation list must say; returns at once
     */
    public ClientCertificateStore(Runnable listChanged) {
        this.listChanged = listChanged;
    }

    /**
     * Keeps a certificate, active, with the zone's next ordinal.
     *
     * <p>The write fails with a {@link SerialTakenException} if a leaf of the CA has a serial with the same first eight octets,
     * with a {@link dev.chancery.control.db.DatabaseException} if the id is taken, and with a {@link ZoneClosedException} if the
     * zone was closed.
     */
    public void insert(Tx tx, NewClientCertificate certificate) {
        IssuedRows.of(tx).add(certificate);
    }

    /** The certificate with this id in this zone. */
    public Optional<ClientCertificate> find(Tx tx, ZoneId zone, ClientCertificateId id) {
        return tx.sql(COLUMNS + " where id = ? and zone_id = ?")
                .bytes(id.bytes())
                .text(zone.hex())
                .first(ClientCertificateStore::certificate);
    }

    /** The trust revision that last changed a certificate's status; null while it is as it was issued. */
    @Nullable
    Long statusRevision(Tx tx, ClientCertificateId id) {
        return tx.sql("select status_revision from client_certificate where id = ?")
                .bytes(id.bytes())
                .first(row -> Optional.ofNullable(row.numberOrNull(1)))
                .flatMap(revision -> revision)
                .orElse(null);
    }

    /** Notes which trust revision changed a certificate's status. */
    void changedAt(Tx tx, ClientCertificateId id, long revision) {
        tx.sql("update client_certificate set status_revision = ? where id = ?")
                .number(revision)
                .bytes(id.bytes())
                .run();
    }

    /** The certificate a CA issued with this serial number. */
    public Optional<ClientCertificate> find(Tx tx, UUID ca, BigInteger serial) {
        return tx.sql(COLUMNS + BY_SERIAL)
                .bytes(prefix(serial))
                .uuid(ca)
                .bytes(magnitude(serial))
                .first(ClientCertificateStore::certificate);
    }

    /**
     * The certificate a CA issued with a serial number that begins so.
     *
     * @param prefix the first eight octets, as {@link Status#prefix} makes them
     */
    Optional<ClientCertificate> find(Tx tx, UUID ca, long prefix) {
        return tx.sql(COLUMNS + " where substr(serial, 1, 8) = ? and ca_id = ?")
                .bytes(ByteBuffer.allocate(Long.BYTES).putLong(prefix).array())
                .uuid(ca)
                .first(ClientCertificateStore::certificate);
    }

    /** The id of the account a zone belongs to. */
    Optional<String> account(Tx tx, ZoneId zone) {
        return tx.sql("select account_id from zone where id = ?")
                .text(zone.hex())
                .first(row -> row.text(1));
    }

    /** The certificates of an account's zones that are not revoked, nor on their way there, and that a test picks. */
    List<ClientCertificate> good(Tx tx, AccountId account, Predicate<ClientCertificate> test) {
        List<ClientCertificate> picked = new ArrayList<>();
        List<ZoneId> zones = tx.sql("select id from zone where account_id = ?")
                .text(account.hex())
                .list(row -> new ZoneId(row.text(1)));
        for (ZoneId zone : zones) {
            for (ClientCertificateStatus status :
                    List.of(ClientCertificateStatus.ACTIVE, ClientCertificateStatus.PENDING_REACTIVATION)) {
                tx.sql(COLUMNS + " where zone_id = ? and status = ? order by ordinal")
                        .text(zone.hex())
                        .number(status.code())
                        .forEach(ClientCertificateStore::certificate, one -> {
                            if (test.test(one)) {
                                picked.add(one);
                            }
                        });
            }
        }
        return picked;
    }

    /** Notes that edges refuse a leaf no row is known of. */
    void forgotten(Tx tx, UUID ca, long prefix) {
        tx.sql("insert into forgotten_leaf (ca_id, prefix) values (?, ?) on conflict do nothing")
                .uuid(ca)
                .number(prefix)
                .run();
    }

    /** What a CA says of this serial number; empty if it never issued it. */
    public Optional<Standing> standing(Tx tx, UUID ca, BigInteger serial) {
        return tx.sql("select status, revoked_at from client_certificate" + BY_SERIAL)
                .bytes(prefix(serial))
                .uuid(ca)
                .bytes(magnitude(serial))
                .first(row -> new Standing(ClientCertificateStatus.ofCode(row.number(1)), row.instantOrNull(2)));
    }

    /**
     * The certificates of a zone in the order issued.
     *
     * @param offset how many come before the first one wanted, at least 0
     * @param limit at most how many, at least 0
     */
    public List<ClientCertificate> list(Tx tx, ZoneId zone, long offset, int limit) {
        return tx.sql(COLUMNS + " where zone_id = ? and ordinal > ? and ordinal <= ? order by ordinal")
                .text(zone.hex())
                .number(offset)
                .number(offset + limit)
                .list(ClientCertificateStore::certificate);
    }

    /**
     * The certificates of a zone that have a status, in the order issued.
     *
     * @param offset how many of them come before the first one wanted, at least 0
     * @param limit at most how many, at least 0
     */
    public List<ClientCertificate> list(Tx tx, ZoneId zone, ClientCertificateStatus status, long offset, int limit) {
        OptionalLong first = new CountedBlocks(tx, zone, status).ordinalAt(offset);
        if (first.isEmpty()) {
            return List.of();
        }
        return tx.sql(COLUMNS + " where zone_id = ? and status = ? and ordinal >= ? order by ordinal limit ?")
                .text(zone.hex())
                .number(status.code())
                .number(first.getAsLong())
                .number(limit)
                .list(ClientCertificateStore::certificate);
    }

    /** How many certificates a zone has; in a write, those its group issues included. */
    public long count(Tx tx, ZoneId zone) {
        long kept = tx.sql("select last from client_certificate_ordinal where zone_id = ?")
                .text(zone.hex())
                .first(row -> row.number(1))
                .orElse(0L);
        return kept + (tx.writes() ? IssuedRows.of(tx).gathered(zone) : 0);
    }

    /** How many certificates of a zone have a status; in a write, what its group changes included. */
    public long count(Tx tx, ZoneId zone, ClientCertificateStatus status) {
        long kept = new CountedBlocks(tx, zone, status).total();
        if (!tx.writes()) {
            return kept;
        }
        long issued =
                status == ClientCertificateStatus.ACTIVE ? IssuedRows.of(tx).gathered(zone) : 0;
        return kept + issued + StatusCounts.of(tx).gathered(zone, status);
    }

    /**
     * Moves a certificate from one status to another, if it still has the first.
     *
     * @param pendingRevision the revision that will end a pending status; null exactly if {@code to} is final
     * @param at when: kept as the time of revocation if the certificate leaves active
     * @return whether it was moved; false if there is no such certificate or its status is another by now
     * @throws IllegalArgumentException if the status machine has no such step, or the revision does not fit it
     */
    public boolean move(
            Tx tx,
            ZoneId zone,
            ClientCertificateId id,
            ClientCertificateStatus from,
            ClientCertificateStatus to,
            @Nullable Long pendingRevision,
            Instant at) {
        if (!from.mayBecome(to) || (to == to.settled()) != (pendingRevision == null)) {
            throw new IllegalArgumentException("no step from %s to %s with pending revision %s"
                    .formatted(from.word(), to.word(), pendingRevision));
        }
        // The time of revocation stays the first one until the certificate is active again.
        String revokedAt = to == ClientCertificateStatus.ACTIVE ? "null" : "coalesce(revoked_at, ?)";
        var update = tx.sql("update client_certificate set status = ?, pending_revision = ?, revoked_at = " + revokedAt
                        + " where id = ? and zone_id = ? and status = ? returning ordinal, ca_id, crl_partition")
                .number(to.code())
                .numberOrNull(pendingRevision);
        if (to != ClientCertificateStatus.ACTIVE) {
            update.instant(at);
        }
        Optional<Moved> moved = update.bytes(id.bytes())
                .text(zone.hex())
                .number(from.code())
                .first(row -> new Moved(zone, row.number(1), row.uuid(2), row.number(3)));
        moved.ifPresent(one -> count(tx, one, from, to));
        return moved.isPresent();
    }

    /**
     * Ends a pending status on evidence: every certificate waiting in this status for this revision or an earlier one becomes
     * final. One that was changed again since waits for a later revision and is left alone (DESIGN 4.3).
     *
     * @return the certificates made final
     * @throws IllegalArgumentException if the status is not a pending one
     */
    public List<ClientCertificateId> settle(Tx tx, ClientCertificateStatus pending, long revision) {
        ClientCertificateStatus settled = pending.settled();
        if (pending == settled) {
            throw new IllegalArgumentException(pending.word() + " is final (expected: a pending status)");
        }
        String revokedAt = settled == ClientCertificateStatus.ACTIVE ? "null" : "revoked_at";
        return tx.sql(
                        "update client_certificate set status = ?, pending_revision = null, revoked_at = " + revokedAt
                                + " where pending_revision <= ? and status = ? returning id, zone_id, ordinal, ca_id, crl_partition")
                .number(settled.code())
                .number(revision)
                .number(pending.code())
                .list(row -> {
                    var zone = new ZoneId(row.text(2));
                    count(tx, new Moved(zone, row.number(3), row.uuid(4), row.number(5)), pending, settled);
                    return ClientCertificateId.of(row.bytes(1));
                });
    }

    /** Passes on what a CA's revocation list of this partition must say, one by one, in no particular order. */
    public void revoked(Tx tx, UUID ca, long partition, Consumer<RevokedEntry> consumer) {
        // The condition stands as the partial index has it, which is how PostgreSQL knows it may use the index alone.
        tx.sql("select serial, revoked_at from client_certificate"
                        + " where ca_id = ? and crl_partition = ? and status <> 1")
                .uuid(ca)
                .number(partition)
                .forEach(row -> new RevokedEntry(new BigInteger(1, row.bytes(1)), row.instant(2)), consumer);
    }

    /**
     * Passes on every leaf that edges must believe revoked, one by one, in no particular order: the serial prefixes by CA. One
     * that is pending reactivation is believed revoked no longer.
     */
    public void revoked(Tx tx, Trust.RevokedLeaves.Consumer consumer) {
        // The condition stands as the partial index has it, so that the index alone is read; the few that are on their
        // way back
        // are found by another and left out.
        Set<BigInteger> returning = new HashSet<>(
                tx.sql("select serial from client_certificate where pending_revision is not null and status = 4")
                        .list(row -> new BigInteger(1, row.bytes(1))));
        tx.sql("select ca_id, serial from client_certificate where status <> 1")
                .forEach(row -> new Leaf(row.uuid(1), new BigInteger(1, row.bytes(2))), leaf -> {
                    if (!returning.contains(leaf.serial)) {
                        consumer.accept(leaf.ca, Status.prefix(leaf.serial));
                    }
                });
        tx.sql("select ca_id, prefix from forgotten_leaf")
                .forEach(
                        row -> new Forgotten(row.uuid(1), row.number(2)),
                        leaf -> consumer.accept(leaf.ca, leaf.prefix));
    }

    private record Leaf(UUID ca, BigInteger serial) {}

    private record Forgotten(UUID ca, long prefix) {}

    /**
     * Closes a zone that is about to be deleted: nothing more is issued there.
     *
     * @return whether it was closed; false if a certificate there is not revoked
     */
    public boolean close(Tx tx, ZoneId zone) {
        tx.sql("insert into client_certificate_ordinal (zone_id, last, closed) values (?, 0, 0)"
                        + " on conflict (zone_id) do nothing")
                .text(zone.hex())
                .run();
        tx.sql("select last from client_certificate_ordinal where zone_id = ?"
                        + tx.engine().forUpdate())
                .text(zone.hex())
                .list(row -> row.number(1));
        if (count(tx, zone) != count(tx, zone, ClientCertificateStatus.REVOKED)) {
            return false;
        }
        tx.sql("update client_certificate_ordinal set closed = 1 where zone_id = ?")
                .text(zone.hex())
                .run();
        return true;
    }

    /** Compares every maintained count with the rows; empty if all are right. Reads a whole index. */
    public List<CountFault> verify(Tx tx) {
        return CountCheck.faults(tx);
    }

    /** Makes the counted blocks anew from the rows. Holds up other writes while it runs (some seconds per million rows). */
    public void rebuildBlocks(Tx tx) {
        CountCheck.rebuild(tx);
    }

    /** A serial number as it is kept: big-endian, no sign byte. */
    static byte[] magnitude(BigInteger serial) {
        byte[] bytes = serial.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** What the unique index keeps of a serial number: its first eight octets, which edges know a revoked leaf by. */
    private static byte[] prefix(BigInteger serial) {
        byte[] magnitude = magnitude(serial);
        return Arrays.copyOf(magnitude, Math.min(magnitude.length, SerialNumber.PREFIX_BYTES));
    }

    private record Moved(ZoneId zone, long ordinal, UUID ca, long partition) {}

    private void count(Tx tx, Moved moved, ClientCertificateStatus from, ClientCertificateStatus to) {
        StatusCounts counts = StatusCounts.of(tx);
        counts.add(new StatusCounts.Change(moved.zone, from, moved.ordinal, -1));
        counts.add(new StatusCounts.Change(moved.zone, to, moved.ordinal, 1));
        if (from == ClientCertificateStatus.ACTIVE || to == ClientCertificateStatus.ACTIVE) {
            PartitionCounts.of(tx).add(new PartitionCounts.Change(moved.ca, moved.partition, 0, 1));
            tx.afterCommit(listChanged);
        }
    }

    private static ClientCertificate certificate(Row row) {
        return new ClientCertificate(
                ClientCertificateId.of(row.bytes(1)),
                new ZoneId(row.text(2)),
                row.number(3),
                row.uuid(4),
                new BigInteger(1, row.bytes(5)),
                ClientCertificateStatus.ofCode(row.number(6)),
                Der.of(row.bytes(7)),
                Der.of(row.bytes(8)),
                row.textOrNull(9),
                Math.toIntExact(row.number(10)),
                row.instant(11),
                row.instant(12),
                row.number(13),
                row.instantOrNull(14),
                row.numberOrNull(15));
    }
}
