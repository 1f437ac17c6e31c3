package dev.chancery.control.edgerules;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;

/**
 * How the clients of a hostname are treated.
 *
 * @param zone in which it was said
 * @param rules as edges are told them
 * @param status how far edges have heard
 * @param createdOn when they were first put, in microseconds
 * @param modifiedOn when they were last put, in microseconds
 */
public record EdgeRules(
        ZoneId zone, TrustEntry.Rules rules, DeploymentStatus status, Instant createdOn, Instant modifiedOn) {
    /** Whether the caller's list has them. */
    boolean listed() {
        return status != DeploymentStatus.PENDING_DELETION;
    }

    Hostname hostname() {
        return rules.hostname();
    }
}
