package dev.chancery.bench.convergence;

import dev.chancery.bench.server.EdgeProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Convergence (DESIGN 4.3): edges as processes of their own follow control through relays; edges are killed and stopped, their
 * network is cut, stalled, slowed and garbled, and control is killed, by a seeded schedule, while clients with kept-alive and fresh
 * connections to every edge use certificates that are revoked and reactivated all the time. No request may be accepted after
 * {@code revoked} was read, and no pending state may last longer than the plan says.
 */
public final class EdgesCampaign {

    /** Within which every pending state has to end: a lease, its margin, and five seconds (DESIGN 4.3, issue 4). */
    public static final Duration IN_TIME = Duration.ofSeconds(6 + 1 + 5);

    private static final int CERTIFICATES = 4;

    private EdgesCampaign() {}

    /**
     * What to do.
     *
     * @param folder where the data of all processes lies; one of an earlier run is gone on with
     * @param database the address of PostgreSQL, for two replicas of control; or empty for SQLite and one
     * @param environment for every process
     * @param seed decides the faults and when what is asked for
     * @param schedules how many in all, those of earlier runs on the same folder counted
     * @param edges how many edges follow control
     * @param budget after which no further schedule is begun
     * @param mostPending how long a pending state may last: on a machine that keeps up, {@link #IN_TIME}
     * @param deaf whether one more edge serves the hostname that hears of no revocation: then the checker must find violations
     */
    public record Plan(
            Path folder,
            String database,
            Map<String, String> environment,
            long seed,
            int schedules,
            int edges,
            Duration budget,
            Duration mostPending,
            boolean deaf) {

        /** The variables are copied. */
        public Plan {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * How far it came.
     *
     * @param figures what was counted
     * @param violations what was found wrong; the campaign stops at the first schedule that shows any
     */
    public record Outcome(Figures figures, List<String> violations) {

        /** The list is copied. */
        public Outcome {
            violations = List.copyOf(violations);
        }
    }

    /** Goes on with the campaign in the plan's folder until it is done, its time is over or something is wrong. */
    public static Outcome run(Plan plan) throws IOException {
        long end = System.nanoTime() + plan.budget().toNanos();
        Files.createDirectories(plan.folder());
        Path kept = plan.folder().resolve("figures.properties");
        Figures before = Figures.read(kept);
        Figures figures = before;
        History history = new History();
        try (Origin origin = Origin.open(history);
                Cluster cluster = Cluster.start(
                        plan.folder(), plan.database(), plan.edges(), plan.environment(), origin.url(), history);
                Deaf deaf = new Deaf(plan, cluster, origin)) {
            List<Identity> identities = cluster.identities(CERTIFICATES);
            List<InetSocketAddress> doors = new ArrayList<>(Schedule.doors(cluster));
            doors.addAll(deaf.doors());
            Figures counted = before;
            while (counted.schedules() < plan.schedules() && System.nanoTime() < end) {
                int number = (int) counted.schedules() + 1;
                List<Fault> faults = Fault.schedule(plan.seed(), number, plan.edges(), cluster.controls());
                Schedule.Result result = new Schedule(
                                cluster,
                                history,
                                identities,
                                plan.mostPending(),
                                new SplittableRandom(plan.seed() * 31 + number))
                        .run(faults, doors);
                AfterRevoked.Verdict verdict = AfterRevoked.of(history);
                counted = counted.plus(result, faults.size());
                figures = counted.plus(verdict);
                List<String> violations = new ArrayList<>(verdict.violations());
                violations.addAll(result.violations());
                System.out.printf(
                        "schedule %3d   %s   %s%n", number, faults, violations.isEmpty() ? figures : violations);
                if (!violations.isEmpty()) {
                    return new Outcome(figures, violations);
                }
                figures.write(kept);
            }
        }
        return new Outcome(figures, List.of());
    }

    /** An edge that the plan may ask for: it lets in by a file, and nobody tells it of revocations. */
    private static final class Deaf implements AutoCloseable {

        private final List<EdgeProcess> edges = new ArrayList<>();

        Deaf(Plan plan, Cluster cluster, Origin origin) throws IOException {
            if (plan.deaf()) {
                Path folder = Files.createDirectories(plan.folder().resolve("deaf"));
                Path file = EdgeFile.write(folder, cluster.managedCa(), origin.url());
                EdgeProcess edge = EdgeProcess.believing(folder, file, plan.environment());
                edges.add(edge);
                edge.awaitListening();
            }
        }

        List<InetSocketAddress> doors() {
            return edges.stream().map(EdgeProcess::address).toList();
        }

        @Override
        public void close() {
            edges.forEach(EdgeProcess::close);
        }
    }
}
