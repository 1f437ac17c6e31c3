package dev.chancery.control.publishing;

import dev.chancery.trust.Hostname;
import org.jspecify.annotations.Nullable;

/**
 * One hostname in a list that edges are told of.
 *
 * @param hostname the name
 * @param what what edges are told of it
 * @param position its place in the list: names stand in the order of their positions; one on its way out keeps its last
 * @param status how far edges have heard
 * @param pendingRevision the trust revision that ends a pending status; null when active
 * @param <T> what the list says of a hostname
 */
public record Published<T>(
        Hostname hostname,
        T what,
        long position,
        DeploymentStatus status,
        @Nullable Long pendingRevision) {
    /** Whether the caller's list has it. */
    public boolean listed() {
        return status != DeploymentStatus.PENDING_DELETION;
    }

    /** This one at another place, with nothing new to tell the edges. */
    Published<T> movedTo(long newPosition) {
        return new Published<>(hostname, what, newPosition, status, pendingRevision);
    }

    /** This one as a revision makes it. */
    Published<T> pending(DeploymentStatus newStatus, long revision) {
        return new Published<>(hostname, what, position, newStatus, revision);
    }
}
