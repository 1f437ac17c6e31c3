package dev.chancery.control.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.control.principal.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Requests per principal in a fixed window: by default 1,200 in five minutes, as documented for the original. All
 * credentials of one owner share one count, which each replica keeps for itself.
 */
public final class RateLimiter {
    private final Quota quota;
    private final InstantSource clock;
    private final Cache<Principal.Owner, AtomicReference<Window>> windows =
            Caffeine.newBuilder().maximumSize(100_000).build();

    /**
     * @param requests requests in a window; 0 sets no limit
     * @param window its length, whole seconds
     */
    public record Quota(long requests, Duration window) {
        /** 1,200 requests in five minutes. */
        public static Quota byDefault() {
            return new Quota(1_200, Duration.ofMinutes(5));
        }
    }

    /** What the limiter says of one request. */
    public sealed interface Verdict {
        /** The headers that tell the caller where it stands. */
        Map<String, String> headers();

        /** Let it through. */
        record Admitted(Map<String, String> headers) implements Verdict {}

        /** Too many; retry after so many seconds. */
        record Exceeded(long retryAfterSeconds, Map<String, String> headers) implements Verdict {}
    }

    private record Window(long startSecond, long used) {}

    private static final Verdict UNLIMITED = new Verdict.Admitted(Map.of());

    public RateLimiter(Quota quota, InstantSource clock) {
        this.quota = quota;
        this.clock = clock;
    }

    /** Counts one request of a principal. */
    public Verdict count(Principal principal) {
        if (quota.requests() == 0 || principal.unmetered()) {
            return UNLIMITED;
        }
        long now = clock.instant().getEpochSecond();
        long length = quota.window().toSeconds();
        Window window = windows.get(principal.owner(), _ -> new AtomicReference<>(new Window(now, 0)))
                .updateAndGet(last -> now - last.startSecond() >= length
                        ? new Window(now, 1)
                        : new Window(last.startSecond(), last.used() + 1));
        long reset = Math.max(1, window.startSecond() + length - now);
        long remaining = Math.max(0, quota.requests() - window.used());
        Map<String, String> headers = Map.of(
                "ratelimit", "\"default\";r=%d;t=%d".formatted(remaining, reset),
                "ratelimit-policy", "\"default\";q=%d;w=%d".formatted(quota.requests(), length),
                "x-ratelimit-limit", Long.toString(quota.requests()),
                "x-ratelimit-remaining", Long.toString(remaining),
                "x-ratelimit-reset", Long.toString(reset));
        return window.used() > quota.requests() ? new Verdict.Exceeded(reset, headers) : new Verdict.Admitted(headers);
    }
}
