package dev.chancery.control.db;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves committed pages from SQLite's log into the database file, on a thread of its own, so that no writer pays for it.
 *
 * <p>Such a checkpoint never stops the writer, and so under constant load never empties the log either. Once the log has grown
 * long the writer is asked to start it afresh between two groups ({@link #restartDue}); by then little is left to move.
 */
final class SqliteCheckpointer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpointer.class);

    /** How many commits go by between two checkpoints. */
    private static final int COMMITS = 256;

    /** From how many pages on the log is started afresh: 128 MiB. */
    private static final long LONG_LOG_PAGES = 16_384;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition due = lock.newCondition();
    private final Session session;
    private final Thread thread;
    private int commits;
    private boolean closed;
    private volatile boolean restartDue;

    SqliteCheckpointer(SqliteFile file) {
        this.session = new SqliteSession(file.checkpointer(), false);
        this.thread =
                Thread.ofPlatform().name("chancery-sqlite-checkpoint").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Told by the writer after each commit. */
    void committed() {
        lock.lock();
        try {
            commits++;
            if (commits >= COMMITS) {
                due.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the writer should start the log afresh before its next group. */
    boolean restartDue() {
        return restartDue;
    }

    /**
     * Run by the writer on its own connection, outside a transaction. Does nothing, at once, while a reader still needs the
     * log: SQLite would otherwise have the writer wait for it.
     */
    void restart(Session writer) {
        restartDue = false;
        busyTimeout(writer, 0);
        checkpoint(writer, "restart");
        busyTimeout(writer, SqliteFile.BUSY_MILLIS);
    }

    private static void busyTimeout(Session session, int millis) {
        session.sql("pragma busy_timeout = " + millis).list(row -> row.number(1));
    }

    private void work() {
        while (awaitDue()) {
            long pages = checkpoint(session, "passive");
            restartDue = pages > LONG_LOG_PAGES;
        }
        checkpoint(session, "truncate");
        session.close();
    }

    private boolean awaitDue() {
        lock.lock();
        try {
            while (commits < COMMITS && !closed) {
                due.awaitUninterruptibly();
            }
            commits = 0;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** The pages in the log. A checkpoint that could not finish is no failure: the next one goes on. */
    private static long checkpoint(Session session, String mode) {
        try {
            return session.sql("pragma wal_checkpoint(" + mode + ")")
                    .first(row -> row.number(2))
                    .orElse(0L);
        } catch (DatabaseException e) {
            LOG.warn("a checkpoint failed; the log keeps its pages until the next", e);
            return 0;
        }
    }

    /** Makes a last checkpoint and ends the thread; called after the writer and the readers are gone. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            due.signal();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
    }
}
