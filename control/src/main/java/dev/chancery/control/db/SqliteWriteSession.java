package dev.chancery.control.db;

/** The one connection that writes; it works hand in hand with the checkpointer. */
final class SqliteWriteSession extends SqliteSession {
    private final SqliteCheckpointer checkpointer;

    SqliteWriteSession(SqliteFile file, SqliteCheckpointer checkpointer) {
        super(file.writer(), true);
        this.checkpointer = checkpointer;
    }

    @Override
    void begin() {
        if (checkpointer.restartDue()) {
            checkpointer.restart(this);
        }
        super.begin();
    }

    @Override
    void commit() {
        super.commit();
        checkpointer.committed();
    }
}
