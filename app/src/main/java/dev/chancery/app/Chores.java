package dev.chancery.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that comes round by itself, each on a thread of its own: one that waits for somebody else's server holds up no other. A
 * chore that fails is logged and comes round again.
 */
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final List<ScheduledExecutorService> threads = new ArrayList<>();

    void every(Duration pause, String name, Runnable chore) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
        threads.add(thread);
        var _ = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException e) {
                        LOG.atWarn().addKeyValue("chore", name).setCause(e).log("a chore failed");
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
        threads.forEach(ScheduledExecutorService::close);
    }
}
