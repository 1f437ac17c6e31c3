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
        try {
            Connection connection = writing.getConnection();
            Session session = new PostgresqlSession(connection);
            try {
                // Durability is a promise of this class; whoever asked for more than "on" keeps it.
                if (session.sql("show synchronous_commit")
                        .first(row -> row.text(1))
                        .equals(java.util.Optional.of("off"))) {
                    session.sql("set synchronous_commit = on").run();
                }
                connection.setAutoCommit(false);
                return session;
            } catch (SQLException | RuntimeException e) {
                writing.evictConnection(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("no connection to write on", e);
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        try {
            return readOnce(work);
        } catch (RuntimeException e) {
            if (FailureKind.of(e) != FailureKind.CONNECTION) {
                throw e;
            }
            // A pooled connection may have died while idle; another one tells whether the server is there.
            return readOnce(work);
        }
    }

    private <T extends @Nullable Object> T readOnce(Function<Tx, T> work) {
        try (Connection connection = readers.getConnection()) {
            Session session = new PostgresqlSession(connection);
            Tx tx = new Tx(session, null, false);
            try {
                T result = work.apply(tx);
                session.commit();
                return result;
            } finally {
                // Returning to the pool rolls back what an exception left open.
                tx.end();
                session.release();
            }
        } catch (SQLException e) {
            throw new DatabaseException("no connection to read on", e);
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
