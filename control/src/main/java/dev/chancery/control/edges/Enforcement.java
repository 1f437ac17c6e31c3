package dev.chancery.control.edges;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.TrustHead;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Waits until what was committed so far is enforced by every edge, or lost to them ({@code ?wait=enforced}). */
public final class Enforcement {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Database database;
    private final EdgeStore store = new EdgeStore();
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();

    /**
     * @param nanos a monotonic clock, in nanoseconds
     */
    public Enforcement(Database database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    /** Pending states ended on this replica; returns at once. */
    public void settled() {
        lock.lock();
        try {
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything committed before this call is enforced by every edge that may hold a lease.
     *
     * @param most at most how long
     * @return whether it is
     */
    public boolean await(Duration most) {
        long revision = database.read(TrustHead::read).revision().number();
        long end = nanos.getAsLong() + most.toNanos();
        while (!enforced(revision)) {
            long left = end - nanos.getAsLong();
            if (left <= 0) {
                return false;
            }
            lock.lock();
            try {
                // Another replica may be the one that ends it, so it is looked for too.
                long _ = settled.awaitNanos(Math.min(left, LOOK.toNanos()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    private boolean enforced(long revision) {
        return database.read(tx -> {
            TrustHead.Position head = TrustHead.read(tx);
            return store.waitedFor(tx).stream()
                    .allMatch(edge -> edge.appliedIn(head.revision().lineage()) >= revision);
        });
    }
}
