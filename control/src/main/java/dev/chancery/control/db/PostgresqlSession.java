package dev.chancery.control.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL connection out of auto-commit: the driver sends BEGIN along with the first statement. */
final class PostgresqlSession extends Session {
    private boolean marked;

    PostgresqlSession(Connection connection) {
        super(Engine.POSTGRESQL, connection);
    }

    @Override
    void begin() {
        // Nothing to send: see above.
    }

    @Override
    void mark() {
        // Both in one round trip.
        execute(marked ? "release savepoint member; savepoint member" : "savepoint member");
        marked = true;
    }

    @Override
    void releaseMark() {
        if (marked) {
            execute("release savepoint member");
            marked = false;
        }
    }

    @Override
    void rollBackToMark() {
        execute("rollback to savepoint member");
    }

    @Override
    void commit() {
        marked = false;
        try {
            connection().commit();
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    @Override
    void rollBack() {
        marked = false;
        try {
            connection().rollback();
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    private void execute(String text) {
        try (Statement statement = connection().createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }
}
