package dev.chancery.bench.convergence;

import dev.chancery.bench.convergence.History.Answered;
import dev.chancery.bench.convergence.History.Arrival;
import dev.chancery.bench.convergence.History.Attempt;
import dev.chancery.bench.convergence.History.Said;
import dev.chancery.bench.convergence.History.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The checker. <em>Accepted after revoked</em> is a request whose first byte the client sent after it had read {@code revoked} from
 * the API (DESIGN 4.3), and that an origin heard of before anybody asked for reactivation. It counts whether or not the client
 * ever got the origin's answer.
 */
public final class AfterRevoked {

    private AfterRevoked() {}

    /**
     * What a history says.
     *
     * @param violations each request accepted after revoked, in words
     * @param requests how many requests were sent
     * @param accepted how many reached the origin
     * @param afterRevoked how many were sent, by certificates revoked at that moment, and had to be refused
     * @param forbidden how many of these were answered 403
     * @param leaseless how many of these were answered 503
     * @param refusedThoughActive how many were answered 403 while the API said {@code active} from before the first byte to after
     *     the answer
     */
    public record Verdict(
            List<String> violations,
            long requests,
            long accepted,
            long afterRevoked,
            long forbidden,
            long leaseless,
            long refusedThoughActive) {

        /** The list is copied. */
        public Verdict {
            violations = List.copyOf(violations);
        }
    }

    /** Judges a history. */
    public static Verdict of(History history) {
        Map<Long, Attempt> attempts = history.attempts();
        Map<Integer, NavigableMap<Long, Span>> revoked = spans(history, Said.REVOKED);
        Map<Integer, NavigableMap<Long, Span>> active = spans(history, Said.ACTIVE);
        List<String> violations = history.arrivals().stream()
                .flatMap(arrival -> Optional.ofNullable(attempts.get(arrival.attempt()))
                        .flatMap(attempt -> violation(attempt, revoked, arrival))
                        .stream())
                .toList();
        List<Answered> answers = history.answers();
        return new Verdict(
                violations,
                attempts.size(),
                accepted(history).size(),
                attempts.values().stream()
                        .filter(attempt ->
                                around(attempt, revoked, attempt.sent()).isPresent())
                        .count(),
                count(answers, 403, attempts, revoked),
                count(answers, 503, attempts, revoked),
                count(answers, 403, attempts, active));
    }

    private static Map<Integer, NavigableMap<Long, Span>> spans(History history, Said said) {
        Map<Integer, NavigableMap<Long, Span>> spans = new HashMap<>();
        for (Span span : history.spans()) {
            if (span.said() == said) {
                spans.computeIfAbsent(span.certificate(), _ -> new TreeMap<>()).put(span.from(), span);
            }
        }
        return spans;
    }

    private static Set<Long> accepted(History history) {
        Set<Long> accepted = new HashSet<>();
        history.arrivals().forEach(arrival -> accepted.add(arrival.attempt()));
        return accepted;
    }

    private static long count(
            List<Answered> answers,
            int status,
            Map<Long, Attempt> attempts,
            Map<Integer, NavigableMap<Long, Span>> spans) {
        return answers.stream()
                .filter(answer -> answer.status() == status)
                .filter(answer -> within(attempts, spans, answer.attempt(), answer.at()))
                .count();
    }

    private static boolean within(
            Map<Long, Attempt> attempts, Map<Integer, NavigableMap<Long, Span>> spans, long number, long end) {
        Attempt attempt = attempts.get(number);
        return attempt != null && around(attempt, spans, end).isPresent();
    }

    /** The time that holds a request from its first byte to this end; the times of a certificate do not overlap. */
    private static Optional<Span> around(Attempt attempt, Map<Integer, NavigableMap<Long, Span>> spans, long end) {
        return Optional.ofNullable(spans.get(attempt.certificate()))
                .map(times -> times.lowerEntry(attempt.sent()))
                .map(Map.Entry::getValue)
                .filter(span -> span.holds(attempt.sent(), end));
    }

    private static Optional<String> violation(
            Attempt attempt, Map<Integer, NavigableMap<Long, Span>> revoked, Arrival arrival) {
        return around(attempt, revoked, arrival.at())
                .map(span ->
                        ("accepted after revoked: request %d of certificate %d at edge %d, sent %.3f ms after revoked"
                                        + " was read (at %.3f s) and at the origin %.3f ms later")
                                .formatted(
                                        arrival.attempt(),
                                        attempt.certificate(),
                                        attempt.edge(),
                                        (attempt.sent() - span.from()) / 1e6,
                                        span.from() / 1e9,
                                        (arrival.at() - attempt.sent()) / 1e6));
    }
}
