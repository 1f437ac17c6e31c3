package dev.chancery.control.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One prepared statement, its parameters bound from left to right, then run once.
 *
 * <p>Statements are prepared once per connection and reused. Every method that ends the statement ({@link #run}, {@link
 * #list} …) gives it back, also when it throws; {@link #add} ends a row of a batch and starts the next.
 */
public final class Sql {
    private final StatementCache cache;
    private final String text;
    private final PreparedStatement statement;
    private int bound;

    Sql(StatementCache cache, String text) {
        this.cache = cache;
        this.text = text;
        this.statement = cache.take(text);
    }

    static DatabaseException failed(SQLException cause) {
        return new DatabaseException("the database refused a statement: " + cause.getMessage(), cause);
    }

    /** Binds text. */
    public Sql text(@Nullable String value) {
        try {
            statement.setString(++bound, value);
            return this;
        } catch (SQLException e) {
            throw abandon(e);
        }
    }

    /** Binds a whole number. */
    public Sql number(long value) {
        try {
            statement.setLong(++bound, value);
            return this;
        } catch (SQLException e) {
            throw abandon(e);
        }
    }

    /** Binds a whole number or null. */
    public Sql numberOrNull(@Nullable Long value) {
        if (value != null) {
            return number(value);
        }
        try {
            statement.setNull(++bound, Types.BIGINT);
            return this;
        } catch (SQLException e) {
            throw abandon(e);
        }
    }

    /** Binds a flag as 0 or 1. */
    public Sql flag(boolean value) {
        return number(value ? 1 : 0);
    }

    /** Binds bytes. */
    public Sql bytes(byte @Nullable [] value) {
        try {
            statement.setBytes(++bound, value);
            return this;
        } catch (SQLException e) {
            throw abandon(e);
        }
    }

    /** Binds an instant as microseconds. */
    public Sql instant(@Nullable Instant value) {
        return numberOrNull(value == null ? null : EpochMicros.of(value));
    }

    /** Binds a UUID as text. */
    public Sql uuid(@Nullable UUID value) {
        return text(value == null ? null : value.toString());
    }

    /** Ends a row of a batch; the next binding starts the next row. */
    public void add() {
        try {
            statement.addBatch();
            bound = 0;
        } catch (SQLException e) {
            throw abandon(e);
        }
    }

    /** Runs all rows of the batch. */
    public void runBatch() {
        try {
            statement.executeBatch();
        } catch (SQLException e) {
            throw abandon(e);
        }
        cache.giveBack(text, statement);
    }

    /**
     * Runs an insert, update or delete.
     *
     * @return how many rows it changed
     */
    public int run() {
        int changed;
        try {
            changed = statement.executeUpdate();
        } catch (SQLException e) {
            throw abandon(e);
        }
        cache.giveBack(text, statement);
        return changed;
    }

    /** Runs a query (or a change with {@code returning}) and reads its first row, if there is one. */
    public <T> Optional<T> first(Function<Row, T> reader) {
        List<T> rows = new ArrayList<>(1);
        read(reader, rows::add, 1);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Runs a query (or a change with {@code returning}) and reads all rows. */
    public <T> List<T> list(Function<Row, T> reader) {
        List<T> rows = new ArrayList<>();
        read(reader, rows::add, Long.MAX_VALUE);
        return rows;
    }

    /** Runs a query and passes its rows on one by one, without holding them all in memory. */
    public <T> void forEach(Function<Row, T> reader, Consumer<T> consumer) {
        try {
            // PostgreSQL's driver would otherwise collect the whole answer before its first row is seen.
            statement.setFetchSize(1_000);
        } catch (SQLException e) {
            throw abandon(e);
        }
        read(reader, consumer, Long.MAX_VALUE);
    }

    private <T> void read(Function<Row, T> reader, Consumer<T> consumer, long limit) {
        try (ResultSet results = statement.executeQuery()) {
            Row row = new Row(results);
            for (long n = 0; n < limit && results.next(); n++) {
                consumer.accept(reader.apply(row));
            }
        } catch (SQLException e) {
            throw abandon(e);
        } catch (RuntimeException e) {
            cache.discard(statement);
            throw e;
        }
        cache.giveBack(text, statement);
    }

    private DatabaseException abandon(SQLException cause) {
        cache.discard(statement);
        return failed(cause);
    }
}
