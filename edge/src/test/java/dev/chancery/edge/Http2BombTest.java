package dev.chancery.edge;

import static dev.chancery.edge.RawHttp2.CANCEL;
import static dev.chancery.edge.RawHttp2.CONTINUATION;
import static dev.chancery.edge.RawHttp2.DATA;
import static dev.chancery.edge.RawHttp2.END_HEADERS;
import static dev.chancery.edge.RawHttp2.END_STREAM;
import static dev.chancery.edge.RawHttp2.ENHANCE_YOUR_CALM;
import static dev.chancery.edge.RawHttp2.GOAWAY;
import static dev.chancery.edge.RawHttp2.HEADERS;
import static dev.chancery.edge.RawHttp2.INITIAL_WINDOW_SIZE;
import static dev.chancery.edge.RawHttp2.PING;
import static dev.chancery.edge.RawHttp2.PROTOCOL_ERROR;
import static dev.chancery.edge.RawHttp2.REFUSED_STREAM;
import static dev.chancery.edge.RawHttp2.RST_STREAM;
import static dev.chancery.edge.RawHttp2.SETTINGS;
import static dev.chancery.edge.World.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.RawHttp2.Frame;
import dev.chancery.edge.front.FrontLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP/2 lets a client ask for cheaply and a server do dearly (RFC 9113 section 10.5): bounded, and said why. */
final class Http2BombTest {
    /** As {@link Limits#small} says. */
    private static final int STREAMS = 16;

    @TempDir
    static Path folder;

    private static EchoOrigin origin;
    private static World world;

    @BeforeAll
    static void open() throws IOException {
        NoLeaks.watch();
        origin = new EchoOrigin();
        world = new World(
                folder, origin.uri(), Limits.small(FrontLimits.byDefault().stall()));
    }

    @AfterAll
    static void close() {
        world.close();
        origin.close();
    }

    private static RawHttp2 client(int... settings) throws IOException {
        return new RawHttp2(world.edge.address().getPort(), OPEN, settings);
    }

    /** The connection is ended by a GOAWAY with this error, and by nothing less. */
    private static void assertEndsWith(int error, RawHttp2 client) throws IOException {
        List<Frame> frames = client.toTheEnd();
        assertThat(frames).isNotEmpty();
        assertThat(frames.getLast().type()).as(frames.toString()).isEqualTo(GOAWAY);
        assertThat(frames.getLast().error()).isEqualTo(error);
    }

    private static void assertServes(RawHttp2 client, int stream) throws IOException {
        List<Frame> frames =
                client.get(stream, "/status/200").send().until(frame -> frame.stream() == stream && frame.ends());
        assertThat(frames.getLast().ends()).as(frames.toString()).isTrue();
    }

    @Test
    void requestsThatAreTakenBackAtOnce() throws IOException {
        try (RawHttp2 client = client()) {
            for (int i = 0; i <= 200; i++) {
                client.get(2 * i + 1, "/status/200").frame(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, CANCEL});
            }
            assertEndsWith(ENHANCE_YOUR_CALM, client.send());
        }
    }

    @Test
    void aHeaderBlockInEndlessPieces() throws IOException {
        try (RawHttp2 client = client()) {
            client.frame(HEADERS, END_STREAM, 1, client.fields("GET", "/"));
            for (int i = 0; i < 17; i++) {
                client.frame(CONTINUATION, 0, 1);
            }
            assertEndsWith(ENHANCE_YOUR_CALM, client.send());
        }
    }

    @Test
    void aHeaderBlockThatGrowsAndGrows() throws IOException {
        byte[] piece = new byte[4_000];
        try (RawHttp2 client = client()) {
            client.frame(HEADERS, END_STREAM, 1, piece).frame(CONTINUATION, 0, 1, piece);
            assertEndsWith(PROTOCOL_ERROR, client.send());
        }
    }

    /** Four thousand octets in the compression's table, and two hundred times one octet that names them. */
    @Test
    void fieldsThatUnfold() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (RawHttp2 client = client()) {
            block.writeBytes(client.fields("GET", "/"));
            // A new name, kept in the table.
            block.writeBytes(RawHttp2.literal(0x40, "x"));
            block.writeBytes(RawHttp2.string("y".repeat(3_900)));
            for (int i = 0; i < 200; i++) {
                block.write(0x80 | 62);
            }
            List<Frame> frames = client.frame(HEADERS, END_HEADERS | END_STREAM, 1, block.toByteArray())
                    .send()
                    .until(frame -> frame.stream() == 1);
            assertThat(StandardCharsets.ISO_8859_1
                            .decode(frames.getLast().payload())
                            .toString())
                    .contains("431");
            assertServes(client, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SETTINGS, PING})
    void framesThatConcernNoRequest(int type) throws IOException {
        byte[] payload = new byte[type == PING ? 8 : 0];
        try (RawHttp2 client = client()) {
            for (int i = 0; i < 1_000; i++) {
                client.frame(type, 0, 0, payload);
            }
            assertEndsWith(ENHANCE_YOUR_CALM, client.send());
        }
    }

    @Test
    void aBodyOfNothing() throws IOException {
        try (RawHttp2 client = client()) {
            client.frame(HEADERS, END_HEADERS, 1, client.fields("POST", "/count"));
            for (int i = 0; i < 3; i++) {
                client.frame(DATA, 0, 1);
            }
            assertEndsWith(ENHANCE_YOUR_CALM, client.send());
        }
    }

    /** They are for others to understand (RFC 9113 section 5.5), and browsers do send such. */
    @Test
    void framesOfUnknownTypesAreIgnored() throws IOException {
        try (RawHttp2 client = client()) {
            client.frame(0x10, 0, 0, new byte[] {0, 0, 0, 1, 'u', '=', '1'})
                    .frame(HEADERS, END_HEADERS, 1, client.fields("POST", "/count"))
                    .frame(0xb, 0xff, 1, new byte[100])
                    .frame(DATA, END_STREAM, 1, new byte[] {'a'});
            List<Frame> frames = client.send().until(Frame::ends);
            assertThat(frames.getLast().ends()).as(frames.toString()).isTrue();
            assertServes(client, 3);
        }
    }

    @Test
    void moreRequestsAtOnceThanAllowed() throws IOException {
        try (RawHttp2 client = client(INITIAL_WINDOW_SIZE, 0)) {
            for (int i = 0; i <= STREAMS; i++) {
                client.get(2 * i + 1, "/bytes/1000");
            }
            List<Frame> frames = client.send().until(frame -> frame.type() == RST_STREAM);
            assertThat(frames.getLast().error()).isEqualTo(REFUSED_STREAM);
            assertThat(frames.getLast().stream()).isEqualTo(2 * STREAMS + 1);
        }
    }

    /** Large answers, which the origin is held up with, and small ones, which it is rid of long before. */
    @ParameterizedTest
    @ValueSource(strings = {"/bytes/100000000", "/bytes/1000"})
    void answersThatAreNotTaken(String path) throws Exception {
        try (World hasty = new World(
                Files.createDirectory(folder.resolve("hasty" + path.length())),
                origin.uri(),
                Limits.small(Limits.SHORT))) {
            long peak = Peak.of(() -> {
                try (RawHttp2 client = new RawHttp2(hasty.edge.address().getPort(), OPEN, INITIAL_WINDOW_SIZE, 0)) {
                    IntStream.range(0, STREAMS).forEach(i -> client.get(2 * i + 1, path));
                    client.send();
                    for (int i = 0; i < STREAMS; i++) {
                        List<Frame> frames = client.until(frame -> frame.type() == RST_STREAM);
                        assertThat(frames.getLast().type())
                                .as(frames.toString())
                                .isEqualTo(RST_STREAM);
                    }
                    assertThat(client.frame(SETTINGS, 0, 0, new byte[] {0, INITIAL_WINDOW_SIZE, 0, 1, 0, 0})
                                    .send())
                            .isSameAs(client);
                    assertServes(client, 2 * STREAMS + 1);
                }
            });
            assertThat(peak).isBetween(1L, 48L << 20);
        }
    }
}
