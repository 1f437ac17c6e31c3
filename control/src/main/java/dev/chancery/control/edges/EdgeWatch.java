package dev.chancery.control.edges;

import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no pending state waits for ever: an edge that has not applied a revision in time is fenced, and one that stayed
 * fenced for a lease and a margin is lost (DESIGN 4.3).
 *
 * <p>Every replica does this by itself. Each counts on its own monotonic clock from the moment it saw something, which is never
 * before it happened; a replica that was started anew begins to wait anew.
 */
public final class EdgeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeWatch.class);

    private final EdgeRegister register;
    private final LeaseTimes times;
    private final LongSupplier nanos;
    private final Deque<Sight> heads = new ArrayDeque<>();
    private final Map<Fencing, Long> fencings = new HashMap<>();
    private Lineage lineage = new Lineage("0".repeat(32));

    private record Sight(long revision, long since) {}

    private record Fencing(EdgeId edge, long number) {}

    /**
     * @param nanos a monotonic clock, in nanoseconds
     */
    public EdgeWatch(EdgeRegister register, LeaseTimes times, LongSupplier nanos) {
        this.register = register;
        this.times = times;
        this.nanos = nanos;
    }

    /** Looks once. Call it several times a second, from one thread. */
    public void look() {
        EdgeRegister.Waiting waiting = register.waiting();
        long now = nanos.getAsLong();
        see(waiting.head().revision(), now);
        fencings.keySet()
                .removeIf(fencing -> waiting.edges().stream()
                        .noneMatch(edge -> edge.standing() == Standing.FENCED
                                && fencing.equals(new Fencing(edge.id(), edge.fencings()))));
        long behind = waiting.head().revision().number();
        for (EdgeRow edge : waiting.edges()) {
            long applied = edge.appliedIn(lineage);
            behind = Math.min(behind, applied);
            switch (edge.standing()) {
                case LEASED -> fenceIfLate(edge, applied, now);
                case FENCED -> loseIfOver(edge, now);
                case JOINED, LOST -> {}
            }
        }
        long oldest = behind;
        // Sights of revisions that every edge has applied have nothing more to say.
        heads.removeIf(sight -> sight.revision <= oldest);
    }

    private void see(Revision head, long now) {
        if (!head.lineage().equals(lineage)) {
            lineage = head.lineage();
            heads.clear();
        }
        if (heads.isEmpty() || heads.getLast().revision < head.number()) {
            heads.addLast(new Sight(head.number(), now));
        }
    }

    private void fenceIfLate(EdgeRow edge, long applied, long now) {
        heads.stream()
                .filter(sight -> sight.revision > applied)
                .findFirst()
                .filter(sight -> now - sight.since >= times.patience().toNanos())
                .ifPresent(sight -> {
                    Revision missing = new Revision(lineage, sight.revision);
                    String reason =
                            "it had not applied revision %s after %s".formatted(missing, seconds(times.patience()));
                    if (register.fence(edge.id(), missing, reason)) {
                        LOG.atWarn()
                                .addKeyValue("edge", edge.id())
                                .addKeyValue("reason", reason)
                                .log("fenced an edge");
                    }
                });
    }

    private void loseIfOver(EdgeRow edge, long now) {
        // Seen only after the commit that fenced it: the wait begins too late rather than too early.
        long since = fencings.computeIfAbsent(new Fencing(edge.id(), edge.fencings()), fencing -> now);
        if (now - since >= times.lease().plus(times.margin()).toNanos() && register.lose(edge.id(), edge.fencings())) {
            LOG.atWarn().addKeyValue("edge", edge.id()).log("an edge is lost: its lease has ended");
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1_000.0 + " s";
    }
}
