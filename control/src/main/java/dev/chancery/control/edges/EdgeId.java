package dev.chancery.control.edges;

import java.util.Optional;
import java.util.UUID;

/** The id of an edge: a UUID, which is also the name in its certificate. */
public record EdgeId(UUID uuid) {
    /** Reads an id; empty if it is no UUID. */
    public static Optional<EdgeId> parse(String text) {
        try {
            return text.length() == 36 ? Optional.of(new EdgeId(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
