package dev.chancery.control.db;

/**
 * The rows everything else hangs on. They stay as tombstones when they are deleted; while a transaction holds one, it is not
 * deleted, and whoever else wants to hold it waits. An account is always held before its zones.
 */
public enum LiveRow {
    ACCOUNT("account"),
    ZONE("zone");

    private final String table;

    LiveRow(String table) {
        this.table = table;
    }

    /**
     * Holds a row until the transaction ends.
     *
     * @param id 32 hex digits
     * @return whether it is there and not deleted; if not, nothing is held
     */
    public boolean hold(Tx tx, String id) {
        return tx.sql("select 1 from " + table + " where id = ? and deleted_on is null"
                        + tx.engine().forUpdate())
                .text(id)
                .first(row -> true)
                .orElse(false);
    }
}
