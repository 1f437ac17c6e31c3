package dev.chancery.control.revocation;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.pki.Der;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables of list partitions and of the newest list of each. */
final class CrlStore {
    /** Where a partition stands; empty if there is none. */
    Optional<PartitionState> state(Tx tx, PartitionId id) {
        return tx.sql("select changed_revision, built_revision, crl_number from crl_partition"
                        + " where ca_id = ? and number_of_partition = ?")
                .uuid(id.ca())
                .number(id.number())
                .first(row -> new PartitionState(row.number(1), row.number(2), row.number(3)));
    }

    /** From when until when a list speaks. */
    record Life(Instant thisUpdate, Instant nextUpdate) {}

    /** The life of the newest list of a partition, without the list. */
    Optional<Life> life(Tx tx, PartitionId id) {
        return tx.sql("select this_update, next_update from crl where ca_id = ? and number_of_partition = ?")
                .uuid(id.ca())
                .number(id.number())
                .first(row -> new Life(row.instant(1), row.instant(2)));
    }

    /** The newest list of a partition. */
    Optional<Crl> crl(Tx tx, PartitionId id) {
        return tx.sql("select p.crl_number, l.this_update, l.next_update, l.der from crl_partition p"
                        + " join crl l on l.ca_id = p.ca_id and l.number_of_partition = p.number_of_partition"
                        + " where p.ca_id = ? and p.number_of_partition = ?")
                .uuid(id.ca())
                .number(id.number())
                .first(row -> new Crl(row.number(1), row.instant(2), row.instant(3), Der.of(row.bytes(4))));
    }

    /**
     * Puts a list in the place of the one it was made after.
     *
     * @param before where the partition stood when the list's entries were read
     * @return whether it was; false if another replica was faster
     */
    boolean publish(Tx tx, PartitionId id, PartitionState before, Crl crl) {
        int moved = tx.sql("update crl_partition set built_revision = ?, crl_number = ?"
                        + " where ca_id = ? and number_of_partition = ? and crl_number = ?")
                .number(before.changed())
                .number(crl.number())
                .uuid(id.ca())
                .number(id.number())
                .number(before.number())
                .run();
        if (moved == 0) {
            return false;
        }
        tx.sql("insert into crl (ca_id, number_of_partition, this_update, next_update, der) values (?, ?, ?, ?, ?)"
                        + " on conflict (ca_id, number_of_partition) do update set this_update = excluded.this_update,"
                        + " next_update = excluded.next_update, der = excluded.der")
                .uuid(id.ca())
                .number(id.number())
                .instant(crl.thisUpdate())
                .instant(crl.nextUpdate())
                .bytes(crl.der().toByteArray())
                .run();
        return true;
    }

    /** The partitions whose newest list lacks a change, or ends its life before this instant. */
    List<PartitionId> due(Tx tx, Instant endsBefore) {
        return tx.sql("select ca_id, number_of_partition from crl_partition where changed_revision > built_revision"
                        + " union select ca_id, number_of_partition from crl where next_update < ?")
                .instant(endsBefore)
                .list(CrlStore::id);
    }

    private static PartitionId id(Row row) {
        return new PartitionId(row.uuid(1), row.number(2));
    }

    /** Every list lacks a change from now on, and is due. */
    void changedEverywhere(Tx tx) {
        tx.sql("update crl_partition set changed_revision = changed_revision + 1")
                .run();
    }
}
