package dev.chancery.bench;

import dev.chancery.bench.data.Filled;
import dev.chancery.bench.data.Seeder;
import dev.chancery.bench.data.Status;
import dev.chancery.bench.load.ClosedLoop;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.load.Window;
import dev.chancery.bench.server.Core;
import dev.chancery.bench.server.PostgresServer;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long a revocation takes where 1,000 are revoked and where 1,000,000 are, in zones of 1,200,000 certificates that differ
 * in nothing else. What is revoked is given back at once, unmeasured, so that the numbers of revoked certificates stay.
 *
 * <p>The two zones take turns, each in a process that is alone on the core: the lists that are built in the background after
 * the revocations of the one must not slow down the other.
 */
final class RevokeBench {

    private final Options options;
    private final int rows;

    private RevokeBench(Options options) {
        this.options = options;
        this.rows = options.number("rows", 1_200_000);
    }

    /** Runs the measurement; the options are engines, rows, rounds, seconds, batch, warmup and connections. */
    static void run(List<String> arguments) throws IOException, SQLException {
        Options options = Options.parse(
                arguments, Set.of("engines", "rows", "rounds", "seconds", "batch", "warmup", "connections"));
        try (Engines engines = Engines.pinned(options)) {
            for (PostgresServer server : engines.servers()) {
                new RevokeBench(options).run(server);
            }
        }
    }

    private void run(@Nullable PostgresServer server) throws IOException, SQLException {
        // Ordinals divisible by six are active in both.
        Zone few = new Zone(
                Filled.prepare(server, "few", rows, ordinal -> ordinal % 1200 == 1 ? Status.REVOKED : Status.ACTIVE));
        Zone many = new Zone(
                Filled.prepare(server, "many", rows, ordinal -> ordinal % 6 == 0 ? Status.ACTIVE : Status.REVOKED));
        for (int round = 1; round <= options.number("rounds", 2); round++) {
            few.round(round);
            many.round(round);
        }
        few.report();
        many.report();
        System.out.printf(
                "%-16s p99 ratio %.2f (target <= 1.50), p50 ratio %.2f%n",
                many.filled.name(), many.millis(0.99) / few.millis(0.99), many.millis(0.5) / few.millis(0.5));
    }

    /** One of the two zones under revocation. */
    private final class Zone {
        private final Filled filled;
        private final List<Window> windows = new ArrayList<>();
        private long taken;

        Zone(Filled filled) {
            this.filled = filled;
        }

        void round(int number) throws IOException {
            try (Product product = Product.start(filled.plan());
                    ClosedLoop load = ClosedLoop.to(product.address(), options.number("connections", 4))) {
                revoke(product, load, Duration.ofSeconds(options.number("warmup", 15)));
                Core.Ticks before = Core.MEASURED.ticks();
                List<Window> measured = revoke(product, load, Duration.ofSeconds(options.number("seconds", 25)));
                windows.addAll(measured);
                report(
                        "round " + number,
                        measured,
                        "   core 0: " + Core.MEASURED.ticks().since(before));
            }
        }

        private List<Window> revoke(Product product, ClosedLoop load, Duration length) throws IOException {
            List<Window> measured = new ArrayList<>();
            long end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end) {
                List<byte[]> revocations = new ArrayList<>();
                List<byte[]> returns = new ArrayList<>();
                for (int i = 0; i < options.number("batch", 250); i++) {
                    String id = Seeder.idOf(nextActive());
                    revocations.add(HttpRequest.withoutBody("DELETE", product.certificates("/" + id), product.token()));
                    returns.add(HttpRequest.withBody(
                            "PATCH", product.certificates("/" + id), product.token(), "{\"reactivate\":true}"));
                }
                measured.add(load.run(revocations));
                load.run(returns);
            }
            return measured;
        }

        /** A prime step through the ordinals divisible by six: neighbours in time are strangers on disk. */
        private long nextActive() {
            return 600 + 6 * (taken++ * 7919 % ((rows - 1200) / 6));
        }

        double millis(double share) {
            return Window.together(windows).millis(share);
        }

        void report() {
            report("all rounds", windows, "");
        }

        private void report(String what, List<Window> seen, String remark) {
            Window all = Window.together(seen);
            System.out.printf(
                    "%-16s %-10s %6d revocations   p50 %6.2f ms   p99 %6.2f ms   p99.9 %6.2f ms%s%n",
                    filled.name(), what, all.count(), all.millis(0.5), all.millis(0.99), all.millis(0.999), remark);
        }
    }
}
