package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.ServiceTokenId;
import java.time.Instant;
import java.util.Optional;

/**
 * A service token. Its secrets are elsewhere.
 *
 * @param id its id
 * @param name for people; need not be unique
 * @param clientId what a machine says it is
 * @param secretVersion counts its secrets, from what the caller gave first
 * @param previousSecretExpiresOn until when the secret before this one is accepted; empty if there is none
 * @param lifetime how long it is good
 * @param expiresOn when it ends; empty if it does not
 * @param enabled whether it is accepted at all
 * @param lastSeenOn when it was last accepted; empty if never
 * @param createdOn when, in microseconds
 * @param updatedOn when it last changed
 */
public record ServiceToken(
        ServiceTokenId id,
        String name,
        String clientId,
        long secretVersion,
        Optional<Instant> previousSecretExpiresOn,
        Lifetime lifetime,
        Optional<Instant> expiresOn,
        boolean enabled,
        Optional<Instant> lastSeenOn,
        Instant createdOn,
        Instant updatedOn) {
    /** The same with another end, because its lifetime begins anew. */
    ServiceToken living(Lifetime newLifetime, Instant now) {
        return new ServiceToken(
                id,
                name,
                clientId,
                secretVersion,
                previousSecretExpiresOn,
                newLifetime,
                newLifetime.from(now),
                enabled,
                lastSeenOn,
                createdOn,
                now);
    }

    /** The same under another name, accepted or not. */
    ServiceToken described(String newName, boolean newEnabled, Instant now) {
        return new ServiceToken(
                id,
                newName,
                clientId,
                secretVersion,
                previousSecretExpiresOn,
                lifetime,
                expiresOn,
                newEnabled,
                lastSeenOn,
                createdOn,
                now);
    }

    /** The same with its next secret. */
    ServiceToken rotated(long newVersion, Instant previousExpires, Instant now) {
        return new ServiceToken(
                id,
                name,
                clientId,
                newVersion,
                Optional.of(previousExpires),
                lifetime,
                expiresOn,
                enabled,
                lastSeenOn,
                createdOn,
                now);
    }
}
