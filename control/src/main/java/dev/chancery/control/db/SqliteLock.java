package dev.chancery.control.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock file beside a SQLite database: one process at a time. Ordinals and groups rest on there being one writer, and
 * SQLite itself would let a second one in. The operating system lets go of the lock when the process dies.
 */
final class SqliteLock implements AutoCloseable {
    private final FileChannel channel;

    private SqliteLock(FileChannel channel) {
        this.channel = channel;
    }

    static SqliteLock take(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DatabaseException("the lock file " + file + " cannot be opened", e);
        }
        try {
            if (lock(channel) != null) {
                return new SqliteLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new DatabaseException("the lock file " + file + " cannot be locked", e);
        }
        throw new DatabaseException(
                "the database " + database + " is in use by another process; stop that one or use another data folder",
                null);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process.
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DatabaseException("the lock file did not close", e);
        }
    }
}
