package dev.chancery.control.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.control.db.Engine;
import dev.chancery.control.db.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values read from the database, kept in this process until a commit changes them.
 *
 * <p>Guarantee: once a write that called {@link #forget} or {@link #forgetAll} has returned, no call in this process is
 * given what was true before it. On SQLite this process is the only writer, so values live until then. On PostgreSQL
 * other replicas write too, so a value is also read again once it is {@link #MOST_STALE} old: that long, at most, may a
 * change made elsewhere go unnoticed here. Absence is never remembered.
 *
 * <p>For the maintainer: a read that began before a commit may finish after it and must not bring the old value back.
 * Every value therefore carries the counters of its stripe and of the whole as they stood before it was read, and
 * forgetting counts them up; a value whose counters have moved on counts as not there. Nobody waits for anybody.
 *
 * @param <K> what a value is found by
 * @param <V> what is kept; immutable, or safe to share
 */
public final class CommittedCache<K, V> {
    /** How old a value may be where other processes write too. */
    public static final Duration MOST_STALE = Duration.ofSeconds(1);

    private static final int STRIPES = 1024;

    private final Cache<K, Held<V>> held;
    private final AtomicLongArray stripes = new AtomicLongArray(STRIPES);
    private final AtomicLong whole = new AtomicLong();
    private final Ticker ticker;
    private final long mostNanos;

    private record Held<V>(V value, long stripe, long whole, long readAt) {}

    /**
     * @param engine decides how long a value may live unasked
     * @param ticker nanoseconds on a monotonic clock
     * @param most values kept at most; beyond them those used least go
     */
    public CommittedCache(Engine engine, Ticker ticker, long most) {
        this.held = Caffeine.newBuilder().maximumSize(most).build();
        this.ticker = ticker;
        this.mostNanos = switch (engine) {
            case SQLITE -> Long.MAX_VALUE;
            case POSTGRESQL -> MOST_STALE.toNanos();
        };
    }

    /** The value of a key: the one kept, or else what the reader finds in the database. */
    public Optional<V> get(K key, Function<K, Optional<V>> reader) {
        int stripe = stripe(key);
        long now = ticker.read();
        @Nullable Held<V> kept = held.getIfPresent(key);
        if (kept != null
                && kept.stripe == stripes.get(stripe)
                && kept.whole == whole.get()
                && now - kept.readAt < mostNanos) {
            return Optional.of(kept.value);
        }
        long stripeBefore = stripes.get(stripe);
        long wholeBefore = whole.get();
        Optional<V> read = reader.apply(key);
        read.ifPresentOrElse(
                value -> held.put(key, new Held<>(value, stripeBefore, wholeBefore, now)), () -> held.invalidate(key));
        return read;
    }

    /** Forgets one key once the transaction is durable. */
    public void forget(Tx tx, K key) {
        tx.afterCommit(() -> stripes.incrementAndGet(stripe(key)));
    }

    /** Forgets everything once the transaction is durable. */
    public void forgetAll(Tx tx) {
        tx.afterCommit(whole::incrementAndGet);
    }

    private static int stripe(Object key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }
}
