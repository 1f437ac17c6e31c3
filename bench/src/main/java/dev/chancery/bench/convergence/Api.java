package dev.chancery.bench.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The API of a control plane whose replicas come and go. */
final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<List<Product>> replicas;

    /**
     * @param replicas those that are up, in any order
     */
    Api(Supplier<List<Product>> replicas) {
        this.replicas = replicas;
    }

    /**
     * Asks one replica and returns the result of a 2xx.
     *
     * @param which the replica, of those that are up
     * @throws IOException if it is gone: nobody knows what became of the request
     * @throws IllegalStateException if it was answered otherwise
     */
    JsonNode ask(int which, String method, String path, String body) throws IOException {
        List<Product> up = replicas.get();
        if (up.isEmpty()) {
            throw new IOException("control is down");
        }
        Product product = up.get(Math.floorMod(which, up.size()));
        HttpRequest.Builder request = HttpRequest.newBuilder(product.api(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + product.token())
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body()).path("result");
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", cause);
        }
    }
}
