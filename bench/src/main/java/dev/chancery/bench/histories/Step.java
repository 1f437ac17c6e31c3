package dev.chancery.bench.histories;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a history: a request and its answer.
 *
 * @param history who took it
 * @param object what it was taken on
 * @param op what it was: create, get, bind, list or delete
 * @param id the id the object was known under; empty for none
 * @param sent the hostnames that were sent
 * @param outcome {@code ok}, or the code of the refusal
 * @param got the hostnames or the one id that were answered
 * @param from before the request left, in nanoseconds on a clock all histories share
 * @param to after the answer was read
 */
public record Step(
        int history,
        String object,
        String op,
        String id,
        List<String> sent,
        String outcome,
        List<String> got,
        long from,
        long to) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Step {
        sent = List.copyOf(sent);
        got = List.copyOf(got);
    }

    /** Reads a file of one JSON object a line. */
    public static List<Step> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(Step::parse)
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Whether it succeeded. */
    public boolean ok() {
        return outcome.equals("ok");
    }

    /** Whether the answer was over before another step's request left. */
    boolean precedes(Step other) {
        return to < other.from;
    }

    private static Step parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return new Step(
                    node.path("history").asInt(),
                    node.path("object").asText(),
                    node.path("op").asText(),
                    node.path("id").asText(),
                    texts(node.path("sent")),
                    node.path("outcome").asText(),
                    texts(node.path("got")),
                    Long.parseLong(node.path("from").asText()),
                    Long.parseLong(node.path("to").asText()));
        } catch (JacksonException cause) {
            throw new UncheckedIOException(line, cause);
        }
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
