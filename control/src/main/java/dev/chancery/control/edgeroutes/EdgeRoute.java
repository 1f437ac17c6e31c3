package dev.chancery.control.edgeroutes;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;

/**
 * Where the requests of a hostname go.
 *
 * @param zone in which it was routed
 * @param status how far edges have heard
 * @param createdOn when it was first put, in microseconds
 * @param modifiedOn when it was last put, in microseconds
 */
public record EdgeRoute(
        Hostname hostname, ZoneId zone, Origin origin, DeploymentStatus status, Instant createdOn, Instant modifiedOn) {
    /** Whether the caller's list has it. */
    boolean listed() {
        return status != DeploymentStatus.PENDING_DELETION;
    }

    /** What edges are told of it. */
    TrustEntry.Route entry() {
        return new TrustEntry.Route(hostname, origin.uri());
    }
}
