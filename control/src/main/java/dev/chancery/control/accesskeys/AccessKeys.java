package dev.chancery.control.accesskeys;

import dev.chancery.control.principal.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How an account's signing keys stand.
 *
 * @param account whose they are
 * @param current the key that signs
 * @param lastRotation when it took over, or when the first one was made
 * @param intervalDays how long it signs before the next one takes over by itself
 */
public record AccessKeys(AccountId account, UUID current, Instant lastRotation, int intervalDays) {
    /** The shortest interval. */
    public static final int LEAST_DAYS = 21;

    /** The longest interval. */
    public static final int MOST_DAYS = 365;

    /** What an account has that never said: the original's six weeks. */
    public static final int DEFAULT_DAYS = 42;

    /** How long what a retired key signed is still believed, unless its successor is retired too. */
    public static final Duration OVERLAP = Duration.ofDays(7);

    /** When the next key takes over by itself. */
    public Instant nextRotation() {
        return lastRotation.plus(Duration.ofDays(intervalDays));
    }

    /** Days until then, begun ones counted; 0 once it is due. */
    public long daysUntilNextRotation(Instant now) {
        Duration left = Duration.between(now, nextRotation());
        return left.isNegative() ? 0 : left.plusDays(1).minusNanos(1).toDays();
    }
}
