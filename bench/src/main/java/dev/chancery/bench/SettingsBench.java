package dev.chancery.bench;

import dev.chancery.bench.load.ClosedLoop;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.load.Window;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.PostgresServer;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to replace the settings of 1,000 hostnames, from the request to the durable answer, over one connection: as
 * they are, with one of them changed, with the first left out, with every one changed, and for 1,000 others.
 */
final class SettingsBench {

    private final Options options;
    private final int hostnames;

    private SettingsBench(Options options) {
        this.options = options;
        this.hostnames = options.number("hostnames", 1000);
    }

    /** Runs the measurement; the options are engines, hostnames, rounds and warmup. */
    static void run(List<String> arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, Set.of("engines", "hostnames", "rounds", "warmup"));
        try (Engines engines = Engines.pinned(options)) {
            for (PostgresServer server : engines.servers()) {
                new SettingsBench(options).run(server);
            }
        }
    }

    private void run(@Nullable PostgresServer server) throws IOException, SQLException {
        String engine = server == null ? "sqlite" : "postgresql";
        Path folder = Checkout.emptyFolder("settings-bench-" + engine);
        String database = server == null ? "" : server.emptyDatabase("settings");
        try (Product product = Product.start(Product.Plan.measured(folder, database));
                ClosedLoop load = ClosedLoop.to(product.address(), 1)) {
            measure(engine, product, load);
        }
        Checkout.delete(folder);
    }

    private void measure(String engine, Product product, ClosedLoop load) throws IOException {
        byte[] plain = put(product, i -> setting("h" + i, true));
        Map<String, List<byte[]>> cases = new LinkedHashMap<>();
        cases.put("as they are", List.of(plain, plain));
        cases.put("one of them changed", List.of(plain, put(product, i -> setting("h" + i, i != hostnames / 2))));
        cases.put("the first left out", List.of(plain, put(product, i -> setting("h" + Math.max(i, 1), true))));
        cases.put("every one changed", List.of(plain, put(product, i -> setting("h" + i, false))));
        cases.put("for others", List.of(plain, put(product, i -> setting("o" + i, true))));
        long end = System.nanoTime()
                + Duration.ofSeconds(options.number("warmup", 20)).toNanos();
        while (System.nanoTime() < end) {
            for (List<byte[]> requests : cases.values()) {
                load.run(requests);
            }
        }
        Map<String, List<Window>> windows = new LinkedHashMap<>();
        for (int round = 0; round < options.number("rounds", 100); round++) {
            for (Map.Entry<String, List<byte[]>> each : cases.entrySet()) {
                load.run(each.getValue().subList(0, 1));
                windows.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                        .add(load.run(each.getValue().subList(1, 2)));
            }
        }
        windows.forEach((name, seen) -> {
            Window all = Window.together(seen);
            System.out.printf(
                    "%-11s %5d settings %-20s p50 %6.2f ms   p99 %6.2f ms%n",
                    engine, hostnames, name, all.millis(0.5), all.millis(0.99));
        });
    }

    private byte[] put(Product product, IntFunction<String> setting) {
        String list = IntStream.range(0, hostnames).mapToObj(setting).distinct().collect(Collectors.joining(","));
        return HttpRequest.withBody(
                "PUT",
                product.api("/accounts/" + product.variable("CLOUDFLARE_ACCOUNT_ID") + "/access/certificates/settings"),
                product.token(),
                "{\"settings\":[" + list + "]}");
    }

    private static String setting(String label, boolean forwarding) {
        return "{\"hostname\":\"%s.example.com\",\"china_network\":false,\"client_certificate_forwarding\":%s}"
                .formatted(label, forwarding);
    }
}
