package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;

/**
 * Ends the pending states of a table whose rows have {@code status} and {@code pending_revision} as {@link Published} has them.
 *
 * @param name the table
 */
public record SettledTable(String name) implements Settles {
    @Override
    public int settle(Tx tx, long revision) {
        int deployed = tx.sql("update " + name + " set status = 'active', pending_revision = null"
                        + " where pending_revision <= ? and status = 'pending_deployment'")
                .number(revision)
                .run();
        int deleted = tx.sql("delete from " + name + " where pending_revision <= ? and status = 'pending_deletion'")
                .number(revision)
                .run();
        return deployed + deleted;
    }
}
