package dev.chancery.control.db;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How instants are kept: as microseconds since 1970-01-01T00:00:00Z. Finer parts are cut off. */
public final class EpochMicros {
    private EpochMicros() {}

    /**
     * The number that stands for an instant.
     *
     * @throws ArithmeticException if it lies more than some 292,000 years away
     */
    public static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The instant a number stands for. */
    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
