package dev.chancery.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One request and its answer, as a client wrote them down.
 *
 * @param story which story asked
 * @param method the HTTP method
 * @param path the path below {@code /client/v4}, without a query
 * @param status the HTTP status of the answer
 * @param contentType the content type of the answer, empty if there was none
 * @param body the body of the answer
 */
record RecordedExchange(String story, String method, String path, int status, String contentType, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a file of one JSON object a line. */
    static List<RecordedExchange> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(RecordedExchange::parse)
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Returns whether the answer was a success. */
    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    private static RecordedExchange parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return new RecordedExchange(
                    node.path("story").asText(),
                    node.path("method").asText(),
                    node.path("path").asText(),
                    node.path("status").asInt(),
                    node.path("contentType").asText(),
                    node.path("body").asText());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
