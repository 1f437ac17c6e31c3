package dev.chancery.control.accesspolicies;

import dev.chancery.control.publishing.ApplicationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy.
 *
 * @param id its id
 * @param application the application it belongs to; empty for a reusable one
 * @param terms what it says
 * @param createdOn when, in microseconds
 * @param updatedOn when it last changed
 */
public record AccessPolicy(
        PolicyId id, Optional<ApplicationId> application, PolicyTerms terms, Instant createdOn, Instant updatedOn) {
    /** Whether any number of applications may have it. */
    public boolean reusable() {
        return application.isEmpty();
    }

    /** Whether it belongs to this application alone. */
    boolean belongsTo(ApplicationId other) {
        return application.filter(other::equals).isPresent();
    }
}
