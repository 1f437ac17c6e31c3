package dev.chancery.bench.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.server.EdgeProcess;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Control's API, as far as edges that follow it need it. */
final class Following {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Product product;

    Following(Product product) {
        this.product = product;
    }

    /** Asks and returns the result of a 2xx. */
    JsonNode ask(String method, String path, String body) throws IOException {
        HttpRequest.BodyPublisher sent =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(product.api(path))
                .header("Authorization", "Bearer " + product.token())
                .method(method, sent)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body()).path("result");
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IOException(cause);
        }
    }

    /** Starts an edge with a token of its own, and does not wait for it. */
    EdgeProcess edge(Path folder, Map<String, String> environment) throws IOException {
        JsonNode token = ask("POST", edges() + "/join_tokens", "{\"name\":\"bench\"}");
        return EdgeProcess.following(
                folder, token.path("url").asText(), token.path("token").asText(), environment);
    }

    /** Returns how many edges hold a lease, or did when they were last heard. */
    long leased() throws IOException {
        return ask("GET", edges(), "")
                .valueStream()
                .filter(edge -> edge.path("status").asText().equals("leased"))
                .count();
    }

    /** Returns how long it took until so many edges hold a lease. */
    Duration awaitLeases(int count) throws IOException {
        long started = System.nanoTime();
        while (System.nanoTime() - started < PATIENCE.toNanos()) {
            if (leased() >= count) {
                return Duration.ofNanos(System.nanoTime() - started);
            }
            Processes.pause(20);
        }
        throw new IOException("the edges got no lease: " + ask("GET", edges(), ""));
    }

    private String edges() {
        return "/accounts/" + product.variable("CLOUDFLARE_ACCOUNT_ID") + "/edges";
    }
}
