package dev.chancery.bench.campaign;

import dev.chancery.bench.histories.CertificateModel;
import dev.chancery.bench.histories.Linearization;
import dev.chancery.bench.histories.RegisterModel;
import dev.chancery.bench.histories.Step;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Npm;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Concurrent histories over one account through the official SDK: each creates, binds, replaces, detaches, reads and deletes the
 * objects all share. Every object must behave as if one step were taken after another, each between its request and its answer
 * (linearizability).
 */
public final class HistoriesCampaign {

    private HistoriesCampaign() {}

    /**
     * What to do.
     *
     * @param product how to start the product, in a folder and a database of its own
     * @param seed decides what each history does
     * @param histories how many there are at the same time
     * @param steps how many each takes
     */
    public record Plan(Product.Plan product, int seed, int histories, int steps) {}

    /**
     * What came of it.
     *
     * @param steps how many were taken
     * @param objects on how many objects
     * @param oneSided the kinds of step that were never taken with success, or never refused; with too few steps a run proves
     *     nothing of them
     * @param violations for each object that has no order, how far one came
     */
    public record Outcome(int steps, int objects, List<String> oneSided, List<String> violations) {

        /** The lists are copied. */
        public Outcome {
            oneSided = List.copyOf(oneSided);
            violations = List.copyOf(violations);
        }
    }

    /** Starts the product, lets the histories happen and judges them. */
    public static Outcome run(Plan plan) throws IOException {
        Path client = Checkout.root().resolve("acceptance").resolve("clients").resolve("typescript");
        Npm.install(client);
        Path folder = Files.createDirectories(plan.product().folder());
        Path events = folder.resolve("events.jsonl");
        try (Product product = Product.start(plan.product())) {
            happen(plan, product, client, events);
        }
        return judge(Step.read(events));
    }

    private static void happen(Plan plan, Product product, Path client, Path events) throws IOException {
        Path log = events.resolveSibling("histories.log");
        Process node = Processes.start(
                List.of(
                        "node",
                        client.resolve("histories.mjs").toString(),
                        "cloudflare",
                        Integer.toString(plan.seed()),
                        Integer.toString(plan.histories()),
                        Integer.toString(plan.steps()),
                        events.toString()),
                product.variables(),
                log);
        if (Processes.await(node) != 0) {
            throw new IOException("the histories did not come to their end:\n" + Files.readString(log));
        }
    }

    private static Outcome judge(List<Step> steps) {
        Map<String, List<Step>> objects =
                steps.stream().collect(Collectors.groupingBy(Step::object, TreeMap::new, Collectors.toList()));
        List<String> violations = new ArrayList<>();
        objects.forEach((object, its) ->
                violation(object, its).ifPresent(explanation -> violations.add(object + ": " + explanation)));
        return new Outcome(steps.size(), objects.size(), oneSided(steps), violations);
    }

    private static Optional<String> violation(String object, List<Step> steps) {
        return switch (kind(object)) {
            case "mtls" -> Linearization.violation(CertificateModel.ofMtls(), steps);
            case "access" -> Linearization.violation(CertificateModel.ofAccess(), steps);
            default -> Linearization.violation(new RegisterModel(), steps);
        };
    }

    private static List<String> oneSided(List<Step> steps) {
        List<String> found = new ArrayList<>();
        for (String kind : List.of("mtls", "access")) {
            for (String op : List.of("create", "bind", "list", "delete")) {
                long outcomes = steps.stream()
                        .filter(step ->
                                kind(step.object()).equals(kind) && step.op().equals(op))
                        .map(Step::ok)
                        .distinct()
                        .count();
                if (outcomes != 2) {
                    found.add(kind + " " + op);
                }
            }
        }
        return found;
    }

    /** An object is named by its kind and its number. */
    private static String kind(String object) {
        return object.replaceFirst(":.*", "");
    }
}
