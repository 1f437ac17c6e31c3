package dev.chancery.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the JDK's own small server. */
final class ClosedLoopTest {

    private static final String LONG_TEXT = "certificate ".repeat(20_000);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/counted", exchange -> answer(exchange, 200, true));
        server.createContext("/chunked", exchange -> answer(exchange, 200, false));
        server.createContext("/refused", exchange -> answer(exchange, 429, true));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsAnAnswerWhoseLengthIsStated() throws IOException {
        try (Connection connection = Connection.to(server.getAddress())) {
            assertThat(connection.exchange(get("/counted"))).isEqualTo(new Answer(200, LONG_TEXT));
        }
    }

    @Test
    void readsAnAnswerInChunksAndTheOneAfterItOnTheSameConnection() throws IOException {
        try (Connection connection = Connection.to(server.getAddress())) {
            assertThat(connection.exchange(get("/chunked"))).isEqualTo(new Answer(200, LONG_TEXT));
            assertThat(connection.exchange(get("/counted")).body()).isEqualTo(LONG_TEXT);
        }
    }

    @Test
    void sendsEachRequestOnceAndCountsEachAnswer() throws IOException {
        try (ClosedLoop load = ClosedLoop.to(server.getAddress(), 4)) {
            Window window = load.run(Collections.nCopies(50, get("/chunked")));
            assertThat(window.count()).isEqualTo(50);
            assertThat(asked).hasValue(50);
        }
    }

    @Test
    void endsAtTheFirstAnswerThatIsARefusal() throws IOException {
        try (ClosedLoop load = ClosedLoop.to(server.getAddress(), 1)) {
            assertThatThrownBy(() -> load.run(Collections.nCopies(2, get("/refused"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("429");
        }
    }

    private byte[] get(String path) {
        InetSocketAddress address = server.getAddress();
        return HttpRequest.withoutBody("GET", URI.create("http://127.0.0.1:" + address.getPort() + path), "");
    }

    private void answer(HttpExchange exchange, int status, boolean counted) throws IOException {
        asked.incrementAndGet();
        byte[] body = LONG_TEXT.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, counted ? body.length : 0);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
