package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.GroupState;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The certificates one group issues: numbered densely per zone from its counter row, then written in one batch.
 *
 * <p>A counter row is locked once per group and zone, in the order of zones, by the statement that raises it; it stays locked
 * until the commit, so numbers are given out in the order of commits and a group that fails leaves no gap.
 */
final class IssuedRows extends GroupState<NewClientCertificate> {

    static IssuedRows of(Tx tx) {
        return tx.group(IssuedRows.class, IssuedRows::new);
    }

    /** How many certificates this group issues in a zone so far. */
    long gathered(ZoneId zone) {
        return items().stream().filter(one -> one.zone().equals(zone)).count();
    }

    @Override
    protected Order order() {
        return Order.ROWS;
    }

    @Override
    protected void flush(Tx tx, List<NewClientCertificate> issued) {
        if (issued.isEmpty()) {
            return;
        }
        Map<ZoneId, List<NewClientCertificate>> byZone = issued.stream()
                .collect(Collectors.groupingBy(
                        NewClientCertificate::zone,
                        () -> new TreeMap<>(Comparator.comparing(ZoneId::hex)),
                        Collectors.toList()));
        Sql insert = tx.sql("insert into client_certificate"
                + " (id, zone_id, ordinal, ca_id, serial, status, certificate, csr, csr_text, validity_days,"
                + " issued_on, expires_on, crl_partition) values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)");
        byZone.forEach((zone, certificates) -> {
            long ordinal = raise(tx, zone, certificates.size()) - certificates.size();
            for (NewClientCertificate one : certificates) {
                ordinal++;
                row(insert, one, ordinal);
                StatusCounts.of(tx).add(new StatusCounts.Change(zone, ClientCertificateStatus.ACTIVE, ordinal, 1));
                PartitionCounts.of(tx).add(new PartitionCounts.Change(one.ca(), one.crlPartition(), 1, 0));
            }
        });
        try {
            insert.runBatch();
        } catch (DatabaseException e) {
            throw SerialTakenException.orElse(e);
        }
    }

    /** The zone's last ordinal after {@code by} more. */
    private static long raise(Tx tx, ZoneId zone, int by) {
        return tx.sql("insert into client_certificate_ordinal (zone_id, last, closed) values (?, ?, 0)"
                        + " on conflict (zone_id)"
                        + " do update set last = client_certificate_ordinal.last + excluded.last"
                        + " where client_certificate_ordinal.closed = 0 returning last")
                .text(zone.hex())
                .number(by)
                .first(row -> row.number(1))
                .orElseThrow(() -> new ZoneClosedException(zone));
    }

    private static void row(Sql insert, NewClientCertificate one, long ordinal) {
        insert.bytes(one.id().bytes())
                .text(one.zone().hex())
                .number(ordinal)
                .uuid(one.ca())
                .bytes(ClientCertificateStore.magnitude(one.serial()))
                .bytes(one.certificate().toByteArray())
                .bytes(one.csr().toByteArray())
                .text(one.csrText())
                .number(one.validityDays())
                .instant(one.issuedOn())
                .instant(one.expiresOn())
                .number(one.crlPartition())
                .add();
    }
}
