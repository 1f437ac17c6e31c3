package dev.chancery.edge;

import static dev.chancery.edge.World.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.Curl.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Too much, too long, too slow, too many. */
final class LimitsTest {
    private static final String[] VERSIONS = {"--http1.1", "--http2"};

    @TempDir
    static Path folder;

    private static EchoOrigin origin;
    private static World world;

    @BeforeAll
    static void open() throws IOException {
        NoLeaks.watch();
        origin = new EchoOrigin();
        world = new World(folder, origin.uri(), Limits.tight());
    }

    @AfterAll
    static void close() {
        world.close();
        origin.close();
    }

    private static Raw raw() {
        return new Raw(world.edge.address().getPort(), OPEN);
    }

    private static String large(int count) {
        return "x".repeat(count);
    }

    @Test
    void aTargetTooLong() {
        assertThat(world.curl.get(OPEN, "/" + large(2 << 10), "--http1.1").status())
                .isEqualTo(414);
    }

    @Test
    void fieldsTooLarge() {
        for (String version : VERSIONS) {
            assertThat(world.curl
                            .get(OPEN, "/", version, "-H", "X-Large: " + large(5 << 10))
                            .status())
                    .as(version)
                    .isEqualTo(431);
        }
    }

    @Test
    void aHeaderBombIsAnsweredBeforeItHasArrived() {
        try (Raw raw = raw()) {
            raw.send("GET / HTTP/1.1\r\nHost: " + OPEN + "\r\n");
            for (int i = 0; i < 100; i++) {
                raw.send("X-" + i + ": " + large(100) + "\r\n");
            }
            assertThat(raw.toTheEnd()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void aBodyTooLarge() {
        world.openssl.write("upload", new byte[100 << 10]);
        for (String version : VERSIONS) {
            Said told = world.curl.get(OPEN, "/count", version, "--data-binary", "@upload");
            assertThat(told.status()).as(told.toString()).isEqualTo(413);
        }
        Said chunked = world.curl.get(
                OPEN, "/count", "--http1.1", "-H", "Transfer-Encoding: chunked", "--data-binary", "@upload");
        assertThat(chunked.status()).as(chunked.toString()).isEqualTo(413);
    }

    @Test
    void aHeadThatDripsIn() {
        try (Raw raw = raw()) {
            assertThat(raw.send("GET / HTTP/1.1\r\nHost:").toTheEnd()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void aBodyThatStops() {
        try (Raw raw = raw()) {
            assertThat(raw.send("POST /count HTTP/1.1\r\nHost: " + OPEN + "\r\nContent-Length: 10\r\n\r\nabc")
                            .toTheEnd())
                    .startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void anIdleConnection() {
        try (Raw raw = raw()) {
            assertThat(raw.toTheEnd()).isEmpty();
        }
        try (Raw raw = raw()) {
            assertThat(raw.send("GET / HTTP/1.1\r\nHost: " + OPEN + "\r\n\r\n").answer())
                    .startsWith("HTTP/1.1 200 ");
            assertThat(raw.toTheEnd()).isEmpty();
        }
    }

    /** Every answer is ten times its request: what nobody reads must not pile up. */
    @Test
    @Timeout(120)
    void aClientThatAsksAndDoesNotRead() throws Exception {
        String requests = "GET / HTTP/1.1\r\nHost: a.test\r\n\r\n".repeat(500);
        int most = 4_000;
        long peak = Peak.of(() -> {
            try (Raw raw = raw()) {
                assertThat(raw.flood(requests, most)).isLessThan(most);
            }
        });
        assertThat(peak).isBetween(1L, 48L << 20);
    }

    @Test
    void aChunkThatDoesNotBegin() {
        try (Raw raw = raw()) {
            raw.send("POST /count HTTP/1.1\r\nHost: " + OPEN + "\r\nTransfer-Encoding: chunked\r\n\r\n4;x="
                    + large(2 << 10));
            assertThat(raw.toTheEnd()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void trailersTooLarge() {
        try (Raw raw = raw()) {
            raw.send("POST /count HTTP/1.1\r\nHost: " + OPEN + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
            for (int i = 0; i < 50; i++) {
                raw.send("X-" + i + ": " + large(100) + "\r\n");
            }
            assertThat(raw.toTheEnd()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aHandshakeThatDoesNotCome() throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), world.edge.address().getPort())) {
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void plainHttpIsClosed() throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), world.edge.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(8);
        }
    }

    @Test
    void oneConnectionMoreThanAllowedIsClosed() throws IOException {
        List<Socket> many = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                many.add(new Socket(
                        InetAddress.getLoopbackAddress(), world.edge.address().getPort()));
            }
            Socket last = many.getLast();
            last.setSoTimeout(20_000);
            assertThat(last.getInputStream().read()).isEqualTo(-1);
            assertThat(world.meters
                            .counter("chancery.edge.handshakes", "outcome", "over_limit")
                            .count())
                    .isPositive();
        } finally {
            for (Socket each : many) {
                each.close();
            }
        }
    }
}
