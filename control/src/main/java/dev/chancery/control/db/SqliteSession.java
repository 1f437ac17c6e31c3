package dev.chancery.control.db;

import java.sql.Connection;

/** A SQLite connection. The driver stays in auto-commit; transactions are spoken as SQL, so that BEGIN IMMEDIATE is ours. */
class SqliteSession extends Session {
    private final String begin;
    private boolean marked;

    /**
     * @param writes whether this is the one writing connection, whose transactions take the write lock at their start
     */
    SqliteSession(Connection connection, boolean writes) {
        super(Engine.SQLITE, connection);
        this.begin = writes ? "begin immediate" : "begin";
    }

    @Override
    void begin() {
        sql(begin).run();
    }

    @Override
    void mark() {
        releaseMark();
        sql("savepoint member").run();
        marked = true;
    }

    @Override
    void releaseMark() {
        if (marked) {
            sql("release savepoint member").run();
            marked = false;
        }
    }

    @Override
    void rollBackToMark() {
        sql("rollback to savepoint member").run();
    }

    @Override
    void commit() {
        marked = false;
        sql("commit").run();
    }

    @Override
    void rollBack() {
        marked = false;
        sql("rollback").run();
    }
}
