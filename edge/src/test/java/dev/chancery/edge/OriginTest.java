package dev.chancery.edge;

import static dev.chancery.edge.World.ASKS;
import static dev.chancery.edge.World.OPEN;
import static dev.chancery.edge.World.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.Curl.Said;
import dev.chancery.edge.front.FrontLimits;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Origins as they are: they close, hang, break off and talk nonsense. */
final class OriginTest {
    private static final String[] VERSIONS = {"--http1.1", "--http2"};

    @TempDir
    static Path folder;

    private static ScriptedOrigin origin;
    private static World world;

    @BeforeAll
    static void open() throws IOException {
        NoLeaks.watch();
        origin = new ScriptedOrigin();
        FrontLimits limits = FrontLimits.byDefault();
        world = new World(
                folder,
                origin.uri(),
                new FrontLimits(
                        limits.connections(),
                        limits.streams(),
                        limits.targetBytes(),
                        limits.headerBytes(),
                        limits.bodyBytes(),
                        limits.handshake(),
                        limits.head(),
                        Duration.ofMillis(500),
                        Duration.ofMillis(500),
                        limits.idle(),
                        limits.silence(),
                        limits.patience()));
    }

    @AfterAll
    static void close() throws IOException {
        world.close();
        origin.close();
    }

    private static Said get(String... options) {
        return world.curl.get(OPEN, "/", options);
    }

    @Test
    void aConnectionIsUsedAgain() {
        AtomicInteger connections = new AtomicInteger();
        origin.play(line -> {
            connections.incrementAndGet();
            for (int i = 1; ; i++) {
                var _ = line.head();
                line.answer("answer " + i);
            }
        });
        try (Raw raw = new Raw(world.edge.address().getPort(), OPEN)) {
            for (int i = 1; i <= 5; i++) {
                assertThat(raw.send("GET / HTTP/1.1\r\nHost: " + OPEN + "\r\n\r\n")
                                .answer())
                        .endsWith("answer " + i);
            }
        }
        assertThat(connections).hasValue(1);
    }

    @Test
    void aRequestOnAConnectionTheOriginJustClosedIsMadeAgain() throws Exception {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        origin.play(line -> {
            seen.add(line.head());
            line.answer("once");
            // The next one on this connection is read and never answered.
            seen.add(line.head());
        });
        try (Raw raw = new Raw(world.edge.address().getPort(), OPEN)) {
            assertThat(raw.send("GET /a HTTP/1.1\r\nHost: " + OPEN + "\r\n\r\n").answer())
                    .endsWith("once");
            assertThat(raw.send("GET /b HTTP/1.1\r\nHost: " + OPEN + "\r\n\r\n").answer())
                    .endsWith("once");
            assertThat(raw.send("POST /c HTTP/1.1\r\nHost: " + OPEN + "\r\nContent-Length: 1\r\n\r\nx")
                            .answer())
                    .startsWith("HTTP/1.1 502 ");
        }
        assertThat(seen.poll(10, TimeUnit.SECONDS)).startsWith("GET /a");
        assertThat(seen.poll(10, TimeUnit.SECONDS)).startsWith("GET /b");
        assertThat(seen.poll(10, TimeUnit.SECONDS)).startsWith("GET /b");
    }

    @Test
    void anOriginThatSaysNothingIsToldApartFromOneThatIsNotThere() throws Exception {
        origin.play(ScriptedOrigin.Line::end);
        for (String version : VERSIONS) {
            Said said = get(version);
            assertThat(said.status()).isEqualTo(504);
            assertThat(said.field("x-chancery-reason")).hasValue("origin_too_slow");
        }
        origin.play(line -> {
            var _ = line.head();
        });
        for (String version : VERSIONS) {
            Said said = get(version);
            assertThat(said.status()).isEqualTo(502);
            assertThat(said.field("x-chancery-reason")).hasValue("origin_broke_off");
        }
    }

    @Test
    void anOriginThatIsNotThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (World nowhere =
                new World(Files.createDirectory(folder.resolve("nowhere")), URI.create("http://127.0.0.1:" + free))) {
            Said said = nowhere.curl.get(OPEN, "/");
            assertThat(said.status()).isEqualTo(502);
            assertThat(said.field("x-chancery-reason")).hasValue("origin_unreachable");
        }
    }

    @Test
    void nonsenseIsNotPassedOn() {
        for (String nonsense : new String[] {
            "SSH-2.0-OpenSSH\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "HTTP/1.1 200 OK\r\nX-Nul: a\u0000b\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
        }) {
            origin.play(line -> {
                var _ = line.head();
                line.say(nonsense);
                line.end();
            });
            for (String version : VERSIONS) {
                Said said = get(version);
                assertThat(said.status()).as(nonsense).isEqualTo(502);
            }
        }
    }

    @Test
    void anAnswerThatBreaksOffIsSeenToBeCut() {
        for (String half : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
        }) {
            origin.play(line -> {
                var _ = line.head();
                line.say(half);
            });
            for (String version : VERSIONS) {
                Said said = get(version);
                assertThat(said.status()).isEqualTo(200);
                assertThat(said.exit()).isNotZero();
                assertThat(said.body()).isEqualTo("abc");
            }
        }
    }

    @Test
    void anAnswerThatStallsIsCut() {
        origin.play(line -> {
            var _ = line.head();
            line.say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            line.end();
        });
        for (String version : VERSIONS) {
            assertThat(get(version).exit()).isNotZero();
        }
    }

    @Test
    void anAnswerWithoutALengthEndsWithItsConnection() {
        origin.play(line -> {
            var _ = line.head();
            line.say("HTTP/1.1 200 OK\r\n\r\nas long as it is");
        });
        for (String version : VERSIONS) {
            Said said = get(version);
            assertThat(said.exit()).isZero();
            assertThat(said.body()).isEqualTo("as long as it is");
        }
    }

    @Test
    void interimAnswersPass() {
        origin.play(line -> {
            var _ = line.head();
            line.say("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
            line.answer("final");
        });
        for (String version : VERSIONS) {
            Said said = get(version);
            assertThat(said.heads()).contains(" 103 ").containsIgnoringCase("link: </a.css>");
            assertThat(said.body()).isEqualTo("final");
        }
    }

    @Test
    void anAnswerBeforeTheRequestHasEndedIsPassedOn() {
        origin.play(line -> {
            var _ = line.head();
            line.say("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nmuch");
            line.end();
        });
        for (String version : VERSIONS) {
            world.openssl.write("large", new byte[200 << 10]);
            Said said = get(version, "--data-binary", "@large");
            assertThat(said.status()).as(said.toString()).isEqualTo(413);
            assertThat(said.body()).isEqualTo("much");
        }
    }

    @Test
    void trailersPassBothWaysButForgedOnesDoNot() throws Exception {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        origin.play(line -> {
            String head = line.head();
            seen.add(head + line.until("\r\n\r\n"));
            line.say(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 7\r\n\r\n");
            line.end();
        });
        try (Raw raw = new Raw(world.edge.address().getPort(), OPEN)) {
            String said = raw.send("POST / HTTP/1.1\r\nHost: " + OPEN + "\r\nConnection: close\r\n"
                            + "Transfer-Encoding: chunked\r\nTrailer: X-End, Client-Cert\r\n\r\n"
                            + "4\r\nfour\r\n0\r\nX-End: yes\r\nClient_Cert: :forged:\r\n\r\n")
                    .toTheEnd();
            assertThat(said).containsIgnoringCase("X-Sum: 7\r\n");
        }
        assertThat(seen.poll(10, TimeUnit.SECONDS))
                .contains("4\r\nfour\r\n0\r\nX-End: yes\r\n")
                .doesNotContain("forged");
    }

    @Test
    void aLeaseThatEndsBeforeTheFirstByteEndsTheAnswer() {
        origin.play(line -> {
            var _ = line.head();
            world.leased.set(false);
            line.answer("too late");
        });
        try {
            Said said = world.curl.get(ASKS, "/", as("alice"));
            // Or the loop looked first at who has to go, and cut the connection.
            assertThat(said.status()).isIn(503, 0);
            assertThat(said.body()).doesNotContain("too late");
        } finally {
            world.leased.set(true);
        }
    }

    @Test
    void aLeaseThatEndsAmidABodyCutsIt() {
        for (String version : VERSIONS) {
            origin.play(line -> {
                var _ = line.head();
                line.say("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
                line.socket().getOutputStream().flush();
                world.leased.set(false);
                line.say("half");
                line.end();
            });
            try {
                assertThat(world.curl.get(ASKS, "/", as("alice", version)).body())
                        .doesNotContain("halfhalf");
            } finally {
                world.leased.set(true);
            }
        }
    }
}
