package dev.chancery.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.ClosedLoop;
import dev.chancery.bench.load.Connection;
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
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a page of 100 SSH CAs costs among 10,000 applications that each have one, over one connection: the first, one in the
 * middle, and the last, in turn. The applications and CAs are made over the API.
 */
final class SshCasBench {

    private static final int PER_PAGE = 100;
    private static final int CALLERS = 16;

    private final Options options;
    private final int applications;
    private final JsonMapper json = JsonMapper.builder().build();

    private SshCasBench(Options options) {
        this.options = options;
        this.applications = options.number("applications", 10_000);
    }

    /** Runs the measurement; the options are engines, applications, rounds, seconds (of a window) and warmup. */
    static void run(List<String> arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, Set.of("engines", "applications", "rounds", "seconds", "warmup"));
        try (Engines engines = Engines.pinned(options)) {
            for (PostgresServer server : engines.servers()) {
                new SshCasBench(options).run(server);
            }
        }
    }

    private void run(@Nullable PostgresServer server) throws IOException, SQLException {
        String engine = server == null ? "sqlite" : "postgresql";
        Path folder = Checkout.emptyFolder("ssh-cas-bench-" + engine);
        String database = server == null ? "" : server.emptyDatabase("ssh_cas");
        try (Product product = Product.start(Product.Plan.measured(folder, database))) {
            fill(product);
            measure(engine, product);
        }
        Checkout.delete(folder);
    }

    /** Several callers at once share commits, so that filling takes seconds and not minutes. */
    private void fill(Product product) throws IOException {
        List<Callable<Void>> callers = IntStream.range(0, CALLERS)
                .<Callable<Void>>mapToObj(caller -> () -> {
                    fill(product, caller);
                    return null;
                })
                .toList();
        try (ExecutorService all = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<Void> filled : all.invokeAll(callers)) {
                filled.get();
            }
        } catch (ExecutionException cause) {
            throw new IOException("not filled", cause.getCause());
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", cause);
        }
    }

    private void fill(Product product, int caller) throws IOException {
        try (Connection connection = Connection.to(product.address())) {
            for (int i = caller; i < applications; i += CALLERS) {
                String body = "{\"name\":\"ssh %d\",\"type\":\"ssh\",\"domain\":\"ssh%d.example.com\"}".formatted(i, i);
                Answer made = connection.exchange(
                        HttpRequest.withBody("POST", product.api(apps(product)), product.token(), body));
                String id = json.readTree(made.body()).at("/result/id").asText();
                Answer ca = connection.exchange(HttpRequest.withoutBody(
                        "POST", product.api(apps(product) + "/" + id + "/ca"), product.token()));
                if (ca.status() != 200) {
                    throw new IOException("application %d: %s, its CA: %s".formatted(i, made, ca));
                }
            }
        }
    }

    private void measure(String engine, Product product) throws IOException {
        int last = applications / PER_PAGE;
        List<Integer> pages = List.of(1, (last + 1) / 2, last);
        List<List<Window>> windows = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Duration length = Duration.ofSeconds(options.number("seconds", 3));
        try (ClosedLoop load = ClosedLoop.to(product.address(), 1)) {
            byte[] first = page(product, 1);
            load.run(() -> first, Duration.ofSeconds(options.number("warmup", 15)));
            for (int round = 0; round < options.number("rounds", 5); round++) {
                for (int i = 0; i < pages.size(); i++) {
                    byte[] request = page(product, pages.get(i));
                    windows.get(i).add(load.run(() -> request, length));
                }
            }
        }
        for (int i = 0; i < pages.size(); i++) {
            Window all = Window.together(windows.get(i));
            System.out.printf(
                    "%-11s %d SSH CAs, page %3d of %d   p50 %6.2f ms   p99 %6.2f ms%n",
                    engine, applications, pages.get(i), last, all.millis(0.5), all.millis(0.99));
        }
    }

    private static byte[] page(Product product, int page) {
        return HttpRequest.withoutBody(
                "GET",
                product.api("%s/ca?per_page=%d&page=%d".formatted(apps(product), PER_PAGE, page)),
                product.token());
    }

    private static String apps(Product product) {
        return "/accounts/" + product.variable("CLOUDFLARE_ACCOUNT_ID") + "/access/apps";
    }
}
