package dev.chancery.trust.access;

import org.jspecify.annotations.Nullable;

/** What becomes of a visitor at an application, and which policy says so. */
public sealed interface AccessDecision {
    /** Whether the request goes on to the origin. */
    default boolean admitted() {
        return switch (this) {
            case Bypassed _, Service _, Allowed _ -> true;
            case Denied _, SignIn _ -> false;
        };
    }

    /** Let through: the policy asks nothing of whom it means. */
    record Bypassed(AccessPolicy policy) implements AccessDecision {}

    /** Let in by what a machine showed. */
    record Service(AccessPolicy policy) implements AccessDecision {}

    /** Let in as the person who signed in. */
    record Allowed(AccessPolicy policy) implements AccessDecision {}

    /**
     * Not let in, and signing in would not help.
     *
     * @param policy the one that denies; null where none meant the visitor
     */
    record Denied(@Nullable AccessPolicy policy) implements AccessDecision {}

    /** Not let in before somebody signs in: some policy may allow them then. */
    record SignIn() implements AccessDecision {}
}
