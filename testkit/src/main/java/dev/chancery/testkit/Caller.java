package dev.chancery.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Somebody who calls a listener over a real socket. Bodies are objects, or JSON texts that may be written with single quotes
 * for JSON's double ones.
 *
 * @param base what stands before every path, without a slash at its end
 * @param headers credentials and whatever else goes with every call: names and values in turn
 */
public record Caller(String base, List<String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    // HTTP/1.1 as the official clients speak it; over HTTP/2 a 413 races the reset of the unread stream.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Caller {
        headers = List.copyOf(headers);
    }

    /** Somebody without credentials. */
    public static Caller nobody(String base) {
        return new Caller(base, List.of());
    }

    /** The same place, with a token and nothing else. */
    public Caller bearer(String token) {
        return new Caller(base, List.of("Authorization", "Bearer " + token));
    }

    /** The same caller with further headers. */
    public Caller with(String... more) {
        return new Caller(base, Stream.concat(headers.stream(), Stream.of(more)).toList());
    }

    public Reply get(String path) {
        return call("GET", path, "");
    }

    public Reply delete(String path) {
        return call("DELETE", path, "");
    }

    public Reply post(String path, String body) {
        return call("POST", path, body.replace('\'', '"'));
    }

    public Reply post(String path, Map<String, ?> body) {
        return call("POST", path, json(body));
    }

    public Reply put(String path, String body) {
        return call("PUT", path, body.replace('\'', '"'));
    }

    public Reply put(String path, Map<String, ?> body) {
        return call("PUT", path, json(body));
    }

    public Reply patch(String path, String body) {
        return call("PATCH", path, body.replace('\'', '"'));
    }

    public Reply patch(String path, Map<String, ?> body) {
        return call("PATCH", path, json(body));
    }

    /** A call with a body as it is, or with none if it is empty; labelled as wrangler labels its bodies. */
    public Reply call(String method, String path, String body) {
        HttpRequest.Builder request = to(path);
        if (body.isEmpty()) {
            return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
        }
        return send(request.header("Content-Type", "text/plain;charset=UTF-8")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A request to this path with the caller's headers, a GET until told otherwise. */
    public HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return request;
    }

    /** Sends any request. */
    public static Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Anything as JSON text. */
    public static String json(Object value) {
        return JSON.valueToTree(value).toString();
    }
}
