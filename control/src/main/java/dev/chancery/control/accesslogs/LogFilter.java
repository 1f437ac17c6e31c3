package dev.chancery.control.accesslogs;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which sign-ins a list shows: those that meet all of it.
 *
 * @param since not earlier
 * @param until not later
 * @param email by whom
 * @param allowed let in, or not
 * @param application to what
 * @param rayId the request's id
 */
public record LogFilter(
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<EmailMatch> email,
        Optional<Boolean> allowed,
        Optional<Wanted<UUID>> application,
        Optional<Wanted<String>> rayId) {
    /**
     * A value, or any other.
     *
     * @param not whether any other is meant
     */
    public record Wanted<T>(T value, boolean not) {}

    /**
     * An address, or a part of one.
     *
     * @param text lower case
     * @param whole whether it is the whole address
     * @param not whether any other is meant
     */
    public record EmailMatch(String text, boolean whole, boolean not) {}
}
