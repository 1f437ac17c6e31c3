package dev.chancery.bench.convergence;

import dev.chancery.bench.server.Processes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A backup of control's database, made and put back while no replica runs. */
sealed interface Backup {

    /** Makes it anew. */
    void make() throws IOException;

    /** Puts it in the place of the database. */
    void putBack() throws IOException;

    /**
     * The backup of a database.
     *
     * @param folder where the embedded one lies
     * @param address of PostgreSQL; or empty for the embedded one
     */
    static Backup of(Path folder, String address) {
        return address.isEmpty() ? new Embedded(folder.resolve("chancery.db")) : Template.of(URI.create(address));
    }

    /** Of SQLite: the file, and what was not moved into it yet. */
    record Embedded(Path database) implements Backup {

        private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

        private Path file(String suffix, boolean kept) {
            return Path.of(database + (kept ? ".kept" : "") + suffix);
        }

        @Override
        public void make() throws IOException {
            copy(false);
        }

        @Override
        public void putBack() throws IOException {
            copy(true);
        }

        private void copy(boolean back) throws IOException {
            for (String suffix : SUFFIXES) {
                Files.deleteIfExists(file(suffix, !back));
                // The third file is made of the second when the database is opened.
                if (!suffix.equals("-shm") && Files.exists(file(suffix, back))) {
                    Files.copy(file(suffix, back), file(suffix, !back), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /**
     * Of PostgreSQL: a database made from the other as a template.
     *
     * @param server the address of the server's own database
     */
    record Template(String server, String database) implements Backup {

        private static final int ATTEMPTS = 200;

        static Template of(URI address) {
            return new Template(
                    "jdbc:postgresql://%s:%d/postgres?user=%s"
                            .formatted(address.getHost(), address.getPort(), address.getUserInfo()),
                    address.getPath().substring(1));
        }

        @Override
        public void make() throws IOException {
            copy(database, database + "_backup");
        }

        @Override
        public void putBack() throws IOException {
            copy(database + "_backup", database);
        }

        /** The server sees a moment late that those who were killed are gone. */
        private void copy(String from, String to) throws IOException {
            for (int attempt = 1; ; attempt++) {
                try (Connection connection = DriverManager.getConnection(server);
                        Statement statement = connection.createStatement()) {
                    statement.execute("drop database if exists %s with (force)".formatted(to));
                    statement.execute("create database %s template %s".formatted(to, from));
                    return;
                } catch (SQLException cause) {
                    if (attempt == ATTEMPTS) {
                        throw new IOException("no backup of " + from, cause);
                    }
                    Processes.pause(50);
                }
            }
        }
    }
}
