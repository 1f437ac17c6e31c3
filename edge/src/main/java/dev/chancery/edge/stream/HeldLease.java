package dev.chancery.edge.stream;

import dev.chancery.edge.belief.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The lease control gave this process. It counts from the instant the renewal was sent and is over when the monotonic clock or
 * the wall clock says so, whichever is first; both are read afresh at every question (DESIGN 4.3).
 */
public final class HeldLease implements Lease {
    private final LongSupplier nanos;
    private final InstantSource clock;
    private volatile Term term;

    /** Until when, on both clocks, and since when on the wall clock: one that was set back is no longer to be relied on. */
    private record Term(long endNanos, Instant from, Instant end) {}

    /** The instant a renewal was sent, on both clocks. */
    record Sent(long nanos, Instant at) {}

    /**
     * @param nanos a monotonic clock, in nanoseconds
     */
    public HeldLease(LongSupplier nanos, InstantSource clock) {
        this.nanos = nanos;
        this.clock = clock;
        this.term = new Term(nanos.getAsLong(), Instant.MAX, Instant.MIN);
    }

    @Override
    public boolean holds() {
        Term now = term;
        Instant instant = clock.instant();
        return now.endNanos - nanos.getAsLong() > 0 && instant.isBefore(now.end) && !instant.isBefore(now.from);
    }

    /** How long it holds still on the monotonic clock, in nanoseconds; zero or less once it is over. */
    long left() {
        return term.endNanos - nanos.getAsLong();
    }

    /** Now, as a renewal is sent. */
    Sent sending() {
        return new Sent(nanos.getAsLong(), clock.instant());
    }

    /** Control granted it. An answer that comes late never shortens what a later renewal gave. */
    void granted(Sent sent, Duration lease) {
        long end = sent.nanos + lease.toNanos();
        if (end - term.endNanos > 0 || !holds()) {
            term = new Term(end, sent.at, sent.at.plus(lease));
        }
    }

    /** It is over: the edge gives it up by itself. */
    void drop() {
        term = new Term(nanos.getAsLong(), Instant.MAX, Instant.MIN);
    }
}
