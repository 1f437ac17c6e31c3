package dev.chancery.bench.edge;

import dev.chancery.bench.data.Filled;
import dev.chancery.bench.data.Seeder;
import dev.chancery.bench.data.Status;
import dev.chancery.bench.load.Window;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.EdgeProcess;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long it takes from a revocation's request until the API says {@code revoked}, which it does when every edge has applied it: one
 * caller, one revocation after the other, with {@code ?wait=enforced}.
 */
final class EnforcedBench {

    private static final Map<String, String> SMALL =
            Map.of("CHANCERY_AOT", "wait", "CHANCERY_JAVA_OPTS", "-Xmx512m -XX:+UseSerialGC");
    private static final int WARMUP = 200;

    private final int edges;
    private final int revoked;
    private final int revocations;

    EnforcedBench(int edges, int revoked, int revocations) {
        this.edges = edges;
        this.revoked = revoked;
        this.revocations = revocations;
    }

    void run() throws IOException, SQLException {
        int rows = revoked + revoked / 5;
        Filled filled =
                Filled.prepare(null, "edges", rows, ordinal -> ordinal % 6 == 0 ? Status.ACTIVE : Status.REVOKED);
        Path folder = Checkout.emptyFolder("edge-enforced");
        List<EdgeProcess> running = new ArrayList<>();
        try (Product product = Product.start(filled.plan().unpinned())) {
            Following control = new Following(product);
            long known = control.leased();
            for (int i = 0; i < edges; i++) {
                running.add(control.edge(folder.resolve("edge-" + i), SMALL));
            }
            Duration leased = control.awaitLeases((int) known + edges);
            System.out.printf(
                    "%d edges hold a lease %d ms after the last was started, with %,d revoked%n",
                    edges, leased.toMillis(), revoked);
            long[] nanos = new long[revocations];
            for (int i = -WARMUP; i < revocations; i++) {
                String path = "/zones/" + product.zone() + "/client_certificates/" + Seeder.idOf(active(i, rows));
                long asked = System.nanoTime();
                String status = control.ask("DELETE", path + "?wait=enforced", "")
                        .path("status")
                        .asText();
                long took = System.nanoTime() - asked;
                if (!status.equals("revoked")) {
                    throw new IOException("the certificate is " + status + " (expected: revoked)");
                }
                if (i >= 0) {
                    nanos[i] = took;
                }
                control.ask("PATCH", path + "?wait=enforced", "{\"reactivate\":true}");
            }
            Window window = new Window(Duration.ofNanos(Arrays.stream(nanos).sum()), nanos);
            System.out.printf(
                    "revoked and enforced on %d edges, %d times: p50 %.1f ms (target < 50), p99 %.1f ms (target < 250)%n",
                    edges, revocations, window.millis(0.5), window.millis(0.99));
        } finally {
            running.forEach(EdgeProcess::close);
        }
    }

    /** A prime step through the ordinals divisible by six, which are the active ones. */
    private static long active(int turn, int rows) {
        return 600 + 6L * (Math.floorMod(turn, rows) * 7919L % ((rows - 1200) / 6));
    }
}
