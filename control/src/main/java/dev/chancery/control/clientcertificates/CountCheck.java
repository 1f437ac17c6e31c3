package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Engine;
import dev.chancery.control.db.Tx;
import java.util.ArrayList;
import java.util.List;

/** Compares the maintained counts with the rows they count, and makes them anew. Reads every row's index entry. */
final class CountCheck {
    private static final String COUNTED = "select zone_id, status, %d as level, (ordinal - 1) / %d as block,"
            + " count(*) as n from client_certificate group by zone_id, status, (ordinal - 1) / %d";
    private static final String BLOCKS = COUNTED.formatted(1, StatusCounts.FINE, StatusCounts.FINE)
            + " union all "
            + COUNTED.formatted(2, StatusCounts.COARSE, StatusCounts.COARSE);

    private CountCheck() {}

    static List<CountFault> faults(Tx tx) {
        List<CountFault> faults = new ArrayList<>();
        // Both sides are summed into one list of differences; a full join would do, were both engines fond of it.
        faults.addAll(tx.sql("select zone_id, status, level, block, sum(kept), sum(counted) from ("
                        + "select zone_id, status, level, block, n as kept, 0 as counted from client_certificate_block"
                        + " union all select zone_id, status, level, block, 0, n from (" + BLOCKS + ") as c) as b"
                        + " group by zone_id, status, level, block having sum(kept) <> sum(counted)")
                .list(row -> new CountFault(
                        "zone %s, status %s, level %s, block %s"
                                .formatted(row.text(1), row.number(2), row.number(3), row.number(4)),
                        row.number(5),
                        row.number(6))));
        faults.addAll(tx.sql("select zone_id, sum(kept), sum(counted) from ("
                        + "select zone_id, last as kept, 0 as counted from client_certificate_ordinal"
                        + " union all select zone_id, 0, count(*) from client_certificate group by zone_id) as o"
                        + " group by zone_id having sum(kept) <> sum(counted)")
                .list(row -> new CountFault(
                        "zone %s, last ordinal against rows".formatted(row.text(1)), row.number(2), row.number(3))));
        faults.addAll(tx.sql("select zone_id, count(*), max(ordinal) from client_certificate group by zone_id"
                        + " having count(*) <> max(ordinal)")
                .list(row -> new CountFault(
                        "zone %s, rows against highest ordinal".formatted(row.text(1)), row.number(2), row.number(3))));
        return faults;
    }

    static void rebuild(Tx tx) {
        if (tx.engine() == Engine.POSTGRESQL) {
            // No replica may change a status between our counting and our commit. SQLite's writer is alone.
            tx.sql("lock table client_certificate in share row exclusive mode").run();
        }
        tx.sql("delete from client_certificate_block").run();
        tx.sql("insert into client_certificate_block (zone_id, status, level, block, n) " + BLOCKS)
                .run();
    }
}
