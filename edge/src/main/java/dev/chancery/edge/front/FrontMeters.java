package dev.chancery.edge.front;

import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.tls.SniGate.Turned;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the edge counts of its clients. */
public final class FrontMeters {
    private final AtomicInteger open = new AtomicInteger();
    private final Counter overLimit;
    private final Counter handshakes;
    private final Counter failedHandshakes;
    private final Counter passed;
    private final Counter logged;
    private final Counter cut;
    private final Map<Turned, Counter> turned = new EnumMap<>(Turned.class);
    private final Map<Reason, Counter> answered = new EnumMap<>(Reason.class);

    public FrontMeters(MeterRegistry registry) {
        var _ = Gauge.builder("chancery.edge.connections", open, AtomicInteger::get)
                .description("Open client connections")
                .register(registry);
        overLimit = counter(registry, "over_limit");
        handshakes = counter(registry, "completed");
        failedHandshakes = counter(registry, "failed");
        for (Turned each : Turned.values()) {
            turned.put(each, counter(registry, each.name().toLowerCase(Locale.ROOT)));
        }
        passed = registry.counter("chancery.edge.requests", "outcome", "passed");
        for (Reason each : Reason.values()) {
            answered.put(each, registry.counter("chancery.edge.requests", "outcome", each.word()));
        }
        logged = registry.counter("chancery.edge.logged");
        cut = registry.counter("chancery.edge.cut");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return registry.counter("chancery.edge.handshakes", "outcome", outcome);
    }

    /** A connection was accepted; answers how many are open now. */
    int opened() {
        return open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void overLimit() {
        overLimit.increment();
    }

    void handshake(boolean completed) {
        (completed ? handshakes : failedHandshakes).increment();
    }

    void turned(Turned how) {
        count(turned, how);
    }

    void passed() {
        passed.increment();
    }

    void answered(Reason reason) {
        count(answered, reason);
    }

    void logged() {
        logged.increment();
    }

    /** So many connections were cut because their client may not be there any more. */
    public void cut(int connections) {
        cut.increment(connections);
    }

    private static <K extends Enum<K>> void count(Map<K, Counter> counters, K which) {
        Counter counter = counters.get(which);
        if (counter != null) {
            counter.increment();
        }
    }
}
