package dev.chancery.control.accesskeys;

import dev.chancery.control.v4.Rfc3339;
import java.time.Instant;

/** How an account's keys stand, as the API shows it. */
record AccessKeysJson(int keyRotationIntervalDays, String lastKeyRotationAt, long daysUntilNextRotation) {
    static AccessKeysJson of(AccessKeys keys, Instant now) {
        return new AccessKeysJson(
                keys.intervalDays(), Rfc3339.micros(keys.lastRotation()), keys.daysUntilNextRotation(now));
    }
}
