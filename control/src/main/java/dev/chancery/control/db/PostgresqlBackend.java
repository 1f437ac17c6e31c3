package dev.chancery.control.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL: a pool of read-only connections, and one writing connection with its thread per lane. */
final class PostgresqlBackend implements Backend {
    private static final int READERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HikariDataSource readers;
    private final HikariDataSource writing;
    private final Map<Lane, Writer> writers = new EnumMap<>(Lane.class);

    private PostgresqlBackend(HikariDataSource readers, HikariDataSource writing) {
        this.readers = readers;
        this.writing = writing;
        for (Lane lane : Lane.values()) {
            String name = "chancery-postgresql-writer-" + lane.name().toLowerCase(Locale.ROOT);
            writers.put(lane, new Writer(name, List.of(lane), this::openWriter));
        }
    }

    static PostgresqlBackend open(DatabaseUrl.Postgresql url) {
        HikariDataSource writing = pool(url, "write", Lane.values().length);
        try {
            Schema.migrate(Engine.POSTGRESQL, writing);
            HikariDataSource readers = pool(url, "read", READERS);
            PostgresqlBackend backend = new PostgresqlBackend(readers, writing);
            backend.writers.values().forEach(Writer::start);
            return backend;
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    private static HikariDataSource pool(DatabaseUrl.Postgresql url, String purpose, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("chancery-" + purpose);
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.addDataSourceProperty("ApplicationName", "chancery-" + purpose);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", String.valueOf(PATIENCE.toSeconds()));
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        url.parameters().forEach(config::addDataSourceProperty);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        if (purpose.equals("read")) {
            config.setAutoCommit(false);
            config.setReadOnly(true);
            config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new DatabaseException("the database " + url + " cannot be reached", e);
        }
    }

    /** A connection that leaves the pool until it breaks or the house closes. */
    private Session openWriter() {
        return retrying(Lane.values().length, () -> {
            Connection connection = connect(writing);
            Session session = new PostgresqlSession(connection);
            try {
                // Durability is a promise of this class; whoever asked for more than "on" keeps it.
                session.sql("select set_config('synchronous_commit', 'on', false)"
                                + " where current_setting('synchronous_commit') = 'off'")
                        .list(row -> row.text(1));
                connection.setAutoCommit(false);
                return session;
            } catch (SQLException | RuntimeException e) {
                writing.evictConnection(connection);
                throw e instanceof SQLException refused ? Sql.failed(refused) : (RuntimeException) e;
            }
        });
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return retrying(READERS, () -> readOnce(work));
    }

    private <T extends @Nullable Object> T readOnce(Function<Tx, T> work) {
        Connection connection = connect(readers);
        Session session = new PostgresqlSession(connection);
        Tx tx = new Tx(session, null, false);
        try (connection) {
            T result = work.apply(tx);
            session.commit();
            return result;
        } catch (SQLException e) {
            throw Sql.failed(e);
        } finally {
            // Returning to the pool rolls back what an exception left open.
            tx.end();
            session.release();
        }
    }

    /** Tries again with another connection while the pool gives out ones that died idle. */
    private static <T extends @Nullable Object> T retrying(int pooled, Supplier<T> work) {
        for (int stale = 0; ; stale++) {
            try {
                return work.get();
            } catch (UnreachableException e) {
                throw e;
            } catch (RuntimeException e) {
                if (stale >= pooled || FailureKind.of(e) != FailureKind.CONNECTION) {
                    throw e;
                }
            }
        }
    }

    private static Connection connect(HikariDataSource pool) {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new UnreachableException(e);
        }
    }

    /** The pool has tried for as long as it is told to. */
    private static final class UnreachableException extends DatabaseException {
        private static final long serialVersionUID = 1L;

        UnreachableException(SQLException cause) {
            super("the database gives out no connection", cause);
        }
    }

    @Override
    public Writer writer(Lane lane) {
        Writer writer = writers.get(lane);
        if (writer == null) {
            throw new IllegalArgumentException("no writer for " + lane);
        }
        return writer;
    }

    @Override
    public void close() {
        writers.values().forEach(Writer::close);
        readers.close();
        writing.close();
    }
}
