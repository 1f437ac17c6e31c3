package dev.chancery.control.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current row of a query's answer; columns are counted from 1. Valid only while the reader it was given to runs. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /** Text that is never null. */
    public String text(int column) {
        return present(textOrNull(column), column);
    }

    /** Text, or null. */
    public @Nullable String textOrNull(int column) {
        try {
            return results.getString(column);
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    /** A whole number that is never null. */
    public long number(int column) {
        try {
            return results.getLong(column);
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    /** A whole number, or null. */
    public @Nullable Long numberOrNull(int column) {
        try {
            long value = results.getLong(column);
            return results.wasNull() ? null : value;
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    /** A flag kept as 0 or 1. */
    public boolean flag(int column) {
        return number(column) != 0;
    }

    /** Bytes that are never null. */
    public byte[] bytes(int column) {
        return present(bytesOrNull(column), column);
    }

    /** Bytes, or null. */
    public byte @Nullable [] bytesOrNull(int column) {
        try {
            return results.getBytes(column);
        } catch (SQLException e) {
            throw Sql.failed(e);
        }
    }

    /** An instant that is never null. */
    public Instant instant(int column) {
        return EpochMicros.toInstant(number(column));
    }

    /** An instant, or null. */
    public @Nullable Instant instantOrNull(int column) {
        Long micros = numberOrNull(column);
        return micros == null ? null : EpochMicros.toInstant(micros);
    }

    /** A UUID kept as text, never null. */
    public UUID uuid(int column) {
        return UUID.fromString(text(column));
    }

    /** A UUID kept as text, or null. */
    public @Nullable UUID uuidOrNull(int column) {
        String text = textOrNull(column);
        return text == null ? null : UUID.fromString(text);
    }

    private static <T> T present(@Nullable T value, int column) {
        if (value == null) {
            throw new DatabaseException("column " + column + " is null (expected: a value)", null);
        }
        return value;
    }
}
