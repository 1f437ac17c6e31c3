package dev.chancery.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All stories of the official TypeScript SDK, told once.
 *
 * @param cases how each case of each story went
 * @param exchanges every request and answer, in order
 */
record SdkRun(List<Case> cases, List<RecordedExchange> exchanges) {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** Runs every story with one version of the SDK: {@code cloudflare} or {@code cloudflare4}. */
    static SdkRun of(String sdk, RunningChancery product) {
        try {
            Path exchanges = Checkout.output("exchanges-" + sdk + ".jsonl");
            Files.createDirectories(exchanges.getParent());
            Files.writeString(exchanges, "");
            String output = NodePackage.installed("typescript")
                    .node("run.mjs", sdk, exchanges.toString())
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
