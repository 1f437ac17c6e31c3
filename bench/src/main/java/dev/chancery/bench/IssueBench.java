package dev.chancery.bench;

import dev.chancery.bench.load.ClosedLoop;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.load.Requests;
import dev.chancery.bench.load.Window;
import dev.chancery.bench.server.Cfssl;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Core;
import dev.chancery.bench.server.CpuProfile;
import dev.chancery.bench.server.OpensslSpeed;
import dev.chancery.bench.server.PostgresServer;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Durable issuance over HTTP from a P-256 request: our product on SQLite and on PostgreSQL, beside {@code cfssl serve}, and
 * against what OpenSSL says the core can do (one verification and one signature a certificate). All of them on core 0 (with
 * PostgreSQL its server too), the load on the last core; their windows take turns, so that a noisy minute hits all alike.
 */
final class IssueBench {

    private static final String SQLITE = "chancery sqlite";
    private static final String POSTGRESQL = "chancery postgresql";
    private static final String CFSSL = "cfssl serve";

    private final Options options;
    private final List<String> csrs;
    private final List<Contestant> contestants = new ArrayList<>();
    private final Map<String, Product> products = new HashMap<>();
    private final List<OpensslSpeed> speeds = new ArrayList<>();

    private IssueBench(Options options) throws IOException {
        this.options = options;
        this.csrs = Csrs.make(options.number("csrs", 2000));
    }

    /** Runs the measurement; the options are rounds, seconds, warmup, connections, csrs, against and profile (seconds). */
    static void run(List<String> arguments) throws IOException, SQLException {
        Options options = Options.parse(
                arguments, Set.of("rounds", "seconds", "warmup", "connections", "csrs", "against", "profile"));
        new IssueBench(options).run();
    }

    private void run() throws IOException, SQLException {
        List<String> against =
                List.of(options.text("against", "sqlite,postgresql,cfssl").split(",", -1));
        Path folder = Checkout.emptyFolder("issue");
        List<AutoCloseable> started = new ArrayList<>();
        try {
            if (against.contains("cfssl")) {
                Cfssl cfssl = Cfssl.start(folder);
                started.add(cfssl);
                enter(CFSSL, cfssl.address(), csrs.stream().map(cfssl::sign));
            }
            if (against.contains("sqlite")) {
                Product product = Product.start(Product.Plan.measured(folder.resolve("sqlite"), ""));
                started.add(product);
                enter(SQLITE, product);
                products.put(SQLITE, product);
            }
            if (against.contains("postgresql")) {
                PostgresServer server = PostgresServer.start(folder.resolve("postgresql-server"));
                started.add(server);
                server.pin(Core.MEASURED);
                Product product =
                        Product.start(Product.Plan.measured(folder.resolve("postgresql"), server.database("issue")));
                started.add(product);
                enter(POSTGRESQL, product);
                products.put(POSTGRESQL, product);
            }
            measure();
            report();
            profile();
        } finally {
            for (Contestant contestant : contestants) {
                contestant.load.close();
            }
            for (AutoCloseable each : started.reversed()) {
                close(each);
            }
        }
        Checkout.delete(folder);
    }

    private void enter(String name, Product product) throws IOException {
        enter(
                name,
                product.address(),
                csrs.stream()
                        .map(csr -> HttpRequest.withBody(
                                "POST", product.certificates(""), product.token(), Csrs.creation(csr))));
    }

    private void enter(String name, InetSocketAddress address, Stream<byte[]> requests) throws IOException {
        ClosedLoop load = ClosedLoop.to(address, options.number("connections", 32));
        contestants.add(new Contestant(name, load, Requests.inTurn(requests.toList())));
    }

    private void measure() throws IOException {
        Duration warmUp = Duration.ofSeconds(options.number("warmup", 20));
        Duration length = Duration.ofSeconds(options.number("seconds", 5));
        for (Contestant each : contestants) {
            Window window = each.load.run(each.requests, warmUp);
            System.out.printf("warm-up      %-20s %7.0f /s%n", each.name, window.perSecond());
        }
        for (int round = 1; round <= options.number("rounds", 5); round++) {
            for (Contestant each : contestants) {
                Core.Ticks before = Core.MEASURED.ticks();
                Window window = each.load.run(each.requests, length);
                each.windows.add(window);
                System.out.printf(
                        "round %d      %-20s %7.0f /s   p50 %6.2f ms   p99 %6.2f ms   core 0: %s%n",
                        round,
                        each.name,
                        window.perSecond(),
                        window.millis(0.5),
                        window.millis(0.99),
                        Core.MEASURED.ticks().since(before));
            }
            OpensslSpeed speed = OpensslSpeed.measure(2);
            speeds.add(speed);
            System.out.printf(
                    "round %d      %-20s %7.0f /s   (sign %.0f, verify %.0f)%n",
                    round, "openssl bound", speed.bound(), speed.sign(), speed.verify());
        }
    }

    /** Another window for each product, with samples taken: beside the figures, for it costs some of the speed. */
    private void profile() throws IOException {
        Duration length = Duration.ofSeconds(options.number("profile", 0));
        for (Contestant each : contestants) {
            Product product = products.get(each.name);
            if (product != null && length.isPositive()) {
                Path file = Checkout.keptFolder("profiles").resolve(each.name.replace(' ', '-') + ".jfr");
                CpuProfile profile = CpuProfile.begin(product.pid(), file);
                Window window = each.load.run(each.requests, length);
                System.out.printf("%nprofile of %s at %.0f /s (%s)%n", each.name, window.perSecond(), file);
                profile.end().stream().limit(30).forEach(System.out::println);
            }
        }
    }

    private void report() {
        System.out.println();
        double bound = Median.of(speeds.stream().map(OpensslSpeed::bound).toList());
        for (Contestant each : contestants) {
            System.out.printf(
                    "median       %-20s %7.0f /s   p99 %6.2f ms   %.2f of the bound%n",
                    each.name, each.median(), each.medianP99(), ratioToBound(each));
        }
        System.out.printf("median       %-20s %7.0f /s%n", "openssl bound", bound);
        for (Contestant ours : contestants) {
            for (Contestant peer : contestants) {
                if (!ours.name.equals(CFSSL) && peer.name.equals(CFSSL)) {
                    System.out.printf(
                            "%s: %.2f x cfssl serve (target >= 1.70), %.2f of the bound (target >= 0.48);"
                                    + " medians of the rounds' ratios%n",
                            ours.name, ratio(ours, peer), ratioToBound(ours));
                }
            }
        }
    }

    private static double ratio(Contestant ours, Contestant peer) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.windows.size(); i++) {
            ratios.add(ours.windows.get(i).perSecond() / peer.windows.get(i).perSecond());
        }
        return Median.of(ratios);
    }

    private double ratioToBound(Contestant ours) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.windows.size(); i++) {
            ratios.add(ours.windows.get(i).perSecond() / speeds.get(i).bound());
        }
        return Median.of(ratios);
    }

    private static void close(AutoCloseable each) throws IOException {
        try {
            each.close();
        } catch (IOException | RuntimeException cause) {
            throw cause;
        } catch (Exception cause) {
            throw new IOException(cause);
        }
    }

    private record Contestant(String name, ClosedLoop load, Requests requests, List<Window> windows) {

        Contestant(String name, ClosedLoop load, Requests requests) {
            this(name, load, requests, new ArrayList<>());
        }

        double median() {
            return Median.of(windows.stream().map(Window::perSecond).toList());
        }

        double medianP99() {
            return Median.of(windows.stream().map(window -> window.millis(0.99)).toList());
        }
    }
}
