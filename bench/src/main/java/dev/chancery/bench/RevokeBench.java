package dev.chancery.bench;

import dev.chancery.bench.data.Filled;
import dev.chancery.bench.data.Seeder;
import dev.chancery.bench.data.Status;
import dev.chancery.bench.load.ClosedLoop;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.load.Window;
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
 * in nothing else. What a round revokes it then gives back, unmeasured, so that the numbers of revoked certificates stay.
 */
final class RevokeBench {

    private static final int ROWS = 1_200_000;

    private final Options options;

    private RevokeBench(Options options) {
        this.options = options;
    }

    /** Runs the measurement; the options are engines, rounds, batch, warmup and connections. */
    static void run(List<String> arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, Set.of("engines", "rounds", "batch", "warmup", "connections"));
        try (Engines engines = Engines.of(options)) {
            for (PostgresServer server : engines.servers()) {
                new RevokeBench(options).run(server);
            }
        }
    }

    private void run(@Nullable PostgresServer server) throws IOException, SQLException {
        // Ordinals divisible by six are active in both, but for the 1,000 that are revoked in the first.
        Filled few =
                Filled.prepare(server, "few", ROWS, ordinal -> ordinal % 1200 == 1 ? Status.REVOKED : Status.ACTIVE);
        Filled many =
                Filled.prepare(server, "many", ROWS, ordinal -> ordinal % 6 == 0 ? Status.ACTIVE : Status.REVOKED);
        try (Zone ofFew = new Zone(few, options);
                Zone ofMany = new Zone(many, options)) {
            Duration warmUp = Duration.ofSeconds(options.number("warmup", 20));
            ofFew.warmUp(warmUp);
            ofMany.warmUp(warmUp);
            for (int round = 0; round < options.number("rounds", 20); round++) {
                ofFew.round();
                ofMany.round();
            }
            ofFew.report();
            ofMany.report();
            double ratio = ofMany.p99() / ofFew.p99();
            System.out.printf("%s: p99 ratio %.2f (target <= 1.50)%n", many.name(), ratio);
        }
    }

    /** One of the two zones under revocation. */
    private static final class Zone implements AutoCloseable {
        private final Filled filled;
        private final int batch;
        private final Product product;
        private final ClosedLoop load;
        private final List<Window> windows = new ArrayList<>();
        private long taken;

        Zone(Filled filled, Options options) throws IOException {
            this.filled = filled;
            this.batch = options.number("batch", 500);
            this.product = Product.start(filled.plan());
            this.load = ClosedLoop.to(product.address(), options.number("connections", 4));
        }

        void warmUp(Duration length) throws IOException {
            long end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end) {
                round();
            }
            windows.clear();
        }

        void round() throws IOException {
            List<byte[]> revocations = new ArrayList<>();
            List<byte[]> returns = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                String id = Seeder.idOf(nextActive());
                revocations.add(HttpRequest.withoutBody("DELETE", product.certificates("/" + id), product.token()));
                returns.add(HttpRequest.withBody(
                        "PATCH", product.certificates("/" + id), product.token(), "{\"reactivate\":true}"));
            }
            windows.add(load.run(revocations));
            load.run(returns);
        }

        /** A prime step through the ordinals divisible by six: neighbours in time are strangers on disk. */
        private long nextActive() {
            return 600 + 6 * (taken++ * 7919 % ((ROWS - 1200) / 6));
        }

        double p99() {
            return Window.together(windows).millis(0.99);
        }

        void report() {
            Window all = Window.together(windows);
            System.out.printf(
                    "%-16s %6d revocations   p50 %6.2f ms   p99 %6.2f ms   p99.9 %6.2f ms%n",
                    filled.name(), all.count(), all.millis(0.5), all.millis(0.99), all.millis(0.999));
        }

        @Override
        public void close() throws IOException {
            load.close();
            product.close();
        }
    }
}
