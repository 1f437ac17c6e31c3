package dev.chancery.bench.edge;

import dev.chancery.bench.Options;
import dev.chancery.bench.edge.TlsLoad.Habit;
import dev.chancery.bench.load.Window;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Core;
import dev.chancery.bench.server.CpuProfile;
import dev.chancery.bench.server.Processes;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The edge beside Debian's nginx and HAProxy: full TLS 1.3 handshakes with a client certificate, kept-alive requests carried to an
 * origin, the first ten seconds of a process, and what an idle connection costs; then revocations through control to eight edges, and
 * the start of an edge that has ten million revoked certificates to learn.
 */
public final class EdgeBench {

    private static final String ALL = "proxy,start,memory,enforced,snapshot";
    private static final Map<String, String> WITH_CACHE = Map.of("CHANCERY_AOT", "wait");
    private static final Map<String, String> WITHOUT_CACHE = Map.of("CHANCERY_AOT", "off");
    private static final int AT_A_TIME = 32;
    private static final int KEPT_ALIVE = 64;

    private final Options options;

    private EdgeBench(Options options) {
        this.options = options;
    }

    /**
     * Runs the parts that are asked for; the options are parts, rounds, seconds, warmup, clients, connections, edges, revoked,
     * revocations, snapshot and profile.
     */
    public static void run(List<String> arguments) throws IOException, SQLException {
        Options options = Options.parse(
                arguments,
                Set.of(
                        "parts",
                        "rounds",
                        "seconds",
                        "warmup",
                        "clients",
                        "connections",
                        "edges",
                        "revoked",
                        "revocations",
                        "snapshot",
                        "profile"));
        EdgeBench bench = new EdgeBench(options);
        for (String part : options.text("parts", ALL).split(",", -1)) {
            switch (part) {
                case "proxy" -> bench.proxy();
                case "start" -> bench.start();
                case "memory" -> bench.memory();
                case "enforced" ->
                    new EnforcedBench(
                                    options.number("edges", 8),
                                    options.number("revoked", 1_000_000),
                                    options.number("revocations", 600))
                            .run();
                case "snapshot" -> new SnapshotBench(options.number("snapshot", 10_000_000)).run();
                default -> throw new IllegalArgumentException(part + " (expected some of " + ALL + ")");
            }
        }
    }

    private Duration seconds() {
        return Duration.ofSeconds(options.number("seconds", 5));
    }

    private int rounds() {
        return options.number("rounds", 5);
    }

    /** A contestant and what it did in the windows so far. */
    private record Score(Contestant contestant, List<Double> handshakes, List<Double> requests) {

        Score(Contestant contestant) {
            this(contestant, new ArrayList<>(), new ArrayList<>());
        }
    }

    private void proxy() throws IOException {
        Path folder = Checkout.emptyFolder("edge-proxy");
        Credentials credentials = Credentials.make(folder, options.number("clients", 1_000));
        try (Origin origin = Origin.start(folder.resolve("origin"));
                TlsLoad load = new TlsLoad(credentials);
                Contestant chancery = Contestant.chancery("chancery", credentials, origin.address(), WITH_CACHE);
                Contestant nginx = Contestant.nginx(credentials, origin.address());
                Contestant haproxy = Contestant.haproxy(credentials, origin.address())) {
            List<Score> scores = List.of(new Score(chancery), new Score(nginx), new Score(haproxy));
            Duration warmup = Duration.ofSeconds(options.number("warmup", 25));
            load.run(chancery, Habit.NEW_CONNECTIONS, AT_A_TIME, warmup);
            load.run(chancery, Habit.KEEP_ALIVE, KEPT_ALIVE, warmup);
            for (Score peer : scores.subList(1, 3)) {
                load.run(peer.contestant, Habit.NEW_CONNECTIONS, AT_A_TIME, Duration.ofSeconds(3));
            }
            for (int round = 1; round <= rounds(); round++) {
                for (Score score : scores) {
                    score.handshakes.add(window(round, load, score.contestant, Habit.NEW_CONNECTIONS, AT_A_TIME));
                }
                for (Score score : scores) {
                    score.requests.add(window(round, load, score.contestant, Habit.KEEP_ALIVE, KEPT_ALIVE));
                }
            }
            report(scores);
            for (Habit habit : Habit.values()) {
                profile(folder, load, chancery, habit);
            }
        }
    }

    /** Where our CPU time goes; sampling costs some, so its window counts for nothing else. */
    private void profile(Path folder, TlsLoad load, Contestant chancery, Habit habit) throws IOException {
        int seconds = options.number("profile", 0);
        if (seconds > 0) {
            CpuProfile profile = CpuProfile.begin(chancery.pid(), folder.resolve(habit + ".jfr"));
            int clients = habit == Habit.KEEP_ALIVE ? KEPT_ALIVE : AT_A_TIME;
            load.run(chancery, habit, clients, Duration.ofSeconds(seconds));
            System.out.printf("CPU time of %s:%n", habit.name().toLowerCase(Locale.ROOT));
            profile.end().stream().limit(25).forEach(System.out::println);
        }
    }

    private double window(int round, TlsLoad load, Contestant contestant, Habit habit, int clients) throws IOException {
        Core.Ticks before = Core.MEASURED.ticks();
        Window window = load.run(contestant, habit, clients, seconds());
        System.out.printf(
                "round %d  %-9s %-16s %8.0f /s   p50 %6.2f ms   p99 %6.2f ms   core 0: %s%n",
                round,
                contestant.name(),
                habit.name().toLowerCase(Locale.ROOT),
                window.perSecond(),
                window.millis(0.5),
                window.millis(0.99),
                Core.MEASURED.ticks().since(before));
        return window.perSecond();
    }

    private static void report(List<Score> scores) throws IOException {
        Score ours = scores.getFirst();
        for (Score score : scores) {
            System.out.printf(
                    "%-9s handshakes %7.0f /s (ours %.2f x)   kept-alive requests %8.0f /s (ours %.2f x)   resident %d MiB%n",
                    score.contestant.name(),
                    Ratios.median(score.handshakes),
                    Ratios.median(ours.handshakes, score.handshakes),
                    Ratios.median(score.requests),
                    Ratios.median(ours.requests, score.requests),
                    score.contestant.residentKib() / 1024);
        }
        System.out.println("targets: handshakes >= 2.00 x both; requests >= 1.00 x nginx, >= 1.20 x haproxy");
    }

    /** Opens a contestant; what it opens is closed after its first ten seconds. */
    private interface Opening {
        Contestant open() throws IOException;
    }

    private void start() throws IOException {
        Path folder = Checkout.emptyFolder("edge-start");
        Credentials credentials = Credentials.make(folder, options.number("clients", 1_000));
        try (Origin origin = Origin.start(folder.resolve("origin"));
                TlsLoad load = new TlsLoad(credentials)) {
            for (int round = 1; round <= Math.min(3, rounds()); round++) {
                firstSeconds(
                        load, () -> Contestant.chancery("with start cache", credentials, origin.address(), WITH_CACHE));
                firstSeconds(
                        load, () -> Contestant.chancery("without it", credentials, origin.address(), WITHOUT_CACHE));
                firstSeconds(load, () -> Contestant.nginx(credentials, origin.address()));
                firstSeconds(load, () -> Contestant.haproxy(credentials, origin.address()));
            }
        }
    }

    private static void firstSeconds(TlsLoad load, Opening opening) throws IOException {
        for (Habit habit : Habit.values()) {
            try (Contestant contestant = opening.open()) {
                int clients = habit == Habit.KEEP_ALIVE ? KEPT_ALIVE : AT_A_TIME;
                List<Window> seconds = load.windows(contestant, habit, clients, Duration.ofSeconds(1), 10);
                System.out.printf(
                        "%-17s %-16s listens after %4d ms; answers in second 1 to 10: %s; in all %d%n",
                        contestant.name(),
                        habit.name().toLowerCase(Locale.ROOT),
                        contestant.untilListening().toMillis(),
                        seconds.stream().map(Window::count).toList(),
                        seconds.stream().mapToInt(Window::count).sum());
            }
        }
    }

    private void memory() throws IOException {
        Path folder = Checkout.emptyFolder("edge-memory");
        Credentials credentials = Credentials.make(folder, options.number("clients", 1_000));
        int connections = options.number("connections", 9_000);
        try (Origin origin = Origin.start(folder.resolve("origin"));
                TlsLoad load = new TlsLoad(credentials)) {
            // Of 20,000 descriptors HAProxy sets two aside for each connection. The heap is bounded, so that garbage
            // does not pass for connections.
            Map<String, String> bounded = Map.of("CHANCERY_AOT", "wait", "CHANCERY_JAVA_OPTS", "-Xmx384m");
            idle(load, connections, () -> Contestant.chancery("chancery", credentials, origin.address(), bounded));
            idle(load, connections, () -> Contestant.nginx(credentials, origin.address()));
            idle(load, connections, () -> Contestant.haproxy(credentials, origin.address()));
        }
    }

    private static void idle(TlsLoad load, int connections, Opening opening) throws IOException {
        try (Contestant contestant = opening.open()) {
            load.run(contestant, Habit.NEW_CONNECTIONS, AT_A_TIME, Duration.ofSeconds(20));
            Processes.pause(1_000);
            long before = contestant.residentKib();
            List<Channel> open = load.idle(contestant.address()).open(connections);
            long after = contestant.residentKib();
            System.out.printf(
                    "%-9s %d idle connections: resident %d MiB, before them %d MiB: %.1f KiB each%n",
                    contestant.name(),
                    connections,
                    after / 1024,
                    before / 1024,
                    (after - before) / (double) connections);
            long alive = open.stream().filter(Channel::isActive).count();
            if (alive != connections) {
                throw new IOException("only %d of %d connections stayed open".formatted(alive, connections));
            }
            for (Channel each : open) {
                var _ = each.close();
            }
        }
    }
}
