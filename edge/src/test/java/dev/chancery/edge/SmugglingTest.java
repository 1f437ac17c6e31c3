package dev.chancery.edge;

import static dev.chancery.edge.World.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers could read as two different ones (RFC 9112 section 11.2): none reaches the origin. */
final class SmugglingTest {
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

    private static String said(String request) {
        try (Raw raw = new Raw(world.edge.address().getPort(), OPEN)) {
            return raw.send(request).toTheEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "Content-Length: 4, 5\r\n\r\nabcde",
                "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
                "Content-Length: +4\r\n\r\nabcd",
                "Content-Length: -4\r\n\r\nabcd",
                "Content-Length: 0x4\r\n\r\nabcd",
                "Content-Length : 4\r\n\r\nabcd",
                "Content Length: 4\r\n\r\nabcd",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                " Folded: before anything\r\n\r\n",
                "X-Nul: a\u0000b\r\n\r\n",
                "X-Bare: a\rb\r\n\r\n",
                "X-Line: a\nX-Other: b\r\n\r\n",
                "Host: other.example.test\r\n\r\n",
                ": no name\r\n\r\n"
            })
    void isRefused(String rest) {
        int before = origin.requests();
        assertThat(said("POST /smuggle HTTP/1.1\r\nHost: " + OPEN + "\r\n" + rest))
                .startsWith("HTTP/1.1 400 ");
        assertThat(origin.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xchunked",
                "chunked, identity",
                "identity",
                "gzip, chunked",
                "chunked, chunked",
                "\u000bchunked",
                "chunked\r\nTransfer-Encoding: identity"
            })
    void anyCodingButChunkedIsRefused(String coding) {
        int before = origin.requests();
        assertThat(said("POST / HTTP/1.1\r\nHost: " + OPEN + "\r\nTransfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n"))
                .matches(answer -> answer.startsWith("HTTP/1.1 501 ") || answer.startsWith("HTTP/1.1 400 "));
        assertThat(origin.requests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / a HTTP/1.1\r\nHost: open.example.test\r\n\r\n",
                "GET http:///x HTTP/1.1\r\nHost: open.example.test\r\n\r\n",
                "GET http://a@open.example.test/ HTTP/1.1\r\nHost: open.example.test\r\n\r\n",
                "GET open.example.test HTTP/1.1\r\nHost: open.example.test\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: open.example.test\r\n\r\n",
                "G\u0000T / HTTP/1.1\r\nHost: open.example.test\r\n\r\n",
                "GET / HTTP/1.1\nHost: open.example.test\n\n"
            })
    void lines(String request) {
        int before = origin.requests();
        assertThat(said(request)).startsWith("HTTP/1.1 400 ");
        assertThat(origin.requests()).isEqualTo(before);
    }

    @Test
    void versionsAndMethodsThatAreNotPassed() {
        assertThat(said("GET / HTTP/3.0\r\nHost: " + OPEN + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 505 ");
        assertThat(said("TRACE / HTTP/1.1\r\nHost: " + OPEN + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
        assertThat(said("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
        assertThat(said("POST / HTTP/1.0\r\nHost: " + OPEN + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aChunkThatIsNoneBreaksTheRequestOff() {
        String said = said("POST /count HTTP/1.1\r\nHost: " + OPEN
                + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n");
        assertThat(said).startsWith("HTTP/1.1 400 ");
        assertThat(said("POST /count HTTP/1.1\r\nHost: " + OPEN
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcGET /smuggled HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aFoldedLineBecomesOne() {
        String said =
                said("GET / HTTP/1.1\r\nHost: " + OPEN + "\r\nX-Folded: one\r\n  two\r\nConnection: close\r\n\r\n");
        assertThat(said).startsWith("HTTP/1.1 200 ").contains("X-folded: one two\n");
    }

    @Test
    void anAbsoluteTargetDecidesTheHost() {
        String said =
                said("GET http://" + OPEN + "/absolute HTTP/1.1\r\nHost: " + OPEN + "\r\nConnection: close\r\n\r\n");
        assertThat(said).startsWith("HTTP/1.1 200 ").contains("GET /absolute\n");
        assertThat(said("GET http://" + World.ASKS + "/ HTTP/1.1\r\nHost: " + OPEN + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }
}
