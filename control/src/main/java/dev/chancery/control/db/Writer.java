package dev.chancery.control.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One named platform thread that writes: it takes whatever is queued in a lane, up to {@value #MOST_MEMBERS} members, as one
 * group.
 *
 * <p>A group is what queued up while the last one was written, and what comes while the writer lets other threads go first
 * ({@link #gather}). It never waits by the clock: where nobody else wants the processor, a lone write is made at once.
 */
final class Writer implements AutoCloseable {
    static final int MOST_MEMBERS = 256;

    private static final Queue<Member<?>> NONE = new ArrayDeque<>(0);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    private final Map<Lane, Queue<Member<?>>> queues = new EnumMap<>(Lane.class);
    private final List<Lane> turns;
    private final GroupRunner runner;
    private final Thread thread;
    private boolean closed;

    /**
     * @param lanes the lanes this writer serves, in turn
     * @param source opens the writing connection, at first use and after each loss
     */
    Writer(String threadName, List<Lane> lanes, Supplier<Session> source) {
        this.turns = new ArrayList<>(lanes);
        lanes.forEach(lane -> queues.put(lane, new ArrayDeque<>()));
        this.runner = new GroupRunner(source);
        this.thread = Thread.ofPlatform().name(threadName).daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Queues a member and waits until it is durable or has failed. */
    <T extends @Nullable Object> T write(Lane lane, Member<T> member) {
        if (thread.equals(Thread.currentThread())) {
            throw new IllegalStateException("a write inside a write (expected: the Tx at hand)");
        }
        lock.lock();
        try {
            Queue<Member<?>> queue = queues.get(lane);
            if (closed || queue == null) {
                throw new DatabaseException("the database is closed", null);
            }
            queue.add(member);
            queued.signal();
        } finally {
            lock.unlock();
        }
        return member.await();
    }

    private void work() {
        for (List<Member<?>> members = next(); !members.isEmpty(); members = next()) {
            runner.run(members);
        }
        runner.close();
    }

    /** The next group; empty once closed and nothing is left. */
    private List<Member<?>> next() {
        lock.lock();
        try {
            while (true) {
                for (int i = 0; i < turns.size(); i++) {
                    // The lane served goes to the end of the line.
                    Lane lane = turns.removeFirst();
                    turns.addLast(lane);
                    if (waiting(lane) > 0) {
                        gather(lane);
                        return take(lane);
                    }
                }
                if (closed) {
                    return List.of();
                }
                queued.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Yields the processor for as long as that makes the queue grow. A commit costs the same few pages and one fsync for one
     * member or for a hundred; on a busy processor those who are about to queue are ready to run, and only the writer is in
     * their way. On an idle one yielding returns at once.
     */
    @SuppressWarnings({
        "ThreadPriorityCheck", // Right without the yield too, only with smaller groups.
        "LockNotBeforeTry" // next() holds the lock before and after.
    })
    private void gather(Lane lane) {
        int before = 0;
        for (int now = waiting(lane); now > before && now < MOST_MEMBERS; now = waiting(lane)) {
            before = now;
            lock.unlock();
            Thread.yield();
            lock.lock();
        }
    }

    private int waiting(Lane lane) {
        return queues.getOrDefault(lane, NONE).size();
    }

    private List<Member<?>> take(Lane lane) {
        Queue<Member<?>> queue = queues.getOrDefault(lane, NONE);
        List<Member<?>> members = new ArrayList<>(Math.min(queue.size(), MOST_MEMBERS));
        while (members.size() < MOST_MEMBERS && !queue.isEmpty()) {
            members.add(queue.remove());
        }
        return members;
    }

    /** Refuses new writes, finishes those queued, and ends the thread. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queued.signal();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
    }
}
