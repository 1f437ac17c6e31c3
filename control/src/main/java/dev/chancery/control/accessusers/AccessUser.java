package dev.chancery.control.accessusers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody whom a provider vouched for.
 *
 * @param id the same for the same address in one account
 * @param email lower case
 * @param name for people; empty where nobody said
 * @param identity what was known of them when they last came
 * @param createdOn when they first came, in microseconds
 * @param updatedOn when they last came
 * @param lastLoginOn when they were last let in to an application
 */
public record AccessUser(
        UUID id,
        String email,
        String name,
        ObjectNode identity,
        Instant createdOn,
        Instant updatedOn,
        Optional<Instant> lastLoginOn) {
    public AccessUser {
        identity = identity.deepCopy();
    }

    /** A copy, which is the caller's to change. */
    @Override
    public ObjectNode identity() {
        return identity.deepCopy();
    }

    /** Without what tells of people. */
    @Override
    public String toString() {
        return "AccessUser[%s]".formatted(id);
    }
}
