package dev.chancery.edge;

import static dev.chancery.edge.World.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.Curl.Said;
import dev.chancery.edge.front.FrontLimits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 100 MB both ways, with less than a third of it ever in memory; also through an origin that speaks HTTP/2. */
final class StreamingTest {
    private static final long LARGE = 100_000_000;

    @TempDir
    static Path folder;

    private static EchoOrigin origin;
    private static World world;
    private static World far;

    @BeforeAll
    static void open() throws IOException {
        NoLeaks.watch();
        origin = new EchoOrigin();
        world = new World(folder, origin.uri());
        // An edge before the edge: its origin speaks HTTP/2 over TLS, and is found by the name its certificate is for.
        URI edge = URI.create("https://" + OPEN + ":" + world.edge.address().getPort());
        far = new World(Files.createDirectory(folder.resolve("far")), edge, world.serverCa(), FrontLimits.byDefault());
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            file.setLength(LARGE);
        }
    }

    @AfterAll
    static void close() {
        far.close();
        world.close();
        origin.close();
    }

    @Test
    void aLargeBodyGoesDown() throws Exception {
        for (String version : new String[] {"--http1.1", "--http2"}) {
            long peak = Peak.of(() -> {
                Said said =
                        world.curl.get(OPEN, "/bytes/" + LARGE, version, "-o", "/dev/null", "-w", "%{size_download} ");
                assertThat(said.status()).isEqualTo((int) LARGE);
            });
            assertThat(peak).isBetween(1L, LARGE / 3);
        }
    }

    @Test
    void aLargeBodyGoesUp() throws Exception {
        String file = folder.resolve("large").toString();
        for (String version : new String[] {"--http1.1", "--http2"}) {
            long peak = Peak.of(() -> {
                Said said = world.curl.get(OPEN, "/count", version, "-T", file);
                assertThat(said.body()).as(said.toString()).isEqualTo(Long.toString(LARGE));
            });
            assertThat(peak).isBetween(1L, LARGE / 3);
        }
    }

    @Test
    void anOriginMaySpeakHttp2OverTls() {
        Said told = far.curl.get(OPEN, "/", "--http1.1");
        assertThat(told.body()).contains("Via: 1.1 chancery, 2.0 chancery\n");
        String file = folder.resolve("large").toString();
        for (String version : new String[] {"--http1.1", "--http2"}) {
            Said down = far.curl.get(OPEN, "/bytes/" + LARGE, version, "-o", "/dev/null", "-w", "%{size_download} ");
            assertThat(down.status()).isEqualTo((int) LARGE);
            assertThat(far.curl.get(OPEN, "/count", version, "-T", file).body()).isEqualTo(Long.toString(LARGE));
            assertThat(far.curl.get(OPEN, "/", version, "--head").status()).isEqualTo(200);
            assertThat(far.curl.get(OPEN, "/status/204", version).status()).isEqualTo(204);
        }
    }

    @Test
    void anOriginWhoseCertificateIsNotVouchedForIsNotSpokenTo() throws IOException {
        URI unknown = URI.create("https://" + OPEN + ":" + world.edge.address().getPort());
        try (World distrusting = new World(Files.createDirectory(folder.resolve("distrusting")), unknown)) {
            assertThat(distrusting.curl.get(OPEN, "/").status()).isEqualTo(502);
        }
    }

    @Test
    void aClientThatReadsSlowlyHoldsTheOriginUp() throws Exception {
        long peak = Peak.of(() -> {
            Said said = world.curl.get(
                    OPEN, "/bytes/" + LARGE, "--http1.1", "--limit-rate", "10M", "--max-time", "1", "-o", "/dev/null");
            assertThat(said.exit()).isEqualTo(28);
        });
        assertThat(peak).isBetween(1L, LARGE / 3);
    }
}
