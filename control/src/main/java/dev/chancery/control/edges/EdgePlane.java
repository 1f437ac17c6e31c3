package dev.chancery.control.edges;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where edges meet control: what a listener for them needs.
 *
 * @param sessions their streams
 * @param join how they come in
 * @param url where they come to; empty while nobody listens for them
 */
public record EdgePlane(EdgeSessions sessions, JoinEdges join, AtomicReference<Optional<String>> url) {
    public EdgePlane(EdgeSessions sessions, JoinEdges join) {
        this(sessions, join, new AtomicReference<>(Optional.empty()));
    }

    /** From now on edges come to this URL. */
    public void listensAt(String listener) {
        url.set(Optional.of(listener));
    }
}
