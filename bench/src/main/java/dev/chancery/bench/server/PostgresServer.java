package dev.chancery.bench.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server of our own on loopback, as durable as a real one: fsync and synchronous_commit are on. */
public final class PostgresServer implements AutoCloseable {

    /** The embedded server's own defaults give durability away for speed; these take it back. */
    private static final Map<String, String> DURABLE = Map.of(
            "fsync",
            "on",
            "synchronous_commit",
            "on",
            "full_page_writes",
            "on",
            "shared_buffers",
            "1GB",
            "max_wal_size",
            "4GB");

    private final EmbeddedPostgres server;
    private final Path data;

    private PostgresServer(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** Starts a server on a data folder, which is made if it is empty and kept when the server stops. */
    public static PostgresServer start(Path data) throws IOException {
        stopOrphan(data);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        DURABLE.forEach(builder::setServerConfig);
        PostgresServer started = new PostgresServer(builder.start(), data);
        started.refuseUnlessDurable();
        return started;
    }

    /** Moves the server and all its helpers to one core; the connections it opens later follow. */
    public void pin(Core core) throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(postmaster(data)).orElseThrow();
        core.move(postmaster.pid());
        for (ProcessHandle helper : postmaster.descendants().toList()) {
            core.move(helper.pid());
        }
    }

    /** Makes an empty database unless it is there, and returns the address that {@code --database} takes. */
    public String database(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (!found.next()) {
                    statement.execute("create database " + name);
                }
            }
        }
        return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + name;
    }

    /** Makes an empty database, and drops one of this name that an earlier run left. */
    public String emptyDatabase(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
        }
        return database(name);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void refuseUnlessDurable() throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    if (!row.next() || !"on".equals(row.getString(1))) {
                        throw new IOException(
                                "PostgreSQL runs with " + setting + " off: its figures would mean nothing");
                    }
                }
            }
        } catch (SQLException cause) {
            throw new IOException("PostgreSQL does not answer", cause);
        }
    }

    /** A program that was killed leaves its server behind, and two servers cannot share a data folder. */
    private static void stopOrphan(Path data) throws IOException {
        if (!Files.exists(data.resolve("postmaster.pid"))) {
            return;
        }
        ProcessHandle.of(postmaster(data))
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .ifPresent(process -> {
                    process.destroy();
                    process.onExit().join();
                });
    }

    private static long postmaster(Path data) throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }
}
