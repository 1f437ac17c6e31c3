package dev.chancery.control.db;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A SQLite database file and how connections to it are set up. */
final class SqliteFile {
    /** The writer's page cache, in KiB: the random ends of two indexes stay in memory up to some millions of rows. */
    private static final int WRITER_CACHE_KIB = 131_072;

    private static final int READER_CACHE_KIB = 16_384;

    /** A last resort: checkpoints are the checkpointer's, the writer makes one itself only if the log grew to 512 MiB. */
    private static final int AUTO_CHECKPOINT_PAGES = 65_536;

    /** How long a connection waits for another's lock; only at the moment of opening is there any. */
    static final int BUSY_MILLIS = 10_000;

    private final Path file;

    SqliteFile(Path file) {
        this.file = file;
    }

    /**
     * Makes the file if it is missing, readable by its owner only (SQLite gives its log the same permissions), with pages of
     * 8 KiB: a row of two DER documents then wastes no half page.
     */
    void create() {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException e) {
            throw new DatabaseException("the database file " + file + " cannot be created", e);
        }
        try (Connection connection = source().getConnection()) {
            configure(connection, List.of("page_size=8192", "journal_mode=wal"));
        } catch (SQLException e) {
            throw new DatabaseException("the database file " + file + " cannot be set up", e);
        }
    }

    /** Plain connections, for migrations. */
    SQLiteDataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // The driver would otherwise ask for the last row id after every change; stores say "returning" where they want
        // one.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** The writing connection: durable at every commit. */
    Connection writer() {
        return connect(List.of(
                "synchronous=full",
                "cache_size=-" + WRITER_CACHE_KIB,
                "wal_autocheckpoint=" + AUTO_CHECKPOINT_PAGES,
                // Savepoints keep what they may have to undo in memory instead of a file.
                "temp_store=memory"));
    }

    /** A connection that refuses to write. */
    Connection reader() {
        return connect(List.of(
                "cache_size=-" + READER_CACHE_KIB, "temp_store=memory", "wal_autocheckpoint=0", "query_only=1"));
    }

    /** A connection that only makes checkpoints. */
    Connection checkpointer() {
        return connect(List.of("synchronous=full", "cache_size=-1024", "wal_autocheckpoint=0"));
    }

    private Connection connect(List<String> pragmas) {
        try {
            Connection connection = source().getConnection();
            try {
                configure(connection, pragmas);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("the database file " + file + " cannot be opened", e);
        }
    }

    private static void configure(Connection connection, List<String> pragmas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute("pragma " + pragma);
            }
        }
    }
}
