package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.GroupState;
import dev.chancery.control.db.Tx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** How many certificates name a CRL partition, and how often what its list must say has changed. Kept once per group. */
final class PartitionCounts extends GroupState<PartitionCounts.Change> {

    /**
     * A change of one partition.
     *
     * @param issued certificates more that name it
     * @param listed changes of what its list must say
     */
    record Change(UUID ca, long partition, int issued, int listed) {
        private Change plus(Change other) {
            return new Change(ca, partition, issued + other.issued, listed + other.listed);
        }
    }

    private record Partition(UUID ca, long number) {
        static final Comparator<Partition> ORDER =
                Comparator.comparing(Partition::ca).thenComparingLong(Partition::number);
    }

    static PartitionCounts of(Tx tx) {
        return tx.group(PartitionCounts.class, PartitionCounts::new);
    }

    @Override
    protected Order order() {
        return Order.COUNTS;
    }

    @Override
    protected void flush(Tx tx, List<Change> changes) {
        Map<Partition, Change> sums = new TreeMap<>(Partition.ORDER);
        for (Change change : changes) {
            sums.merge(new Partition(change.ca, change.partition), change, Change::plus);
        }
        sums.values()
                .forEach(sum -> tx.sql("insert into crl_partition"
                                + " (ca_id, number_of_partition, issued, changed_revision, built_revision, crl_number)"
                                + " values (?, ?, ?, ?, 0, 0) on conflict (ca_id, number_of_partition)"
                                + " do update set issued = crl_partition.issued + excluded.issued,"
                                + " changed_revision = crl_partition.changed_revision + excluded.changed_revision")
                        .uuid(sum.ca)
                        .number(sum.partition)
                        .number(sum.issued)
                        .number(sum.listed)
                        .run());
    }
}
