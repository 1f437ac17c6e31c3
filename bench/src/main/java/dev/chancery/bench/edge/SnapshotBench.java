package dev.chancery.bench.edge;

import dev.chancery.bench.data.Filled;
import dev.chancery.bench.data.Status;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.EdgeProcess;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** How long an edge takes from its start to its lease, and how much memory, where very many certificates are revoked. */
final class SnapshotBench {

    private static final Map<String, String> CACHED = Map.of("CHANCERY_AOT", "wait");
    private static final int STARTS = 3;

    private final int revoked;

    SnapshotBench(int revoked) {
        this.revoked = revoked;
    }

    void run() throws IOException, SQLException {
        Filled filled = Filled.prepare(null, "snapshot", revoked + 1_000L, ordinal -> Status.REVOKED);
        Path folder = Checkout.emptyFolder("edge-snapshot");
        try (Product product = Product.start(filled.plan().unpinned())) {
            Following control = new Following(product);
            for (int start = 1; start <= STARTS; start++) {
                long before = control.leased();
                long started = System.nanoTime();
                try (EdgeProcess edge = control.edge(folder.resolve("edge-" + start), CACHED)) {
                    control.awaitLeases((int) before + 1);
                    System.out.printf(
                            "start %d: a new edge holds its lease after %d ms with %,d revoked; resident %d MiB, control %d MiB%n",
                            start,
                            Duration.ofNanos(System.nanoTime() - started).toMillis(),
                            revoked,
                            edge.residentMib(),
                            product.residentMib());
                }
            }
        }
    }
}
