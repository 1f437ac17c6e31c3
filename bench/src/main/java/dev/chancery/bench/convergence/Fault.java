package dev.chancery.bench.convergence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One fault of a schedule.
 *
 * @param target which edge (or its relay), or which replica of control
 * @param at milliseconds after the schedule began; later, if the same target is still in an earlier fault
 * @param lasts milliseconds until it is over, or until what was killed is started again
 */
record Fault(Kind kind, int target, long at, long lasts) {

    /** What can go wrong. */
    enum Kind {
        EDGE_KILLED(0, 2_500),
        EDGE_STOPPED_BRIEFLY(300, 4_500),
        RELAY_SLOW(500, 4_000),
        /** Longer than a lease, and long enough for control to count the edge as lost meanwhile. */
        EDGE_STOPPED_LONG(9_500, 11_000),
        RELAY_CUT(300, 8_500),
        RELAY_STALLED(300, 8_500),
        RELAY_TWICE(100, 1_000),
        RELAY_SWAPPED(100, 1_000),
        CONTROL_KILLED(0, 2_000),
        EDGE_HANGS(500, 10_000),
        EDGE_REFUSES(500, 6_000),
        /** Until the backup that was made at its beginning is put back. */
        CONTROL_RESTORED(500, 3_000);

        private static final List<Kind> IN_TURN = List.copyOf(EnumSet.range(EDGE_KILLED, CONTROL_KILLED));
        private static final List<Kind> ONE_EACH = List.of(CONTROL_RESTORED, EDGE_HANGS, EDGE_REFUSES);

        private final long least;
        private final long most;

        Kind(long least, long most) {
            this.least = least;
            this.most = most;
        }
    }

    /**
     * Draws a schedule: one fault for every second edge and two more, within the first three seconds. The kinds come in turn from
     * schedule to schedule, so that none is missed, and fall on one edge after the other. One more is what a schedule has one of:
     * an edge beside the others that hangs or refuses, or a backup that is put back.
     */
    static List<Fault> schedule(long seed, int number, int edges, int replicas) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        int count = edges / 2 + 2;
        int first = random.nextInt(edges);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind kind = Kind.IN_TURN.get(Math.floorMod((number - 1) * count + i, Kind.IN_TURN.size()));
            faults.add(new Fault(
                    kind,
                    (first + i) % (kind == Kind.CONTROL_KILLED ? replicas : edges),
                    random.nextLong(3_000),
                    random.nextLong(kind.least, kind.most)));
        }
        Kind one = Kind.ONE_EACH.get(number % Kind.ONE_EACH.size());
        faults.add(new Fault(one, 0, random.nextLong(3_000), random.nextLong(one.least, one.most)));
        faults.sort(Comparator.comparingLong(Fault::at));
        return faults;
    }

    @Override
    public String toString() {
        return "%s %d at %d ms for %d ms".formatted(kind, target, at, lasts);
    }
}
