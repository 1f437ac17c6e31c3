package dev.chancery.edge;

import static dev.chancery.edge.World.ASKS;
import static dev.chancery.edge.World.OPEN;
import static dev.chancery.edge.World.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/2 frame by frame: shared connections, and requests that would be others in HTTP/1.1 (RFC 9113 section 8.2). */
final class Http2Test {
    @TempDir
    static Path folder;

    private static EchoOrigin origin;
    private static World world;

    @BeforeAll
    static void open() throws IOException {
        NoLeaks.watch();
        origin = new EchoOrigin();
        world = new World(folder, origin.uri());
    }

    @AfterAll
    static void close() {
        world.close();
        origin.close();
    }

    private static Http2Headers request(String authority) {
        // Unchecked, as a client that means harm makes them.
        return new DefaultHttp2Headers(false)
                .method("GET")
                .scheme("https")
                .authority(authority)
                .path("/");
    }

    @Test
    void aSharedConnectionServesOnlyTheHostnameItWasMadeFor() throws Exception {
        try (ClientOfHttp2 client = new ClientOfHttp2(world.edge.address().getPort(), ASKS, world)) {
            assertThat(client.send(request(ASKS))).isEqualTo("200");
            assertThat(client.send(request(OTHER))).isEqualTo("421");
            assertThat(client.send(request(OPEN))).isEqualTo("421");
            assertThat(client.send(request("unknown.test"))).isEqualTo("421");
            assertThat(client.send(request(ASKS + ":8443"))).isEqualTo("200");
            assertThat(client.send(request(ASKS).set("host", OPEN))).isEqualTo("400");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "transfer-encoding, chunked",
        "connection, close",
        "X-Upper, case",
        "'x space', a",
        "'x-line\r\nx-other', a",
        "x-value, 'a\r\nx-other: b'",
        "x-value, 'a\nb'",
        "content-length, 5",
        "content-length, x",
        ":path, /second",
        ":unknown, x"
    })
    void whatHttp1WouldReadOtherwiseDoesNotReachTheOrigin(String name, String value) throws Exception {
        int before = origin.requests();
        try (ClientOfHttp2 client = new ClientOfHttp2(world.edge.address().getPort(), OPEN, world)) {
            assertThat(client.send(request(OPEN).add(name, value))).isIn("400", "reset");
        }
        assertThat(origin.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"''", "'/a b'", "'/a\r\nX: y'", "nowhere"})
    void aPathThatIsNone(String path) throws Exception {
        int before = origin.requests();
        try (ClientOfHttp2 client = new ClientOfHttp2(world.edge.address().getPort(), OPEN, world)) {
            assertThat(client.send(request(OPEN).path(path))).isIn("400", "reset");
        }
        assertThat(origin.requests()).isEqualTo(before);
    }

    @Test
    void methodsThatAreNotPassed() throws Exception {
        try (ClientOfHttp2 client = new ClientOfHttp2(world.edge.address().getPort(), OPEN, world)) {
            assertThat(client.send(request(OPEN).method("TRACE"))).isEqualTo("405");
            assertThat(client.send(request(OPEN).method("G ET"))).isIn("400", "reset");
        }
    }
}
