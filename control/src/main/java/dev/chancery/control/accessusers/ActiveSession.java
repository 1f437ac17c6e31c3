package dev.chancery.control.accessusers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A session of somebody that has not ended.
 *
 * @param name what the house keeps it by, 64 hex digits: the hash of what its tokens name it by
 * @param identity who they were when it began, as {@code get-identity} shows it
 * @param until when it ends
 */
public record ActiveSession(String name, ObjectNode identity, Instant until) {
    public ActiveSession {
        identity = identity.deepCopy();
    }

    /** A copy, which is the caller's to change. */
    @Override
    public ObjectNode identity() {
        return identity.deepCopy();
    }

    /** When it began, whole seconds. */
    public Instant since() {
        return Instant.ofEpochSecond(identity.path("iat").longValue());
    }

    /** Without what tells of people. */
    @Override
    public String toString() {
        return "ActiveSession[until %s]".formatted(until);
    }
}
