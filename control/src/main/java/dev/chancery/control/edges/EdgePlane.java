package dev.chancery.control.edges;

import dev.chancery.control.publishing.Trust;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where edges meet control: what a listener for them needs.
 *
 * @param sessions their streams
 * @param join how they come in
 * @param trust what they are told
 * @param url where they come to; empty while nobody listens for them
 */
public record EdgePlane(EdgeSessions sessions, JoinEdges join, Trust trust, AtomicReference<Optional<String>> url) {
    /** An edge further behind than this takes a snapshot. */
    private static final long REVISIONS_KEPT = 100_000;

    public EdgePlane(EdgeSessions sessions, JoinEdges join, Trust trust) {
        this(sessions, join, trust, new AtomicReference<>(Optional.empty()));
    }

    /** Forgets what old revisions changed, and the receipts for them. Call it now and then. */
    public void forgetOldRevisions() {
        trust.keep(REVISIONS_KEPT);
    }

    /** Why no edge gets a lease: some have not told yet what they believe revoked, after a recovery. Empty if that is not so. */
    public Optional<String> obstacle() {
        int awaited = sessions.awaited();
        return awaited == 0
                ? Optional.empty()
                : Optional.of("%d edges have not told yet what they believe revoked".formatted(awaited));
    }

    /** From now on edges come to this URL. */
    public void listensAt(String listener) {
        url.set(Optional.of(listener));
    }
}
