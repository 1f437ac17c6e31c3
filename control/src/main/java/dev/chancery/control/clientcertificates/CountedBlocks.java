package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds the n-th certificate of a status in a zone by its counted blocks: past the coarse blocks before it (763 at 100 million
 * certificates), past at most 255 fine ones, past at most 511 index entries. What it costs does not grow with n.
 */
final class CountedBlocks {
    private static final long FINE_IN_COARSE = StatusCounts.COARSE / StatusCounts.FINE;

    private final Tx tx;
    private final ZoneId zone;
    private final ClientCertificateStatus status;

    CountedBlocks(Tx tx, ZoneId zone, ClientCertificateStatus status) {
        this.tx = tx;
        this.zone = zone;
        this.status = status;
    }

    private record Counted(long block, long n) {}

    /** How many certificates have the status. */
    long total() {
        return coarse().stream().mapToLong(Counted::n).sum();
    }

    /**
     * The ordinal of the certificate before which {@code offset} others have the status; empty past the last.
     *
     * @param offset at least 0
     */
    OptionalLong ordinalAt(long offset) {
        long left = offset;
        for (Counted block : coarse()) {
            if (left < block.n) {
                return withinCoarse(block.block, left);
            }
            left -= block.n;
        }
        return OptionalLong.empty();
    }

    private OptionalLong withinCoarse(long coarse, long offset) {
        long first = coarse * FINE_IN_COARSE;
        List<Counted> fine = tx.sql("select block, n from client_certificate_block"
                        + " where zone_id = ? and status = ? and level = 1 and block between ? and ? order by block")
                .text(zone.hex())
                .number(status.code())
                .number(first)
                .number(first + FINE_IN_COARSE - 1)
                .list(row -> new Counted(row.number(1), row.number(2)));
        long left = offset;
        for (Counted block : fine) {
            if (left < block.n) {
                return withinFine(block.block, left);
            }
            left -= block.n;
        }
        return OptionalLong.empty();
    }

    private OptionalLong withinFine(long fine, long offset) {
        return tx
                .sql("select ordinal from client_certificate"
                        + " where zone_id = ? and status = ? and ordinal between ? and ?"
                        + " order by ordinal limit 1 offset ?")
                .text(zone.hex())
                .number(status.code())
                .number(fine * StatusCounts.FINE + 1)
                .number((fine + 1) * StatusCounts.FINE)
                .number(offset)
                .list(row -> row.number(1))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private List<Counted> coarse() {
        return tx.sql("select block, n from client_certificate_block"
                        + " where zone_id = ? and status = ? and level = 2 order by block")
                .text(zone.hex())
                .number(status.code())
                .list(row -> new Counted(row.number(1), row.number(2)));
    }
}
