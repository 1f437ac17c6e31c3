package dev.chancery.bench;

import dev.chancery.bench.data.Filled;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists of 50 over HTTP in a zone of 2,000,000 certificates: what the last full page costs against the first, without a
 * filter and with one. Cost is the core's time for one answer: the window divided by the answers, the core being full.
 */
final class ListBench {

    private static final int PER_PAGE = 50;

    private final Options options;

    private ListBench(Options options) {
        this.options = options;
    }

    /** Runs the measurement; the options are engines, rows, rounds, seconds, warmup and connections. */
    static void run(List<String> arguments) throws IOException, SQLException {
        Options options =
                Options.parse(arguments, Set.of("engines", "rows", "rounds", "seconds", "warmup", "connections"));
        try (Engines engines = Engines.pinned(options)) {
            for (PostgresServer server : engines.servers()) {
                new ListBench(options).run(server);
            }
        }
    }

    /** Nine in ten are active; what is not is spread evenly, as revocations are. */
    static Filled filled(@Nullable PostgresServer server, Options options) throws IOException, SQLException {
        return Filled.prepare(
                server,
                "list",
                options.number("rows", 2_000_000),
                ordinal -> ordinal % 10 == 0 ? Status.REVOKED : Status.ACTIVE);
    }

    private void run(@Nullable PostgresServer server) throws IOException, SQLException {
        Filled filled = filled(server, options);
        try (Product product = Product.start(filled.plan());
                ClosedLoop load = ClosedLoop.to(product.address(), options.number("connections", 4))) {
            Map<String, Long> counts = filled.store().countByStatus(product.zone());
            Map<String, Long> lists = new LinkedHashMap<>();
            lists.put("", counts.values().stream().mapToLong(Long::longValue).sum());
            lists.put("active", counts.getOrDefault("active", 0L));
            lists.put("revoked", counts.getOrDefault("revoked", 0L));
            for (Map.Entry<String, Long> list : lists.entrySet()) {
                measure(filled.name(), product, load, list.getKey(), list.getValue() / PER_PAGE);
            }
        }
    }

    private void measure(String name, Product product, ClosedLoop load, String status, long lastPage)
            throws IOException {
        byte[] first = request(product, status, 1);
        byte[] last = request(product, status, lastPage);
        Duration warmUp = Duration.ofSeconds(options.number("warmup", 10)).dividedBy(2);
        Duration length = Duration.ofSeconds(options.number("seconds", 2));
        load.run(() -> first, warmUp);
        load.run(() -> last, warmUp);
        List<Window> ofFirst = new ArrayList<>();
        List<Window> ofLast = new ArrayList<>();
        for (int round = 0; round < options.number("rounds", 5); round++) {
            ofFirst.add(load.run(() -> first, length));
            ofLast.add(load.run(() -> last, length));
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ofFirst.size(); i++) {
            ratios.add(ofFirst.get(i).perSecond() / ofLast.get(i).perSecond());
        }
        System.out.printf(
                "%-16s %-10s page 1: %6.3f ms   page %,d: %6.3f ms   ratio %.2f (target <= 1.30)%n",
                name, status.isEmpty() ? "all" : status, cost(ofFirst), lastPage, cost(ofLast), Median.of(ratios));
    }

    private static double cost(List<Window> windows) {
        return Median.of(
                windows.stream().map(window -> 1000 / window.perSecond()).toList());
    }

    private static byte[] request(Product product, String status, long page) {
        String filter = status.isEmpty() ? "" : "&status=" + status;
        return HttpRequest.withoutBody(
                "GET", product.certificates("?per_page=" + PER_PAGE + "&page=" + page + filter), product.token());
    }
}
