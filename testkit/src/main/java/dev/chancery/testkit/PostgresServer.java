package dev.chancery.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server, one per JVM, started when a test first asks for a database and stopped with the JVM. Every test
 * that wants a database makes its own. Its files are hundreds for each database; they stand in memory where the machine has
 * room there.
 */
public final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_MEMORY = 2L << 30;

    private PostgresServer() {}

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();

        private Started() {}

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(Files.createTempDirectory(room(), "chancery-postgresql"))
                        .setServerConfig("max_connections", "300")
                        // Tests kill processes and transactions, not the machine.
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }

        private static Path room() throws IOException {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_MEMORY
                    ? MEMORY
                    : Path.of(System.getProperty("java.io.tmpdir"));
        }
    }

    /**
     * Makes an empty database.
     *
     * @return its address: {@code postgresql://user@host:port/name}
     */
    public static String freshDatabase() {
        return copyOf("template1");
    }

    /**
     * Makes a database with everything that stands in another one, to which nobody may be connected; far cheaper than filling
     * it again.
     *
     * @param original its address or its name
     * @return its address
     */
    public static String copyOf(String original) {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "create database %s template %s".formatted(name, name(original)));
        return "postgresql://postgres:postgres@127.0.0.1:" + Started.SERVER.getPort() + "/" + name;
    }

    /** How many connections are open to the database of this address. */
    public static int connections(String url) {
        try (Connection connection = connect("postgres");
                var statement =
                        connection.prepareStatement("select count(*) from pg_stat_activity where datname = ?")) {
            statement.setString(1, name(url));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL did not tell its connections", e);
        }
    }

    /** Cuts every connection to the database of this address, as a failing server or network does. */
    public static void cutConnections(String url) {
        execute(
                "postgres",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name(url) + "'");
    }

    /** Runs one statement in the database of this address, behind the back of the code under test. */
    public static void executeIn(String url, String statement) {
        execute(name(url), statement);
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static void execute(String database, String text) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused: " + text, e);
        }
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(Started.SERVER.getJdbcUrl("postgres", database));
    }
}
