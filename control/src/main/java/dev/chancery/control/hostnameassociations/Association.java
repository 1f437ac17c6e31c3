package dev.chancery.control.hostnameassociations;

import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.Hostname;
import org.jspecify.annotations.Nullable;

/**
 * One hostname in the list of an authority.
 *
 * @param hostname the name
 * @param position its place in the list, from 0; a name on its way out keeps its last one
 * @param status how far edges have heard
 * @param pendingRevision the trust revision that ends a pending status; null when active
 */
record Association(
        Hostname hostname,
        long position,
        DeploymentStatus status,
        @Nullable Long pendingRevision) {
    /** Whether the caller's list has it. */
    boolean listed() {
        return status != DeploymentStatus.PENDING_DELETION;
    }

    /** This one at another place, with nothing new to tell the edges. */
    Association movedTo(long newPosition) {
        return new Association(hostname, newPosition, status, pendingRevision);
    }
}
