package dev.chancery.bench.campaign;

import dev.chancery.bench.Options;
import dev.chancery.bench.convergence.EdgesCampaign;
import dev.chancery.bench.edge.IdleCampaign;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.PostgresServer;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import dev.chancery.bench.signin.SignInCampaign;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./dev campaign NAME --seed S}: runs a long test in chunks of less than ten minutes. Said again, the same command goes
 * on where the last chunk ended; the last one prints a line for {@code docs/campaigns.md}.
 */
public final class Campaign {

    /** A process that lives for seconds starts soonest with the fast compiler alone. */
    private static final Map<String, String> SHORT_LIVED =
            Map.of("CHANCERY_BUILD", "never", "CHANCERY_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx512m");

    /** The same for many small ones at once, without a start cache made beside them. */
    private static final Map<String, String> SHORT_LIVED_EDGES = Map.of(
            "CHANCERY_BUILD", "never", "CHANCERY_AOT", "off", "CHANCERY_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m");

    private Campaign() {}

    /** Runs the campaign named first with the options after it. */
    public static void main(String[] arguments) throws IOException, SQLException {
        try {
            List<String> options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
            System.exit(
                    switch (arguments.length == 0 ? "" : arguments[0]) {
                        case "cloudflared" ->
                            CloudflaredCampaign.run(Path.of(
                                    Options.parse(options, Set.of("binary")).text("binary", "cloudflared")));
                        case "sign-in" -> signIn(Options.parse(options, Set.of("keycloak", "chromium")));
                        case "idle" -> idle(Options.parse(options, Set.of("connections")));
                        case "kill" -> kill(Options.parse(options, Set.of("seed", "engine", "kills", "minutes")));
                        case "settings" ->
                            settings(Options.parse(options, Set.of("seed", "engine", "rounds", "writers")));
                        case "histories" ->
                            histories(Options.parse(options, Set.of("seed", "engine", "rounds", "histories", "steps")));
                        case "edges" ->
                            edges(Options.parse(options, Set.of("seed", "engine", "schedules", "edges", "minutes")));
                        default -> throw new IllegalArgumentException("""
                                    ./dev campaign cloudflared --binary FILE
                                    ./dev campaign sign-in [--keycloak FOLDER] [--chromium FILE]
                                    ./dev campaign idle [--connections 10000]
                                    ./dev campaign kill --seed S [--engine sqlite|postgresql] [--kills 200]
                                    ./dev campaign settings --seed S [--engine sqlite|postgresql] [--rounds 1000]
                                    ./dev campaign histories --seed S [--engine sqlite|postgresql] [--rounds 10]
                                    ./dev campaign edges --seed S [--engine sqlite|postgresql] [--schedules 100] [--edges 8]""");
                    });
        } catch (IllegalArgumentException misread) {
            System.err.println(misread.getMessage());
            System.exit(2);
        }
    }

    private static int signIn(Options options) throws IOException {
        Path unpacked = Checkout.root().resolve("bench").resolve("target").resolve("keycloak");
        String chromium = options.text("chromium", "");
        return SignInCampaign.run(
                Path.of(options.text("keycloak", unpacked.toString())),
                Path.of(
                        chromium.isEmpty()
                                ? Processes.run(List.of("sh", "-c", "command -v chromium"))
                                        .strip()
                                : chromium));
    }

    private static int idle(Options options) throws IOException {
        IdleCampaign.Outcome outcome = IdleCampaign.run(new IdleCampaign.Plan(
                Checkout.emptyFolder("idle"),
                options.number("connections", 10_000),
                100,
                Duration.ofSeconds(30),
                true));
        if (!outcome.violations().isEmpty()) {
            outcome.violations().forEach(System.err::println);
            return 1;
        }
        System.out.printf("| %s | %s |%n", LocalDate.now(ZoneOffset.UTC), outcome);
        return 0;
    }

    private static int settings(Options options) throws IOException, SQLException {
        int seed = options.number("seed", 1);
        String engine = options.text("engine", "sqlite");
        Path folder = Checkout.emptyFolder("settings-" + engine);
        return switch (engine) {
            case "sqlite" -> settings(options, engine, seed, folder, List.of());
            case "postgresql" -> {
                try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
                    yield settings(options, engine, seed, folder, List.of("--database", server.database("settings")));
                }
            }
            default -> throw new IllegalArgumentException(engine + " (expected sqlite or postgresql)");
        };
    }

    private static int settings(Options options, String engine, int seed, Path folder, List<String> more)
            throws IOException {
        int writers = options.number("writers", 32);
        SettingsCampaign.Outcome outcome = SettingsCampaign.run(new SettingsCampaign.Plan(
                new Product.Plan(folder, more, Map.of("CHANCERY_BUILD", "never"), false),
                seed,
                options.number("rounds", 1000),
                writers));
        if (!outcome.violations().isEmpty()) {
            outcome.violations().forEach(System.err::println);
            return 1;
        }
        System.out.printf(
                "| %s | %s, seed %d | the four skipped stories %,d times by %d writers: no conflict, each read what it"
                        + " wrote |%n",
                LocalDate.now(ZoneOffset.UTC), engine, seed, outcome.rounds(), writers);
        return 0;
    }

    private static int histories(Options options) throws IOException, SQLException {
        int seed = options.number("seed", 1);
        String engine = options.text("engine", "sqlite");
        Path folder = Checkout.emptyFolder("histories-" + engine);
        return switch (engine) {
            case "sqlite" -> histories(options, engine, seed, folder, _ -> List.of());
            case "postgresql" -> {
                try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
                    yield histories(
                            options,
                            engine,
                            seed,
                            folder,
                            round -> List.of("--database", server.database("histories_" + round)));
                }
            }
            default -> throw new IllegalArgumentException(engine + " (expected sqlite or postgresql)");
        };
    }

    /** Each round has a database, a product and a seed of its own. */
    private static int histories(Options options, String engine, int seed, Path folder, Databases databases)
            throws IOException, SQLException {
        int rounds = options.number("rounds", 10);
        int histories = options.number("histories", 50);
        int steps = 0;
        int objects = 0;
        for (int round = 0; round < rounds; round++) {
            HistoriesCampaign.Outcome outcome = HistoriesCampaign.run(new HistoriesCampaign.Plan(
                    new Product.Plan(
                            folder.resolve("round-" + round),
                            databases.options(round),
                            Map.of("CHANCERY_BUILD", "never"),
                            false),
                    seed + round,
                    histories,
                    options.number("steps", 100)));
            if (!outcome.violations().isEmpty() || !outcome.oneSided().isEmpty()) {
                outcome.violations().forEach(System.err::println);
                outcome.oneSided().forEach(kind -> System.err.println(kind + " never succeeded, or was never refused"));
                return 1;
            }
            steps += outcome.steps();
            objects += outcome.objects();
            System.out.printf("seed %d   %,7d steps on %d objects   linearizable%n", seed + round, steps, objects);
        }
        System.out.printf(
                "| %s | %s, seeds %d to %d, %d histories at once | %,d steps on %d objects, every object linearizable |%n",
                LocalDate.now(ZoneOffset.UTC), engine, seed, seed + rounds - 1, histories, steps, objects);
        return 0;
    }

    /** The options that name the database of one round. */
    @FunctionalInterface
    private interface Databases {
        List<String> options(int round) throws SQLException;
    }

    private static int edges(Options options) throws IOException, SQLException {
        int seed = options.number("seed", 1);
        String engine = options.text("engine", "sqlite");
        int edges = options.number("edges", 8);
        Path folder = Checkout.keptFolder("edges-%s-%d-%d".formatted(engine, edges, seed));
        return switch (engine) {
            case "sqlite" -> edges(options, engine, seed, folder, "");
            case "postgresql" -> {
                try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
                    yield edges(options, engine, seed, folder, server.database("edges"));
                }
            }
            default -> throw new IllegalArgumentException(engine + " (expected sqlite or postgresql)");
        };
    }

    private static int edges(Options options, String engine, int seed, Path folder, String database)
            throws IOException {
        int schedules = options.number("schedules", 100);
        int edges = options.number("edges", 8);
        EdgesCampaign.Outcome outcome = EdgesCampaign.run(new EdgesCampaign.Plan(
                folder,
                database,
                SHORT_LIVED_EDGES,
                seed,
                schedules,
                edges,
                Duration.ofMinutes(options.number("minutes", 8)),
                EdgesCampaign.IN_TIME,
                false));
        if (!outcome.violations().isEmpty()) {
            outcome.violations().forEach(System.err::println);
            return 1;
        }
        if (outcome.figures().schedules() < schedules) {
            System.out.printf(
                    "%d of %d schedules. Say the same again to go on.%n",
                    outcome.figures().schedules(), schedules);
            return 0;
        }
        System.out.printf(
                "| %s | %s, seed %d, %d edges, %d schedules | %s |%n",
                LocalDate.now(ZoneOffset.UTC), engine, seed, edges, schedules, outcome.figures());
        return 0;
    }

    private static int kill(Options options) throws IOException, SQLException {
        int seed = options.number("seed", 1);
        String engine = options.text("engine", "sqlite");
        Path folder = Checkout.keptFolder("kill-" + engine + "-" + seed);
        return switch (engine) {
            case "sqlite" -> kill(options, engine, seed, folder, "");
            case "postgresql" -> {
                try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
                    yield kill(options, engine, seed, folder, server.database("kill"));
                }
            }
            default -> throw new IllegalArgumentException(engine + " (expected sqlite or postgresql)");
        };
    }

    private static int kill(Options options, String engine, int seed, Path folder, String database)
            throws IOException, SQLException {
        int kills = options.number("kills", 200);
        List<String> more = database.isEmpty() ? List.of() : List.of("--database", database);
        KillCampaign.Outcome outcome = KillCampaign.run(new KillCampaign.Plan(
                new Product.Plan(folder, more, SHORT_LIVED, false),
                database,
                seed,
                kills,
                Duration.ofMinutes(options.number("minutes", 8))));
        if (!outcome.violations().isEmpty()) {
            outcome.violations().forEach(System.err::println);
            return 1;
        }
        if (outcome.kills() < kills) {
            System.out.printf("%d of %d kills. Say the same again to go on.%n", outcome.kills(), kills);
            return 0;
        }
        System.out.printf(
                "| %s | %s, seed %d, %d kills | %,d certificates acknowledged: all there after every kill, no serial twice,"
                        + " counts equal rows; %s: each as acknowledged or as asked |%n",
                LocalDate.now(ZoneOffset.UTC), engine, seed, outcome.kills(), outcome.certificates(), outcome.others());
        return 0;
    }
}
