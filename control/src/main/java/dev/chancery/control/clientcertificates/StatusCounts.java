package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.GroupState;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many certificates of each status lie in each block of ordinals, kept right by every group once.
 *
 * <p>A thousand inserts of one group fall into one or two blocks, so a group costs a few changed rows. The rows are changed in
 * the order of their keys, by every group and replica alike.
 */
final class StatusCounts extends GroupState<StatusCounts.Change> {
    /** Ordinals in a block of level 1. */
    static final long FINE = 512;

    /** Ordinals in a block of level 2; a multiple of {@link #FINE}. */
    static final long COARSE = 131_072;

    /** One certificate more (+1) or less (-1) that has this status. */
    record Change(ZoneId zone, ClientCertificateStatus status, long ordinal, int by) {}

    private record Block(String zone, int status, int level, long number) {
        static final Comparator<Block> ORDER = Comparator.comparing(Block::zone)
                .thenComparingInt(Block::status)
                .thenComparingInt(Block::level)
                .thenComparingLong(Block::number);
    }

    static StatusCounts of(Tx tx) {
        return tx.group(StatusCounts.class, StatusCounts::new);
    }

    /** What this group has added to a count so far. */
    long gathered(ZoneId zone, ClientCertificateStatus status) {
        return items().stream()
                .filter(change -> change.zone.equals(zone) && change.status == status)
                .mapToLong(Change::by)
                .sum();
    }

    @Override
    protected Order order() {
        return Order.COUNTS;
    }

    @Override
    protected void flush(Tx tx, List<Change> changes) {
        Map<Block, Long> sums = new TreeMap<>(Block.ORDER);
        for (Change change : changes) {
            String zone = change.zone.hex();
            int status = change.status.code();
            long place = change.ordinal - 1;
            sums.merge(new Block(zone, status, 1, place / FINE), (long) change.by, Long::sum);
            sums.merge(new Block(zone, status, 2, place / COARSE), (long) change.by, Long::sum);
        }
        sums.forEach((block, by) -> {
            if (by > 0) {
                raise(tx, block, by);
            } else if (by < 0) {
                lower(tx, block, by);
            }
        });
    }

    private static void raise(Tx tx, Block block, long by) {
        tx.sql("insert into client_certificate_block (zone_id, status, level, block, n) values (?, ?, ?, ?, ?)"
                        + " on conflict (zone_id, status, level, block)"
                        + " do update set n = client_certificate_block.n + excluded.n")
                .text(block.zone)
                .number(block.status)
                .number(block.level)
                .number(block.number)
                .number(by)
                .run();
    }

    private static void lower(Tx tx, Block block, long by) {
        int changed = tx.sql("update client_certificate_block set n = n + ?"
                        + " where zone_id = ? and status = ? and level = ? and block = ?")
                .number(by)
                .text(block.zone)
                .number(block.status)
                .number(block.level)
                .number(block.number)
                .run();
        if (changed != 1) {
            throw new DatabaseException("the counts of " + block + " are missing; rebuild the blocks", null);
        }
    }
}
