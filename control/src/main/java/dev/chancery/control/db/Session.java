package dev.chancery.control.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One connection with what belongs to it: prepared statements, a Jdbi handle, and how its engine begins, marks and ends a
 * transaction. Used by one thread at a time.
 */
abstract class Session implements AutoCloseable {
    private final Engine engine;
    private final Connection connection;
    private final StatementCache statements;
    private @Nullable Handle handle;

    Session(Engine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
        this.statements = new StatementCache(connection);
    }

    final Engine engine() {
        return engine;
    }

    final Connection connection() {
        return connection;
    }

    final Sql sql(String text) {
        return new Sql(statements, text);
    }

    final Handle handle() {
        Handle open = handle;
        if (open == null) {
            open = HouseJdbi.over(connection).open();
            handle = open;
        }
        return open;
    }

    /** Starts a transaction. */
    abstract void begin();

    /** Sets the savepoint of the member that is about to speak to the database, releasing the one before. */
    abstract void mark();

    /** Makes everything since the last mark part of the transaction. */
    abstract void releaseMark();

    /** Undoes everything since the last mark. */
    abstract void rollBackToMark();

    /** Ends the transaction; what it did is durable on return. */
    abstract void commit();

    /** Undoes the transaction. */
    abstract void rollBack();

    /** Lets go of statements and handle, but not of the connection. */
    final void release() {
        Handle open = handle;
        if (open != null) {
            handle = null;
            open.close();
        }
        statements.clear();
    }

    @Override
    public void close() {
        release();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseException("a database connection did not close", e);
        }
    }
}
