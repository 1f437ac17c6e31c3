package dev.chancery.control.revocation;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has lists built in the background: when woken after a commit, and every so often for what other replicas committed.
 *
 * <p>It rests after each round for a multiple of what the round took, so that a stream of revocations never makes it take more
 * than a small part of a core, however long the lists are. Readers do not wait for that: they have what they need built
 * themselves.
 */
public final class CrlJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CrlJob.class);

    private final CrlPublisher publisher;
    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean woken = true;
    private boolean closed;
    private long rounds;

    /**
     * How often.
     *
     * @param poll the longest without a round
     * @param rest the shortest rest between rounds
     * @param share how many times as long as a round the rest after it is at least
     */
    public record Pace(Duration poll, Duration rest, int share) {
        /**
         * A round every 2 s, at most one a second, and 199 times as much rest as work: revocations share the database's writer
         * with the lists, and less than one in a hundred of them may find it busy with one.
         */
        public static Pace byDefault() {
            return new Pace(Duration.ofSeconds(2), Duration.ofSeconds(1), 199);
        }
    }

    /** Made, not yet running. */
    public CrlJob(CrlPublisher publisher, Pace pace) {
        this.publisher = publisher;
        this.pace = pace;
        this.thread = Thread.ofPlatform().name("crl").daemon().unstarted(this::work);
    }

    /** Begins with a round. */
    public void start() {
        thread.start();
    }

    /** Says that a list may lack a change. Returns at once; fit for a hook after a commit. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many rounds have ended since the start. */
    void awaitRounds(long wanted) throws InterruptedException {
        lock.lock();
        try {
            while (rounds < wanted) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (awaitWork()) {
                long start = System.nanoTime();
                round();
                rest(System.nanoTime() - start);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            publisher.round();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("a round of revocation lists failed");
        }
        lock.lock();
        try {
            rounds++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is woken or the poll is due; false once closed. */
    private boolean awaitWork() throws InterruptedException {
        lock.lock();
        try {
            long left = pace.poll().toNanos();
            while (!woken && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void rest(long worked) throws InterruptedException {
        lock.lock();
        try {
            long left = Math.max(pace.rest().toNanos(), worked * pace.share());
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets a round under way end, and stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
