package dev.chancery.edge;

import dev.chancery.edge.front.FrontLimits;
import java.time.Duration;

/** Limits small enough to be met in a test. */
final class Limits {
    static final Duration SHORT = Duration.ofMillis(300);

    private Limits() {}

    /** Deadlines of 300 ms, 3 s for a handshake, because a cold JVM is slow at its first; and what is counted is small. */
    static FrontLimits tight() {
        return new FrontLimits(
                8, 16, 1 << 10, 4 << 10, 64 << 10, Duration.ofSeconds(3), SHORT, SHORT, SHORT, SHORT, SHORT, SHORT);
    }

    /** The default deadlines but for a body that stands still; what is counted is small, as with the tight ones. */
    static FrontLimits small(Duration stall) {
        FrontLimits limits = FrontLimits.byDefault();
        FrontLimits tight = tight();
        return new FrontLimits(
                limits.connections(),
                tight.streams(),
                tight.targetBytes(),
                tight.headerBytes(),
                tight.bodyBytes(),
                limits.handshake(),
                limits.head(),
                stall,
                limits.answer(),
                limits.idle(),
                limits.silence(),
                limits.patience());
    }

    /** The default ones with a short patience at the end. */
    static FrontLimits patient(Duration patience) {
        FrontLimits limits = FrontLimits.byDefault();
        return new FrontLimits(
                limits.connections(),
                limits.streams(),
                limits.targetBytes(),
                limits.headerBytes(),
                limits.bodyBytes(),
                limits.handshake(),
                limits.head(),
                limits.stall(),
                limits.answer(),
                limits.idle(),
                limits.silence(),
                patience);
    }
}
