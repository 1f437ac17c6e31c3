package dev.chancery.edge;

import static dev.chancery.edge.RawHttp2.GOAWAY;
import static dev.chancery.edge.RawHttp2.INTERNAL_ERROR;
import static dev.chancery.edge.RawHttp2.NO_ERROR;
import static dev.chancery.edge.RawHttp2.REFUSED_STREAM;
import static dev.chancery.edge.RawHttp2.RST_STREAM;
import static dev.chancery.edge.World.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.Curl.Said;
import dev.chancery.edge.front.FrontLimits;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an HTTP/2 origin says it did nothing with is made again, once, whatever it is (RFC 9113 section 8.7). */
final class RefusedStreamTest {
    private static final FramedOrigin.Script REFUSES = (line, stream) ->
            line.frame(RST_STREAM, 0, stream, number(REFUSED_STREAM)).send();
    private static final FramedOrigin.Script GOES =
            (line, _) -> line.frame(GOAWAY, 0, 0, number(0, NO_ERROR)).send();
    private static final FramedOrigin.Script FAILS = (line, stream) ->
            line.frame(RST_STREAM, 0, stream, number(INTERNAL_ERROR)).send();

    @TempDir
    static Path folder;

    private static FramedOrigin origin;
    private static World world;

    @BeforeAll
    static void open() throws Exception {
        NoLeaks.watch();
        origin = new FramedOrigin(Files.createDirectory(folder.resolve("origin")));
        world = new World(folder, origin.uri(), origin.authority(), FrontLimits.byDefault());
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
        origin.close();
    }

    private static byte[] number(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length);
        for (int each : numbers) {
            buffer.putInt(each);
        }
        return buffer.array();
    }

    private static Said ask(String... more) {
        return world.curl.get(OPEN, "/", more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH"})
    void isMadeAgain(String method) throws Exception {
        for (FramedOrigin.Script first : new FramedOrigin.Script[] {REFUSES, GOES}) {
            for (String version : new String[] {"--http1.1", "--http2"}) {
                origin.play(first, FramedOrigin::answer);
                assertThat(ask("-X", method, version).status()).isEqualTo(200);
                assertThat(origin.connections()).isEqualTo(2);
            }
        }
    }

    @Test
    void isMadeAgainOnce() throws Exception {
        origin.play(REFUSES);
        assertThat(ask("-X", "POST").status()).isEqualTo(502);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void isNotMadeAgainWhenItsBodyIsGone() throws Exception {
        origin.play(REFUSES, FramedOrigin::answer);
        Said said = ask("-d", "x");
        assertThat(said.status()).isEqualTo(502);
        assertThat(said.field("x-chancery-reason")).hasValue("origin_broke_off");
        assertThat(origin.connections()).isEqualTo(1);
    }

    @Test
    void isNotMadeAgainWhenTheOriginFailed() throws Exception {
        origin.play(FAILS, FramedOrigin::answer);
        assertThat(ask("-X", "POST").status()).isEqualTo(502);
        assertThat(origin.connections()).isEqualTo(1);
    }
}
