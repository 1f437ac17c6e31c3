package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.server.Product;
import java.io.IOException;

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
        byte[] request = body.isEmpty()
                ? HttpRequest.withoutBody(method, product.certificates(suffix), product.token())
                : HttpRequest.withBody(method, product.certificates(suffix), product.token(), body);
        Answer answer = connection.exchange(request);
        if (answer.status() != 200) {
            throw new UnexpectedAnswer(
                    method + " " + suffix + " was answered " + answer.status() + ": " + answer.body());
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
