package dev.chancery.control.db;

/** The database engines the one SQL text runs on. */
public enum Engine {
    /** The embedded default: one file, one process. */
    SQLITE,
    /** One server for any number of replicas. */
    POSTGRESQL;

    /**
     * What a query ends with to lock the rows it read until the transaction ends. Empty on SQLite, where a write transaction
     * is alone from its first statement.
     */
    public String forUpdate() {
        return switch (this) {
            case SQLITE -> "";
            case POSTGRESQL -> " for update";
        };
    }
}
