package dev.chancery.bench;

import dev.chancery.bench.data.Filled;
import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.server.PostgresServer;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the start of the process to its first answers with 2,000,000 certificates, with the start cache and without, and the
 * memory it then holds. The runs take turns, on all cores, as a user's would.
 */
final class StartBench {

    private StartBench() {}

    /** Runs the measurement; the options are engines, rows and rounds. */
    static void run(List<String> arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, Set.of("engines", "rows", "rounds"));
        try (Engines engines = Engines.unpinned(options)) {
            for (PostgresServer server : engines.servers()) {
                run(server, options);
            }
        }
    }

    private static void run(@Nullable PostgresServer server, Options options) throws IOException, SQLException {
        Filled filled = ListBench.filled(server, options);
        Product.Plan plan = filled.plan().unpinned();
        // Makes the start cache if it is not there yet, and reads the files once.
        Product.start(plan).close();
        List<Run> with = new ArrayList<>();
        List<Run> without = new ArrayList<>();
        for (int round = 0; round < options.number("rounds", 5); round++) {
            with.add(run(plan));
            without.add(run(plan.with("CHANCERY_AOT", "off")));
        }
        report(filled.name(), "with the start cache", with);
        report(filled.name(), "without it", without);
    }

    private static Run run(Product.Plan plan) throws IOException {
        long started = System.nanoTime();
        try (Product product = Product.start(plan);
                Connection connection = Connection.to(product.address())) {
            Answer list = connection.exchange(
                    HttpRequest.withoutBody("GET", product.certificates("?per_page=50"), product.token()));
            if (list.status() != 200) {
                throw new IOException("the product answered " + list.status() + ": " + list.body());
            }
            double untilList = (System.nanoTime() - started) / 1e6;
            return new Run(product.untilReady().toNanos() / 1e6, untilList, product.residentMib());
        }
    }

    private static void report(String name, String how, List<Run> runs) {
        System.out.printf(
                "%-16s %-22s ready after %5.0f ms   first list after %5.0f ms   %4.0f MiB resident%n",
                name,
                how,
                Median.of(runs.stream().map(Run::untilReady).toList()),
                Median.of(runs.stream().map(Run::untilList).toList()),
                Median.of(runs.stream().map(run -> (double) run.mib()).toList()));
    }

    private record Run(double untilReady, double untilList, long mib) {}
}
