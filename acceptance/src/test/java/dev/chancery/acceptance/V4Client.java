package dev.chancery.acceptance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plain client of the v4 API: it says exactly what it is told to and judges nothing. */
final class V4Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI base;
    private final List<String> credentials;

    /**
     * A client with a bearer token.
     *
     * @param base the address that ends in {@code /client/v4}
     */
    V4Client(URI base, String token) {
        this(base, List.of("Authorization", "Bearer " + token));
    }

    /** A client that sends these headers (name, value, name, value …) as its credentials. */
    V4Client(URI base, List<String> credentials) {
        this.base = base;
        this.credentials = credentials;
    }

    /** Returns a client of the same address with another token. */
    V4Client withToken(String token) {
        return new V4Client(base, token);
    }

    V4Answer get(String path) {
        return send("GET", path, null);
    }

    V4Answer post(String path, Map<String, ?> body) {
        return send("POST", path, write(body));
    }

    V4Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, write(body));
    }

    V4Answer patch(String path, Map<String, ?> body) {
        return send("PATCH", path, write(body));
    }

    V4Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends a body as it is, labelled as JSON. */
    V4Answer send(String method, String path, @Nullable String body) {
        List<String> headers =
                body == null ? credentials : concat(credentials, List.of("Content-Type", "application/json"));
        return sendExactly(method, path, headers, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends exactly these headers and this body; the client's own credentials are not added. */
    V4Answer sendExactly(String method, String path, List<String> headers, byte @Nullable [] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String text = new String(response.body(), StandardCharsets.UTF_8);
            return new V4Answer(method + " " + path, response.statusCode(), response.headers(), text, read(text));
        } catch (IOException cause) {
            throw new UncheckedIOException(method + " " + path, cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", cause);
        }
    }

    /** Returns the headers that carry this client's credentials. */
    List<String> credentials() {
        return credentials;
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }

    private static String write(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JacksonException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static JsonNode read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
