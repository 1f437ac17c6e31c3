package dev.chancery.edge;

import static dev.chancery.edge.World.ASKS;
import static dev.chancery.edge.World.LOG;
import static dev.chancery.edge.World.OPEN;
import static dev.chancery.edge.World.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.Curl.Said;
import dev.chancery.testkit.OpenSsl.Pair;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets through, seen by curl and openssl. */
final class EdgeTest {
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

    @Test
    void anOpenHostnameIsProxied() {
        Said said = world.curl.get(OPEN, "/path?query=1", "-H", "X-Own: kept");
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
        assertThat(said.version()).isEqualTo("2");
        assertThat(said.body()).startsWith("GET /path?query=1\n").contains("X-own: kept");
    }

    @Test
    void http11IsSpokenToo() {
        Said said = world.curl.get(OPEN, "/", "--http1.1");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.version()).isEqualTo("1.1");
    }

    @Test
    void aClientOfTheCaIsAdmitted() {
        for (String version : new String[] {"--http1.1", "--http2"}) {
            Said said = world.curl.get(ASKS, "/", as("alice", version));
            assertThat(said.status()).as(said.toString()).isEqualTo(200);
        }
    }

    @Test
    void nobodyElseIsAdmitted() {
        for (String version : new String[] {"--http1.1", "--http2"}) {
            Said none = world.curl.get(ASKS, "/", version);
            assertThat(none.status()).isEqualTo(403);
            assertThat(none.field("x-chancery-reason")).hasValue("no_certificate");
            Said foreign = world.curl.get(ASKS, "/", as("mallory", version));
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.field("x-chancery-reason")).hasValue("no_path");
            assertThat(foreign.body()).contains("\"success\":false", "\"code\":20403");
        }
    }

    @Test
    void aBrowserGetsAPage() {
        Said said = world.curl.get(ASKS, "/", "-H", "Accept: text/html,application/xhtml+xml");
        assertThat(said.status()).isEqualTo(403);
        assertThat(said.field("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(said.body())
                .contains("<h1>403</h1>", said.field("x-request-id").orElseThrow());
    }

    @Test
    void logModeLetsThroughAndCounts() {
        double before = world.meters.counter("chancery.edge.logged").count();
        assertThat(world.curl.get(LOG, "/").status()).isEqualTo(200);
        assertThat(world.meters.counter("chancery.edge.logged").count()).isEqualTo(before + 1);
    }

    @Test
    void theHintsNameTheCas() {
        String said = world.openssl
                .attempt("s_client", "-connect", address(), "-servername", ASKS)
                .output();
        assertThat(said).contains("Acceptable client certificate CA names").contains("CN = Client CA");
        String open = world.openssl
                .attempt("s_client", "-connect", address(), "-servername", OPEN)
                .output();
        assertThat(open).contains("No client certificate CA names sent");
    }

    @Test
    void anUnknownNameAndNoNameAreToldSo() {
        assertThat(world.openssl
                        .attempt("s_client", "-connect", address(), "-servername", "no.example.test")
                        .output())
                .contains("unrecognized name");
        assertThat(world.openssl
                        .attempt("s_client", "-connect", address(), "-noservername")
                        .output())
                .contains("missing extension");
    }

    @Test
    void noSessionIsResumed() {
        for (String version : new String[] {"-tls1_2", "-tls1_3"}) {
            String[] connect = {
                "s_client",
                "-connect",
                address(),
                "-servername",
                ASKS,
                version,
                "-cert",
                "alice.pem",
                "-key",
                "alice.key"
            };
            world.openssl.attempt(join(connect, "-sess_out", "session" + version));
            assertThat(world.openssl.folder().resolve("session" + version))
                    .satisfiesAnyOf(
                            file -> assertThat(file).doesNotExist(),
                            file -> assertThat(world.openssl
                                            .attempt(join(connect, "-sess_in", file.toString()))
                                            .output())
                                    .contains("New, ")
                                    .doesNotContain("Reused, "));
        }
    }

    @Test
    void withoutALeaseProtectedHostnamesAreClosed() {
        world.leased.set(false);
        try {
            assertThat(world.curl.get(ASKS, "/", as("alice")).status()).isEqualTo(503);
            assertThat(world.curl.get(LOG, "/").status()).isEqualTo(503);
            assertThat(world.curl.get(OPEN, "/").status()).isEqualTo(200);
        } finally {
            world.leased.set(true);
        }
    }

    @Test
    void theRevokedAreRefused() throws Exception {
        Pair carol = world.client("carol", world.ca);
        assertThat(world.curl.get(ASKS, "/", as("carol")).status()).isEqualTo(200);
        world.edge.apply(world.belief(carol)).get();
        Said said = world.curl.get(ASKS, "/", as("carol"));
        assertThat(said.status()).isEqualTo(403);
        assertThat(said.field("x-chancery-reason")).hasValue("revoked");
        assertThat(world.curl.get(ASKS, "/", as("alice")).status()).isEqualTo(200);
        world.edge.apply(world.belief()).get();
        assertThat(world.curl.get(ASKS, "/", as("carol")).status()).isEqualTo(200);
    }

    private static String[] join(String[] first, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(first), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    private static String address() {
        return "127.0.0.1:" + world.edge.address().getPort();
    }
}
