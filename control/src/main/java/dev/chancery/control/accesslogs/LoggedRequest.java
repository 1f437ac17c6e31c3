package dev.chancery.control.accesslogs;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody wanted to sign in.
 *
 * @param createdOn when, in microseconds
 * @param connection the identity provider's type
 * @param email whom the provider vouched for, lower case; empty text where for nobody
 * @param application the application; it may be gone
 * @param host its host
 * @param address the client's
 * @param rayId the request's id
 * @param allowed whether they were let in
 * @param reason why not, for people; empty where they were
 */
public record LoggedRequest(
        Instant createdOn,
        String connection,
        String email,
        Optional<UUID> application,
        String host,
        String address,
        String rayId,
        boolean allowed,
        String reason) {}
