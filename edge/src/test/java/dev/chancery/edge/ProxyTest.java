package dev.chancery.edge;

import static dev.chancery.edge.World.ASKS;
import static dev.chancery.edge.World.LOG;
import static dev.chancery.edge.World.OPEN;
import static dev.chancery.edge.World.OTHER;
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

/** What passes between client and origin, and what does not. */
final class ProxyTest {
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
    void theOriginHearsWhoAskedAndByWhatWay() {
        Said said = world.curl.get(
                OPEN, "/", "--http1.1", "-H", "X-Forwarded-For: 192.0.2.1", "-H", "X-Forwarded-Proto: gopher");
        int port = world.edge.address().getPort();
        assertThat(said.body())
                .contains("X-forwarded-for: 192.0.2.1, 127.0.0.1\n")
                .contains("X-forwarded-proto: https\n")
                .contains("X-forwarded-host: open.example.test:" + port + "\n")
                .contains("Forwarded: for=127.0.0.1;proto=https;host=\"open.example.test:" + port + "\"\n")
                .contains("Via: 1.1 chancery\n")
                .contains("X-request-id: " + said.field("x-request-id").orElseThrow() + "\n")
                .contains("Host: open.example.test:" + port + "\n");
        assertThat(said.field("via")).hasValue("1.1 chancery");
        assertThat(world.curl.get(OPEN, "/", "--http2").body()).contains("Via: 2.0 chancery\n");
    }

    @Test
    void hopByHopFieldsEndHere() {
        Said said = world.curl.get(
                OPEN,
                "/",
                "--http1.1",
                "-H",
                "Connection: X-Mine, keep-alive",
                "-H",
                "X-Mine: gone",
                "-H",
                "Keep-Alive: timeout=5",
                "-H",
                "Proxy-Connection: keep-alive",
                "-H",
                "Proxy: evil",
                "-H",
                "TE: gzip",
                "-H",
                "Upgrade: h2c");
        assertThat(said.body())
                .doesNotContainIgnoringCase("X-Mine")
                .doesNotContainIgnoringCase("Keep-Alive:")
                .doesNotContainIgnoringCase("Proxy")
                .doesNotContainIgnoringCase("Upgrade")
                .doesNotContain("gzip");
        assertThat(said.field("x-hop")).isEmpty();
        assertThat(said.field("connection")).isEmpty();
    }

    @Test
    void framingSurvivesWhateverConnectionNames() {
        Said said = world.curl.get(
                OPEN, "/", "--http1.1", "-H", "Connection: content-length, host", "--data-binary", "four");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.body()).endsWith("\n\nfour");
    }

    @Test
    void namesOnlyTheEdgeMaySayAreStripped() {
        for (String host : new String[] {OPEN, LOG}) {
            for (String version : new String[] {"--http1.1", "--http2"}) {
                Said said = world.curl.get(
                        host,
                        "/",
                        version,
                        "-H",
                        "Cf-Client-Cert-Sha256: forged",
                        "-H",
                        "CF-CLIENT-CERT-DER-BASE64: forged",
                        "-H",
                        "cf_client_cert_sha256: forged",
                        "-H",
                        "Client-Cert: :forged:",
                        "-H",
                        "client_cert-chain: :forged:",
                        "-H",
                        "Cf-Cert-Verified: forged",
                        "-H",
                        "cf.cert.verified: forged",
                        "-H",
                        "X-Kept: kept");
                assertThat(said.body()).doesNotContain("forged").contains("X-kept: kept");
            }
        }
    }

    @Test
    void anAdmittedCertificateIsForwardedWhereTheSiteSaysSo() throws Exception {
        world.edge.apply(world.belief(true)).get();
        try {
            for (String version : new String[] {"--http1.1", "--http2"}) {
                Said said = world.curl.get(
                        ASKS,
                        "/",
                        as("alice", version, "-H", "Cf-Client-Cert-Sha256: forged", "-H", "Client-Cert: forged"));
                String base64 = world.alice
                        .certificate()
                        .lines()
                        .filter(line -> !line.startsWith("-"))
                        .collect(java.util.stream.Collectors.joining());
                assertThat(said.body())
                        .doesNotContain("forged")
                        .contains("Cf-client-cert-der-base64: " + base64 + "\n")
                        .contains("Cf-client-cert-sha256: "
                                + World.certificate(world.alice).fingerprintSha256() + "\n")
                        .contains("Client-cert: :" + base64 + ":\n")
                        .contains("Cf-cert-verified: true\n")
                        .contains("Cf-cert-subject-dn: CN=alice\n")
                        .contains("Cf-cert-issuer-dn-legacy: /CN=Client CA\n");
            }
            assertThat(world.curl.get(LOG, "/", as("mallory")).body()).doesNotContainIgnoringCase("cert");
        } finally {
            world.edge.apply(world.belief()).get();
        }
    }

    @Test
    void theTimesAreToldAsOpensslPrintsThem() throws Exception {
        world.edge.apply(world.belief(true)).get();
        try {
            Said said = world.curl.get(ASKS, "/", as("alice"));
            String openssl = world.openssl
                    .run("x509", "-in", "alice.pem", "-noout", "-enddate")
                    .strip();
            assertThat(said.body()).contains("Cf-cert-not-after: " + openssl.substring("notAfter=".length()) + "\n");
            String serial = world.openssl
                    .run("x509", "-in", "alice.pem", "-noout", "-serial")
                    .strip();
            assertThat(said.body()).contains("Cf-cert-serial: " + serial.substring("serial=".length()) + "\n");
        } finally {
            world.edge.apply(world.belief()).get();
        }
    }

    @Test
    void aCertificateTooLargeForTheFieldIsNotToldByHalves() throws Exception {
        StringBuilder names = new StringBuilder("extendedKeyUsage=clientAuth\nsubjectAltName=DNS:client.test");
        for (int i = 0; i < 500; i++) {
            names.append(",DNS:a-rather-long-name-").append(i).append(".client.test");
        }
        Pair large = world.openssl.under(world.ca, "/CN=large", names.toString());
        world.openssl.write("large.pem", large.certificate());
        world.openssl.write("large.key", large.key());
        world.edge.apply(world.belief(true)).get();
        try {
            Said said = world.curl.get(ASKS, "/", as("large", "--http1.1"));
            assertThat(said.status()).as(said.toString()).isEqualTo(200);
            assertThat(said.body())
                    .contains(
                            "Cf-client-cert-sha256: " + World.certificate(large).fingerprintSha256() + "\n")
                    .doesNotContain("\nClient-cert: ");
        } finally {
            world.edge.apply(world.belief()).get();
        }
    }

    @Test
    void answersWithoutABodyEnd() {
        for (String version : new String[] {"--http1.1", "--http2"}) {
            assertThat(world.curl.get(OPEN, "/", version, "--head").status()).isEqualTo(200);
            assertThat(world.curl.get(OPEN, "/status/204", version).status()).isEqualTo(204);
            assertThat(world.curl.get(OPEN, "/status/304", version).status()).isEqualTo(304);
            assertThat(world.curl.get(OPEN, "/status/404", version).status()).isEqualTo(404);
            assertThat(world.curl.get(ASKS, "/", version, "--head").status()).isEqualTo(403);
        }
    }

    @Test
    void aClientThatWaitsForContinueGetsIt() {
        Said said = world.curl.get(
                OPEN, "/count", "--http1.1", "-H", "Expect: 100-continue", "--expect100-timeout", "50", "-d", "four");
        assertThat(said.heads()).startsWith("HTTP/1.1 100 Continue\r\n");
        assertThat(said.body()).isEqualTo("4");
    }

    @Test
    void hostAndSniMustAgreeWhereCertificatesMatter() {
        int port = world.edge.address().getPort();
        for (String version : new String[] {"--http1.1", "--http2"}) {
            assertThat(world.curl.get(OPEN, "/", version, "-H", "Host: " + ASKS).status())
                    .isEqualTo(421);
            assertThat(world.curl
                            .get(OPEN, "/", version, "-H", "Host: " + ASKS + ":" + port)
                            .status())
                    .isEqualTo(421);
            assertThat(world.curl
                            .get(OPEN, "/", version, "-H", "Host: unknown.test")
                            .status())
                    .isEqualTo(421);
            assertThat(world.curl
                            .get(ASKS, "/", as("alice", version, "-H", "Host: " + OPEN))
                            .status())
                    .isEqualTo(421);
            assertThat(world.curl
                            .get(ASKS, "/", as("alice", version, "-H", "Host: " + OTHER))
                            .status())
                    .isEqualTo(421);
            assertThat(world.curl
                            .get(ASKS, "/", as("alice", version, "-H", "Host: ASKS.example.TEST"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        try (Raw raw = new Raw(world.edge.address().getPort(), OPEN)) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                requests.append("POST /n")
                        .append(i)
                        .append(" HTTP/1.1\r\nHost: ")
                        .append(OPEN);
                requests.append("\r\nContent-Length: 3\r\n\r\nabc");
            }
            raw.send(requests.toString());
            for (int i = 0; i < 20; i++) {
                assertThat(raw.answer()).contains("POST /n" + i + "\n").endsWith("abc");
            }
        }
    }

    @Test
    void aRefusalKeepsTheConnection() {
        try (Raw raw = new Raw(world.edge.address().getPort(), ASKS)) {
            for (int i = 0; i < 3; i++) {
                assertThat(raw.send("GET / HTTP/1.1\r\nHost: " + ASKS + "\r\n\r\n")
                                .answer())
                        .startsWith("HTTP/1.1 403 ");
            }
        }
    }

    @Test
    void http10IsAnsweredAndClosed() {
        try (Raw raw = new Raw(world.edge.address().getPort(), OPEN)) {
            assertThat(raw.send("GET /old HTTP/1.0\r\n\r\n").toTheEnd())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("GET /old\n")
                    .doesNotContainIgnoringCase("transfer-encoding");
        }
        try (Raw raw = new Raw(world.edge.address().getPort(), OPEN)) {
            assertThat(raw.send("GET /bytes/100 HTTP/1.0\r\n\r\n").toTheEnd())
                    .hasSizeGreaterThan(200)
                    .doesNotContain("64\r\n");
        }
    }
}
