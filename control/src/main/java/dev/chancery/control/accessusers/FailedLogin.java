package dev.chancery.control.accessusers;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody whom a provider vouched for was not let in.
 *
 * @param on when, in microseconds
 * @param application the application's name and audience tag, where it is still there
 * @param host its host
 * @param connection the provider's type
 * @param address the client's
 * @param rayId the request's id
 * @param reason why, for people
 */
public record FailedLogin(
        Instant on,
        Optional<Application> application,
        String host,
        String connection,
        String address,
        String rayId,
        String reason) {
    /** What somebody was not let in to. */
    public record Application(String name, String aud) {}
}
