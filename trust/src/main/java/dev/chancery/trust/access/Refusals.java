package dev.chancery.trust.access;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What an application says to whom it does not let in.
 *
 * @param message for people; null for the edge's own
 * @param personUrl where people are sent who signed in; null for nowhere
 * @param serviceUrl where those are sent who did not; null for nowhere
 * @param serviceUnauthorized whether requests that showed no token are answered 401 where only policies of services are, instead of
 *     being sent to sign in
 */
public record Refusals(
        @Nullable String message,
        @Nullable URI personUrl,
        @Nullable URI serviceUrl,
        boolean serviceUnauthorized) {
    /** What an application has that says nothing of it. */
    public static final Refusals DEFAULT = new Refusals(null, null, null, false);
}
