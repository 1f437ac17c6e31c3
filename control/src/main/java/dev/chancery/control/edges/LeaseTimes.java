package dev.chancery.control.edges;

import java.time.Duration;

/**
 * How long things last between control and edges (DESIGN 4.3).
 *
 * @param lease how long an edge may serve protected hostnames without hearing from control
 * @param margin how much longer than a lease is waited before an edge counts as lost: for what clocks of one length may differ in,
 *     and for answers under way
 * @param patience how long after a revision's commit an edge may take to apply it before it is fenced
 */
public record LeaseTimes(Duration lease, Duration margin, Duration patience) {
    /** Six seconds, one, two. */
    public static LeaseTimes byDefault() {
        return new LeaseTimes(Duration.ofSeconds(6), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
}
