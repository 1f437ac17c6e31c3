package dev.chancery.edge;

import static dev.chancery.edge.World.ASKS;
import static dev.chancery.edge.World.OPEN;
import static dev.chancery.edge.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.edge.belief.Lease;
import dev.chancery.edge.file.FileEdge;
import dev.chancery.edge.file.UnusableFileException;
import dev.chancery.edge.front.FrontLimits;
import dev.chancery.edge.origin.OriginLimits;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.OpenSsl.Pair;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge that believes a file, with files as openssl makes them. */
final class FileEdgeTest {
    private static final String FILE = """
            {
              "network": "global",
              "hostnames": [
                {"hostname": "open.example.test", "origin": "%1$s", "certificate": "server.pem", "key": "server.key"},
                {"hostname": "asks.example.test", "origin": "%1$s", "certificate": "server.pem", "key": "server.key",
                 "client_cas": ["clients.pem"], "crls": ["clients.crl"], "mode": "enforce", "grace_hours": 1,
                 "forwarding": true, "cert_headers": true}
              ]
            }
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private OpenSsl openssl;

    @SuppressWarnings("NullAway.Init") // set before each test
    private EchoOrigin origin;

    @BeforeAll
    static void watch() {
        NoLeaks.watch();
    }

    @BeforeEach
    void write() throws IOException {
        openssl = new OpenSsl(folder);
        origin = new EchoOrigin();
        Pair serverCa = openssl.ca("/CN=Server CA");
        openssl.write("server-ca.pem", serverCa.certificate());
        write("server", openssl.under(serverCa, "/CN=edge", "subjectAltName=DNS:*.example.test"));
        Pair ca = openssl.ca("/CN=Clients");
        write("clients", ca);
        write("alice", openssl.under(ca, "/CN=alice", "extendedKeyUsage=clientAuth"));
        openssl.write("index.txt", "");
        openssl.write("number", "01\n");
        openssl.write("ca.cnf", """
                [ca]
                default_ca=own
                [own]
                database=index.txt
                crlnumber=number
                default_md=sha256
                default_crl_days=30
                unique_subject=no
                """);
        list();
        openssl.write("edge.json", FILE.formatted(origin.uri()));
    }

    @AfterEach
    void close() {
        origin.close();
        NoLeaks.check();
    }

    private void write(String name, Pair pair) {
        openssl.write(name + ".pem", pair.certificate());
        openssl.write(name + ".key", pair.key());
    }

    private void list() {
        openssl.run(
                "ca",
                "-config",
                "ca.cnf",
                "-gencrl",
                "-keyfile",
                "clients.key",
                "-cert",
                "clients.pem",
                "-out",
                "clients.crl");
    }

    private FileEdge open() throws IOException, UnusableFileException {
        return FileEdge.open(
                folder.resolve("edge.json"),
                new EdgeOptions(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        1,
                        128,
                        FrontLimits.byDefault(),
                        OriginLimits.byDefault(),
                        Lease.ALWAYS,
                        Clock.systemUTC(),
                        System::nanoTime,
                        new SecureRandom(),
                        new SimpleMeterRegistry()),
                Duration.ofMillis(20));
    }

    @Test
    void itServesWhatTheFileSaysAndHearsOfARevocationByANewList() throws Exception {
        try (FileEdge edge = open()) {
            Curl curl = new Curl(folder, edge.address().getPort(), "server-ca.pem");
            assertThat(curl.get(OPEN, "/").status()).isEqualTo(200);
            assertThat(curl.get(ASKS, "/").status()).isEqualTo(403);
            assertThat(curl.get(ASKS, "/", as("alice")).body()).contains("Cf-cert-subject-dn: CN=alice\n");
            openssl.run(
                    "ca",
                    "-config",
                    "ca.cnf",
                    "-revoke",
                    "alice.pem",
                    "-keyfile",
                    "clients.key",
                    "-cert",
                    "clients.pem");
            list();
            Curl.Said said = curl.get(ASKS, "/", as("alice"));
            // Curl says 0 where the list is applied between its handshake and its request, and the connection is cut.
            for (Instant late = Instant.now().plusSeconds(30);
                    said.status() != 403 && Instant.now().isBefore(late); ) {
                assertThat(said.status()).isIn(200, 0);
                said = curl.get(ASKS, "/", as("alice"));
            }
            assertThat(said.status()).isEqualTo(403);
            assertThat(said.field("x-chancery-reason")).hasValue("revoked");
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNotApplied() throws Exception {
        try (FileEdge edge = open()) {
            openssl.write("edge.json", FILE.formatted(origin.uri()).replace("enforce", "sometimes"));
            Curl curl = new Curl(folder, edge.address().getPort(), "server-ca.pem");
            assertThat(curl.get(ASKS, "/").status()).isEqualTo(403);
            openssl.write("edge.json", FILE.formatted(origin.uri()).replace("enforce", "log"));
            Curl.Said said = curl.get(ASKS, "/");
            for (Instant late = Instant.now().plusSeconds(30);
                    said.status() == 403 && Instant.now().isBefore(late); ) {
                said = curl.get(ASKS, "/");
            }
            assertThat(said.status()).isEqualTo(200);
        }
    }

    @Test
    void aFileIsRefusedWithItsReason() {
        refused(
                FILE.formatted(origin.uri()).replace("\"network\"", "\"control\": \"https://c.test\", \"network\""),
                "control");
        refused(FILE.formatted(origin.uri()).replace("\"network\"", "\"netwrok\""), "netwrok");
        refused(
                FILE.formatted(origin.uri()).replace("global", "lunar"),
                "\"lunar\" (expected: one of [global, china])");
        refused(FILE.formatted("gopher://a.test"), "gopher");
        refused(FILE.formatted(origin.uri()).replace("clients.pem", "nobody.pem"), "nobody.pem");
        refused(FILE.formatted(origin.uri()).replace("clients.pem", "server-ca.pem"), "clients.crl");
        refused(FILE.formatted(origin.uri()).replace("open.example", "asks.example"), "twice");
        refused("{}", "hostnames");
        refused("[]", "JSON");
        refused("{", "JSON");
    }

    private void refused(String text, String named) {
        openssl.write("edge.json", text);
        assertThatThrownBy(this::open).isInstanceOf(UnusableFileException.class).hasMessageContaining(named);
    }
}
