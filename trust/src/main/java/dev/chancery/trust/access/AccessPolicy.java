package dev.chancery.trust.access;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy.
 *
 * @param id its id
 * @param name for people
 * @param effect what becomes of whom it means
 * @param rules whom it means
 * @param session how long whom it lets in stays signed in; null where the application says it
 */
public record AccessPolicy(
        UUID id,
        String name,
        Effect effect,
        RuleSet rules,
        @Nullable Duration session) {
    /** What becomes of whoever a policy means. The names are on the wire. */
    public enum Effect {
        /** Whoever signed in is let in. */
        ALLOW,
        /** Nobody is let in. */
        DENY,
        /** Let through without any question. */
        BYPASS,
        /** Let in without signing in: machines that show a service token or a certificate. */
        NON_IDENTITY
    }
}
