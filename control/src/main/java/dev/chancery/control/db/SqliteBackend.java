package dev.chancery.control.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQLite: one writer for all lanes, a few readers, one thread for checkpoints. */
final class SqliteBackend implements Backend {
    private final SqliteLock lock;
    private final SqliteReaders readers;
    private final SqliteCheckpointer checkpointer;
    private final Writer writer;

    private SqliteBackend(SqliteLock lock, SqliteFile file) {
        this.lock = lock;
        // More than there are processors: a revocation list being read takes seconds, and others must get by.
        int count = Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 16);
        this.readers = new SqliteReaders(file, count);
        this.checkpointer = new SqliteCheckpointer(file);
        this.writer = new Writer(
                "chancery-sqlite-writer", List.of(Lane.values()), () -> new SqliteWriteSession(file, checkpointer));
    }

    static SqliteBackend open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.resolveSibling("."));
        } catch (IOException e) {
            throw new DatabaseException("the folder of the database " + absolute + " cannot be made", e);
        }
        SqliteLock lock = SqliteLock.take(absolute);
        try {
            SqliteFile file = new SqliteFile(absolute);
            file.create();
            Schema.migrate(Engine.SQLITE, file.source());
            SqliteBackend backend = new SqliteBackend(lock, file);
            backend.checkpointer.start();
            backend.writer.start();
            return backend;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return readers.read(work);
    }

    @Override
    public Writer writer(Lane lane) {
        return writer;
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        checkpointer.close();
        lock.close();
    }
}
