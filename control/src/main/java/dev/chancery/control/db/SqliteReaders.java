package dev.chancery.control.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Named platform threads that read SQLite, each on its own connection; native calls would hold a virtual thread's carrier. */
final class SqliteReaders implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    private final Queue<Member<?>> queue = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /**
     * @param count how many threads, at least 1
     */
    SqliteReaders(SqliteFile file, int count) {
        for (int i = 1; i <= count; i++) {
            Session session = new SqliteSession(file.reader(), false);
            threads.add(Thread.ofPlatform()
                    .name("chancery-sqlite-reader-" + i)
                    .daemon()
                    .unstarted(() -> work(session)));
        }
        threads.forEach(Thread::start);
    }

    <T extends @Nullable Object> T read(Function<Tx, T> work) {
        if (threads.contains(Thread.currentThread())) {
            throw new IllegalStateException("a read inside a read (expected: the Tx at hand)");
        }
        Member<T> member = new Member<>(work);
        lock.lock();
        try {
            if (closed) {
                throw new DatabaseException("the database is closed", null);
            }
            queue.add(member);
            queued.signal();
        } finally {
            lock.unlock();
        }
        return member.await();
    }

    private void work(Session session) {
        try (session) {
            for (Optional<Member<?>> next = next(); next.isPresent(); next = next()) {
                answer(session, next.get());
            }
        }
    }

    private static void answer(Session session, Member<?> member) {
        try {
            session.begin();
            member.run(new Tx(session, null, false));
            session.commit();
            member.finish();
        } catch (RuntimeException e) {
            member.fail(e);
        }
    }

    /** The next read; empty once closed and nothing is left. */
    private Optional<Member<?>> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                queued.awaitUninterruptibly();
            }
            return Optional.ofNullable(queue.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Refuses new reads, answers those queued, and ends the threads. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queued.signalAll();
        } finally {
            lock.unlock();
        }
        threads.forEach(Threads::join);
    }
}
