package dev.chancery.control.v4;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The extension {@code ?wait=enforced&timeout=SECONDS} of mutating calls: the answer comes when every edge has applied the change,
 * or when the time is over, whichever is first; what is pending then says so.
 *
 * @param enforced waits at most so long for everything committed before, and tells whether every edge has applied it
 */
public record EnforcedWait(Predicate<Duration> enforced) {
    private static final long LONGEST_SECONDS = 25;
    private static final long SECONDS = 10;

    /** Waits behind a change whose answer does not tell how far it has come. */
    public Route.Endpoint behind(Route.Endpoint change) {
        return call -> {
            Optional<Duration> most = asked(call);
            Answer answer = change.answer(call);
            if (most.isPresent()) {
                boolean _ = enforced.test(most.get());
            }
            return answer;
        };
    }

    /**
     * Waits behind a change, then answers anew.
     *
     * @param reading answers what has become of it
     */
    public Route.Endpoint behind(Route.Endpoint change, Route.Endpoint reading) {
        return call -> {
            Optional<Duration> most = asked(call);
            Answer answer = change.answer(call);
            if (most.isEmpty()) {
                return answer;
            }
            boolean _ = enforced.test(most.get());
            return reading.answer(call);
        };
    }

    /** The same of every change among these routes. */
    public Endpoints behind(Endpoints endpoints) {
        return () -> endpoints.routes().stream()
                .map(route -> route.method() == Route.Method.GET
                        ? route
                        : new Route(route.method(), route.path(), route.permission(), behind(route.endpoint())))
                .toList();
    }

    /** How long the caller waits at most; asked before anything is changed, so that a fault changes nothing. */
    private static Optional<Duration> asked(Call call) {
        Query query = call.query();
        Optional<String> what = query.parsed("wait", text -> Optional.of(text).filter("enforced"::equals), "enforced");
        long seconds = query.number("timeout", 1, LONGEST_SECONDS, SECONDS);
        query.check();
        return what.map(enforced -> Duration.ofSeconds(seconds));
    }
}
