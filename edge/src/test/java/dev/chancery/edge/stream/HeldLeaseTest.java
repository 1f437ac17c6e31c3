package dev.chancery.edge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class HeldLeaseTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration SIX = Duration.ofSeconds(6);

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final HeldLease lease = new HeldLease(nanos::get, now::get);

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void countsFromTheInstantTheRenewalWasSent() {
        assertThat(lease.holds()).isFalse();
        HeldLease.Sent sent = lease.sending();
        passes(Duration.ofSeconds(2));
        lease.granted(sent, SIX);
        passes(Duration.ofSeconds(4).minusNanos(1));
        assertThat(lease.holds()).isTrue();
        passes(Duration.ofNanos(1));
        assertThat(lease.holds()).isFalse();
    }

    @Test
    void isOverWhenEitherClockSaysSo() {
        lease.granted(lease.sending(), SIX);
        now.set(NOON.plus(SIX));
        assertThat(lease.holds()).as("the wall clock jumped ahead").isFalse();
        now.set(NOON.minusSeconds(1));
        assertThat(lease.holds()).as("the wall clock was set back").isFalse();
        now.set(NOON);
        assertThat(lease.holds()).isTrue();
        nanos.addAndGet(SIX.toNanos());
        assertThat(lease.holds()).as("the wall clock stood").isFalse();
    }

    @Test
    void aLateAnswerShortensNothing() {
        HeldLease.Sent early = lease.sending();
        passes(Duration.ofSeconds(3));
        lease.granted(lease.sending(), SIX);
        lease.granted(early, SIX);
        passes(SIX.minusNanos(1));
        assertThat(lease.holds()).isTrue();
    }
}
