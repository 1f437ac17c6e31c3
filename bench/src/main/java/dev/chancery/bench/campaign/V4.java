package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.net.URI;

/** The API as one writer or checker speaks it, over one keep-alive connection. */
final class V4 implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Product product;
    private final Connection connection;

    V4(Product product) throws IOException {
        this.product = product;
        this.connection = Connection.to(product.address());
    }

    /** Sends a request about the zone's client certificates and returns the envelope of a 200. */
    JsonNode ask(String method, String suffix, String body) throws IOException {
        return ask(method, product.certificates(suffix), body, 200);
    }

    /** Sends a request to a path of the API and returns the envelope of an answer with this status. */
    JsonNode ask(String method, String path, String body, int status) throws IOException {
        return ask(method, product.api(path), body, status);
    }

    /** Sends a request and returns the envelope of an answer with this status. */
    JsonNode ask(String method, URI target, String body, int status) throws IOException {
        byte[] request = body.isEmpty()
                ? HttpRequest.withoutBody(method, target, product.token())
                : HttpRequest.withBody(method, target, product.token(), body);
        Answer answer = connection.exchange(request);
        if (answer.status() != status) {
            throw new UnexpectedAnswer(
                    method + " " + target + " was answered " + answer.status() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** The product answered, and not as it should: never to be mistaken for a connection that broke. */
    static final class UnexpectedAnswer extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(String message) {
            super(message);
        }
    }
}
