package dev.chancery.control.clientcertificates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Speaks the API over a real socket. */
record V4Client(int port) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    record Reply(int status, JsonNode body) {
        JsonNode result() {
            if (status != 200 || !body.path("success").booleanValue()) {
                throw new AssertionError(status + " " + body);
            }
            return body.path("result");
        }

        /** Each error as {@code code pointer: message}; without pointer, {@code code: message}. */
        List<String> errors() {
            List<String> errors = new ArrayList<>();
            for (JsonNode error : body.path("errors")) {
                String pointer = error.path("source").path("pointer").asText("");
                errors.add(error.path("code").asInt() + (pointer.isEmpty() ? "" : " " + pointer) + ": "
                        + error.path("message").asText());
            }
            return errors;
        }
    }

    /** Sends a request with the token (none if empty) and a body (none if empty). */
    Reply call(String method, String path, String token, String body) {
        HttpResponse<byte[]> response = send(method, "/client/v4" + path, token, body);
        try {
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> send(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A text as JSON. */
    static String json(String text) {
        return JSON.valueToTree(text).toString();
    }
}
