package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The four stories of hostname settings that Terraform's provider skips because the service answers them with conflicts: set a
 * list, change it, exchange it for another, clear it, each at once after the one before. They are told over and over by many
 * writers at the same time; each must read what it wrote, and nobody is ever told to come again. Half of the writers each
 * have a zone of one account they share, the other half an account of their own.
 */
public final class SettingsCampaign {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Plan plan;
    private final Product product;
    private final AtomicInteger told = new AtomicInteger();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    private SettingsCampaign(Plan plan, Product product) {
        this.plan = plan;
        this.product = product;
    }

    /**
     * What to do.
     *
     * @param product how to start the product
     * @param seed decides what the lists say
     * @param rounds how often all four stories are told
     * @param writers how many tell them at the same time
     */
    public record Plan(Product.Plan product, long seed, int rounds, int writers) {}

    /**
     * What came of it.
     *
     * @param rounds how often all four stories were told to their end
     * @param violations what was found wrong
     */
    public record Outcome(int rounds, List<String> violations) {

        /** The list is copied. */
        public Outcome {
            violations = List.copyOf(violations);
        }
    }

    /** Starts the product and tells the stories. */
    public static Outcome run(Plan plan) throws IOException {
        try (Product product = Product.start(plan.product())) {
            return new SettingsCampaign(plan, product).run();
        }
    }

    private Outcome run() throws IOException {
        List<Thread> threads = new ArrayList<>();
        try (V4 v4 = new V4(product)) {
            SplittableRandom random = new SplittableRandom(plan.seed());
            for (int i = 0; i < plan.writers(); i++) {
                Place place = place(v4, i, random.nextInt(1 << 30));
                SplittableRandom own = random.split();
                int rounds = plan.rounds() / plan.writers() + (i < plan.rounds() % plan.writers() ? 1 : 0);
                threads.add(Thread.ofPlatform().start(() -> write(place, rounds, own)));
            }
        }
        for (Thread thread : threads) {
            await(thread);
        }
        return new Outcome(told.get(), List.copyOf(violations));
    }

    /** A domain of one writer's own, and where its settings are. */
    private record Place(String zone, URI settings) {}

    private Place place(V4 v4, int writer, int mark) throws IOException {
        String account = product.variable("CLOUDFLARE_ACCOUNT_ID");
        boolean shared = writer % 2 == 0;
        if (!shared) {
            account = id(v4, "/accounts", Map.of("name", "writer " + writer));
        }
        String name = "w%d-%x.example".formatted(writer, mark);
        String zone = id(v4, "/zones", Map.of("name", name, "account", Map.of("id", account)));
        String root = shared ? "/zones/" + zone : "/accounts/" + account;
        return new Place(name, product.api(root + "/access/certificates/settings"));
    }

    private String id(V4 v4, String path, Map<String, ?> body) throws IOException {
        return v4.ask("POST", product.api(path), JSON.writeValueAsString(body), 200)
                .path("result")
                .path("id")
                .asText();
    }

    private void write(Place place, int rounds, SplittableRandom random) {
        try (V4 v4 = new V4(product)) {
            for (int round = 0; round < rounds; round++) {
                boolean forwarding = random.nextBoolean();
                String a = "a%d.%s".formatted(random.nextInt(10), place.zone());
                String b = "b%d.%s".formatted(random.nextInt(10), place.zone());
                story(v4, place, List.of(setting(a, forwarding)));
                story(v4, place, List.of(setting(a, !forwarding)));
                story(v4, place, List.of(setting(b, forwarding), setting(a, forwarding)));
                story(v4, place, List.of());
                told.incrementAndGet();
            }
        } catch (IOException | V4.UnexpectedAnswer failed) {
            violations.add(place.zone() + ": " + failed);
        }
    }

    private static Map<String, ?> setting(String hostname, boolean forwarding) {
        return Map.of("hostname", hostname, "china_network", false, "client_certificate_forwarding", forwarding);
    }

    private void story(V4 v4, Place place, List<Map<String, ?>> settings) throws IOException {
        JsonNode wanted = JSON.valueToTree(settings);
        String body = JSON.writeValueAsString(Map.of("settings", settings));
        JsonNode written = v4.ask("PUT", place.settings(), body, 202).path("result");
        JsonNode read = v4.ask("GET", place.settings(), "", 200).path("result");
        if (!written.equals(wanted) || !read.equals(wanted)) {
            violations.add(place.zone() + ": wrote " + wanted + ", was answered " + written + ", then read " + read);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", cause);
        }
    }
}
