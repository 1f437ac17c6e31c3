package dev.chancery.bench.convergence;

import dev.chancery.bench.server.EdgeProcess;
import dev.chancery.bench.server.Processes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** One schedule: clients at every edge, a changer for every certificate, faults; then all are well again and everything must end. */
final class Schedule {

    private static final long LEAST_MILLIS = 4_000;
    private static final long AFTERWARDS_MILLIS = 500;

    private final Cluster cluster;
    private final History history;
    private final List<Identity> identities;
    private final Duration mostPending;
    private final SplittableRandom random;
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /**
     * @param mostPending how long a pending state may last
     */
    Schedule(
            Cluster cluster,
            History history,
            List<Identity> identities,
            Duration mostPending,
            SplittableRandom random) {
        this.cluster = cluster;
        this.history = history;
        this.identities = identities;
        this.mostPending = mostPending;
        this.random = random;
    }

    /**
     * What came of it.
     *
     * @param violations what went wrong, but for what the history says
     * @param ended how many pending states ended
     * @param longest how long the longest took, in nanoseconds
     */
    record Result(List<String> violations, long ended, long longest) {}

    /**
     * Runs it to its end.
     *
     * @param doors where clients go; those after the cluster's own edges suffer nothing
     */
    Result run(List<Fault> faults, List<InetSocketAddress> doors) {
        long pace = 15L * doors.size() * identities.size();
        List<Client> clients = new ArrayList<>();
        List<Changer> changers = new ArrayList<>();
        for (Identity identity : identities) {
            changers.add(new Changer(
                    cluster.api(),
                    cluster.path(identity),
                    identity,
                    history,
                    cluster::controlSince,
                    cluster::restorations,
                    mostPending,
                    random.split()));
            for (int door = 0; door < doors.size(); door++) {
                clients.add(new Client(identity, door, doors.get(door), history, random.split(), pace));
            }
        }
        List<Thread> load = clients.stream().map(Thread::startVirtualThread).toList();
        List<Thread> changes = changers.stream().map(Thread::startVirtualThread).toList();
        long start = history.now();
        faults.stream().collect(Collectors.groupingBy(Schedule::victim)).values().stream()
                .map(ofOne -> Thread.startVirtualThread(() -> suffer(ofOne, start)))
                .toList()
                .forEach(Schedule::join);
        pauseUntil(start, LEAST_MILLIS);
        changers.forEach(Changer::stop);
        changes.forEach(Schedule::join);
        if (!cluster.awaitLeases()) {
            violations.add("an edge got no lease again");
        }
        Processes.pause(AFTERWARDS_MILLIS);
        clients.forEach(Client::stop);
        load.forEach(Schedule::join);
        changers.forEach(changer -> violations.addAll(changer.violations()));
        return new Result(
                List.copyOf(violations),
                changers.stream().mapToLong(Changer::ended).sum(),
                changers.stream().mapToLong(Changer::longest).max().orElse(0));
    }

    /** What suffers it can suffer one fault at a time. */
    private static String victim(Fault fault) {
        return switch (fault.kind()) {
            case EDGE_KILLED, EDGE_STOPPED_BRIEFLY, EDGE_STOPPED_LONG -> "edge " + fault.target();
            case RELAY_CUT, RELAY_STALLED, RELAY_SLOW, RELAY_TWICE, RELAY_SWAPPED -> "relay " + fault.target();
            case CONTROL_KILLED -> "control " + fault.target();
            case EDGE_HANGS, EDGE_REFUSES -> "the stubborn edge";
            case CONTROL_RESTORED -> "the database";
        };
    }

    private void suffer(List<Fault> faults, long start) {
        try {
            for (Fault fault : faults) {
                pauseUntil(start, fault.at());
                cluster.suffer(fault);
            }
        } catch (IOException cause) {
            violations.add("a fault could not be ended: " + cause.getMessage());
        }
    }

    private void pauseUntil(long start, long millis) {
        Processes.pause(Math.max(0, millis - (history.now() - start) / 1_000_000));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", cause);
        }
    }

    /** Returns where the cluster's edges listen. */
    static List<InetSocketAddress> doors(Cluster cluster) {
        return cluster.edges().stream().map(EdgeProcess::address).toList();
    }
}
