package dev.chancery.access.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** So many in a window of time, for each name; each replica counts for itself. */
final class Throttle {
    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private final Cache<String, AtomicReference<Window>> windows =
            Caffeine.newBuilder().maximumSize(100_000).build();

    private record Window(Instant start, int used) {}

    Throttle(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** Counts one; whether it is not one too many. */
    boolean admits(String name) {
        Instant now = clock.instant();
        return windows.get(name, _ -> new AtomicReference<>(new Window(now, 0)))
                        .updateAndGet(last -> now.isBefore(last.start().plus(window))
                                ? new Window(last.start(), last.used() + 1)
                                : new Window(now, 1))
                        .used()
                <= most;
    }
}
