package dev.chancery.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All stories of the official TypeScript SDK, told once.
 *
 * @param cases how each case of each story went
 * @param exchanges every request and answer, in order
 */
record SdkRun(List<Case> cases, List<RecordedExchange> exchanges) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What both told. */
    SdkRun and(SdkRun other) {
        return new SdkRun(
                Stream.concat(cases.stream(), other.cases.stream()).toList(),
                Stream.concat(exchanges.stream(), other.exchanges.stream()).toList());
    }

    /**
     * One case of a story.
     *
     * @param error what went wrong with the stack it happened on, empty if nothing did
     */
    record Case(String story, String name, String error) {

        String title() {
            return story + ": " + name;
        }
    }

    /**
     * Runs stories with one version of the SDK.
     *
     * @param sdk {@code cloudflare} or {@code cloudflare4}
     * @param stories {@code plain}, or {@code signed-in} for those that want an edge and the role access beside the product
     */
    static SdkRun of(String sdk, String stories, RunningChancery product) {
        try {
            Path exchanges = Checkout.output("exchanges-%s-%s.jsonl".formatted(sdk, stories));
            Files.createDirectories(exchanges.getParent());
            Files.writeString(exchanges, "");
            String output = NodePackage.installed("typescript")
                    .node("run.mjs", sdk, exchanges.toString(), stories)
                    .with(product.environment())
                    .run()
                    .succeeded();
            List<Case> cases = new ArrayList<>();
            for (String line : output.lines().toList()) {
                JsonNode node = JSON.readTree(line);
                cases.add(new Case(
                        node.path("story").asText(),
                        node.path("name").asText(),
                        node.path("error").asText("")));
            }
            return new SdkRun(List.copyOf(cases), RecordedExchange.read(exchanges));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
