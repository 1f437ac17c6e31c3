package dev.chancery.acceptance;

import dev.chancery.acceptance.OpenApiContract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The operations of the documents that the house does not answer yet, each with the issue that brings it and the reason it waits:
 * {@code openapi/later.txt}. The list only shrinks: an operation that a story covers must leave it.
 */
final class LaterOperations {

    private final Map<Operation, String> reasons;

    private LaterOperations(Map<Operation, String> reasons) {
        this.reasons = reasons;
    }

    /** Reads the list: {@code METHOD /path | issue N | reason}, one a line; {@code #} begins a comment. */
    static LaterOperations read() {
        try (InputStream stream = Objects.requireNonNull(
                LaterOperations.class.getResourceAsStream("/openapi/later.txt"), "later.txt is missing")) {
            Map<Operation, String> reasons = new LinkedHashMap<>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> put(reasons, line));
            return new LaterOperations(reasons);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Returns the operations with why each of them waits. */
    Map<Operation, String> reasons() {
        return reasons;
    }

    /** Returns whether an operation is still to come. */
    boolean has(Operation operation) {
        return reasons.containsKey(operation);
    }

    private static void put(Map<Operation, String> reasons, String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != 3 || !parts[1].matches("issue \\d+") || parts[2].isBlank()) {
            throw new IllegalStateException(
                    "later.txt: %s (expected: METHOD /path | issue N | reason)".formatted(line));
        }
        if (reasons.put(Operation.parse(parts[0]), parts[1] + ": " + parts[2]) != null) {
            throw new IllegalStateException("later.txt: %s (expected: each operation once)".formatted(parts[0]));
        }
    }
}
