package dev.chancery.control.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The prepared statements of one connection, by their text. A statement in use is out of the cache, so a query may run inside
 * the reading of another with the same text. Used by one thread at a time.
 */
final class StatementCache {
    /** Texts are constants of the stores; the bound only keeps a mistake from growing without end. */
    private static final int MOST = 512;

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new HashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement take(String text) {
        PreparedStatement statement = idle.remove(text);
        if (statement != null) {
            return statement;
        }
        try {
            return connection.prepareStatement(text);
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    void giveBack(String text, PreparedStatement statement) {
        if (idle.size() >= MOST || idle.putIfAbsent(text, statement) != null) {
            discard(statement);
        }
    }

    /** Closes a statement whose state is unknown. Its own failure to close says nothing new. */
    @SuppressWarnings("EmptyCatch")
    void discard(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException ignored) {
            // The failure that led here is on its way to the caller.
        }
    }

    void clear() {
        idle.values().forEach(this::discard);
        idle.clear();
    }
}
