package dev.chancery.edge;

import io.netty.util.internal.PlatformDependent;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How much memory Netty held at most. */
final class Peak {
    private Peak() {}

    /** Runs a task and answers the most bytes that were held at any millisecond of it. */
    static long of(Task task) throws Exception {
        AtomicLong most = new AtomicLong();
        try (ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor()) {
            var _ = watch.scheduleAtFixedRate(
                    () -> most.accumulateAndGet(PlatformDependent.usedDirectMemory(), Math::max),
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            task.run();
            watch.shutdownNow();
        }
        return most.get();
    }

    /** What is watched. */
    interface Task {
        void run() throws Exception;
    }
}
