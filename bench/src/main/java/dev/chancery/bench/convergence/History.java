package dev.chancery.bench.convergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened, as its one observer saw it: when each request's first byte was about to be sent, when it reached
 * the origin, how it was answered, and during which times the API had said {@code revoked} or {@code active} of a certificate.
 * Every instant is in nanoseconds of the observer's one monotonic clock since the history began.
 */
public final class History {

    private final long began = System.nanoTime();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Attempt> attempts = new ConcurrentHashMap<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();

    /**
     * A request.
     *
     * @param certificate whose certificate the client showed
     * @param edge which edge it went to
     * @param sent before its first byte was sent
     */
    public record Attempt(int certificate, int edge, long sent) {}

    /** A request reached the origin: some edge had accepted it. */
    public record Arrival(long attempt, long at) {}

    /** The client read how its request was answered. */
    public record Answered(long attempt, int status, long at) {}

    /** What the API said of a certificate. */
    public enum Said {
        ACTIVE,
        REVOKED
    }

    /**
     * A time in which the API's word held.
     *
     * @param from after the client had read it
     * @param until before the next change was asked for, or when nobody looked any more
     */
    public record Span(int certificate, Said said, long from, long until) {

        /** Whether something that began then and ended then did so within this time. */
        boolean holds(long begun, long ended) {
            return begun > from && ended < until;
        }
    }

    /** Now. */
    long now() {
        return System.nanoTime() - began;
    }

    /** Notes a request that is about to be sent and returns its number. */
    long sending(int certificate, int edge) {
        return sent(certificate, edge, now());
    }

    /** Notes a request that was sent then and returns its number. */
    public long sent(int certificate, int edge, long at) {
        long number = numbers.incrementAndGet();
        attempts.put(number, new Attempt(certificate, edge, at));
        return number;
    }

    /** Notes that a request reached the origin now. */
    void arrived(long attempt) {
        arrived(attempt, now());
    }

    /** Notes that a request reached the origin then. */
    public void arrived(long attempt, long at) {
        arrivals.add(new Arrival(attempt, at));
    }

    /** Notes how a request was answered, now. */
    void answered(long attempt, int status) {
        answers.add(new Answered(attempt, status, now()));
    }

    /** Notes what the API said. */
    public void said(Span span) {
        spans.add(span);
    }

    Map<Long, Attempt> attempts() {
        return Map.copyOf(attempts);
    }

    List<Arrival> arrivals() {
        return new ArrayList<>(arrivals);
    }

    List<Answered> answers() {
        return new ArrayList<>(answers);
    }

    List<Span> spans() {
        return new ArrayList<>(spans);
    }
}
