package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets through the edge, as {@code curl} and {@code openssl} find it: the product as one process, both roles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EdgeStoryTest {
    private static final String ENFORCED = "?wait=enforced&timeout=25";

    @TempDir
    private Path folder = Path.of("");

    private final RunningChancery product = RunningChancery.onEmptyData("--roles", "control,edge");
    private final HeaderOrigin origin = new HeaderOrigin();

    @AfterAll
    void close() {
        product.close();
        origin.close();
    }

    private URI edge() {
        return product.edge();
    }

    /** A hostname of its own that leads to the origin. */
    private String routed(String label) {
        String hostname = label + ".example.com";
        product.owner()
                .put(product.zone() + "/edge/routes/" + hostname + ENFORCED, Map.of("origin", origin.url()))
                .result();
        return hostname;
    }

    /** The same, where clients of the managed CA are asked for. */
    private String guarded(String label) {
        String hostname = routed(label);
        String path = product.zone() + "/certificate_authorities/hostname_associations";
        List<String> names = new ArrayList<>(List.of(hostname));
        product.owner().get(path).result().path("hostnames").forEach(name -> names.add(name.asText()));
        product.owner().put(path + ENFORCED, Map.of("hostnames", names)).result();
        return hostname;
    }

    /** A client certificate of the managed CA: its files, and where the API has it. */
    private record Client(Path certificate, Path key, String path) {}

    private Client client() throws IOException {
        OpenSsl openssl = new OpenSsl(folder);
        String csr = Files.readString(openssl.request(OpenSsl.KeyKind.P256, "/CN=device-7"));
        JsonNode issued = product.owner()
                .post(product.zone() + "/client_certificates", Map.of("csr", csr, "validity_days", 30))
                .result();
        Path certificate = Files.writeString(
                folder.resolve("client.pem"), issued.path("certificate").asText());
        return new Client(
                certificate,
                folder.resolve("key.pem"),
                product.zone() + "/client_certificates/" + issued.path("id").asText());
    }

    private List<String> arguments(String hostname, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-sS",
                "--cacert",
                product.edgeCaFile().toString(),
                "--resolve",
                hostname + ":" + edge().getPort() + ":127.0.0.1",
                "-w",
                "status=%{http_code} connections=%{num_connects}\n"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private String curl(String hostname, String... more) {
        List<String> arguments = arguments(hostname, more);
        arguments.add(url(hostname));
        return Command.of("curl", arguments.toArray(String[]::new)).run().succeeded();
    }

    private String url(String hostname) {
        return "https://%s:%d/".formatted(hostname, edge().getPort());
    }

    private static String[] as(Client client) {
        return new String[] {
            "--cert", client.certificate().toString(), "--key", client.key().toString()
        };
    }

    @Test
    void aRevokedClientIsOutWhenTheApiSaysSoAndInAgainWhenItSaysSo() throws IOException {
        String hostname = guarded("story");
        Client client = client();
        assertThat(curl(hostname, as(client))).contains("status=200");
        assertThat(curl(hostname, "-H", "Accept: application/json"))
                .contains("\"reason\":\"no_certificate\"")
                .contains("status=403");
        assertThat(product.owner()
                        .delete(client.path() + ENFORCED)
                        .result()
                        .path("status")
                        .asText())
                .isEqualTo("revoked");
        assertThat(curl(hostname, as(client))).contains("revoked").contains("status=403");
        JsonNode enforcement =
                product.owner().get(client.path() + "/enforcement").result();
        assertThat(enforcement.at("/edges/0/applied").asBoolean()).isTrue();
        assertThat(enforcement.at("/edges/0/status").asText()).isEqualTo("leased");
        assertThat(product.owner()
                        .patch(client.path() + ENFORCED, Map.of("reactivate", true))
                        .result()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(curl(hostname, as(client))).contains("status=200");
    }

    @Test
    void aDryRunNamesTheClientThatTheEdgeSawAndChangesNothing() throws Exception {
        String hostname = guarded("dry");
        Client client = client();
        assertThat(curl(hostname, as(client))).contains("status=200");
        await(() -> product.owner()
                .delete(client.path() + "?dry_run=true")
                .result()
                .path("refused")
                .valueStream()
                .anyMatch(one -> one.path("hostname").asText().equals(hostname)
                        && one.path("code").asText().equals("revoked")));
        assertThat(product.owner().get(client.path()).result().path("status").asText())
                .isEqualTo("active");
        assertThat(curl(hostname, as(client))).contains("status=200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void aKeptAliveConnectionIsCutWhenItsClientIsRevoked(String version) throws Exception {
        String hostname = guarded("kept" + version.replaceAll("[^0-9]", ""));
        Client client = client();
        List<String> arguments = new ArrayList<>(List.of("curl"));
        arguments.addAll(arguments(hostname, as(client)));
        arguments.addAll(List.of(version, "--no-buffer", "--rate", "2/s", url(hostname) + "[1-8]"));
        Path output = folder.resolve("kept.out");
        Process process = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        await(() -> Files.readString(output).contains("status=200"));
        product.owner().delete(client.path() + ENFORCED).result();
        long revokedAt = Files.readString(output)
                .lines()
                .filter(line -> line.startsWith("status="))
                .count();
        assertThat(process.waitFor()).isZero();
        List<String> answers = Files.readString(output)
                .lines()
                .filter(line -> line.startsWith("status="))
                .toList();
        assertThat(answers).hasSize(8);
        assertThat(answers.subList(0, 1)).containsExactly("status=200 connections=1");
        // One answer may have been under way while the revocation was waited for.
        assertThat(answers.subList((int) revokedAt + 1, 8))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("status=403"));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nothing came within 30 s");
            }
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void noSessionBringsARevokedClientBack(String version) throws IOException {
        String hostname = guarded("resumed" + version.replaceAll("[^0-9]", ""));
        Client client = client();
        Path session = folder.resolve("session.pem");
        String first = sClient(hostname, version, client, "-sess_out", session.toString());
        assertThat(first).contains("HTTP/1.1 200");
        product.owner().delete(client.path() + ENFORCED).result();
        String[] again = Files.exists(session) ? new String[] {"-sess_in", session.toString()} : new String[0];
        String second = sClient(hostname, version, client, again);
        assertThat(second).contains("HTTP/1.1 403").doesNotContain("Reused, TLS");
    }

    private String sClient(String hostname, String version, Client client, String... more) throws IOException {
        Path request = Files.writeString(
                folder.resolve("request"),
                "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(hostname));
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + edge().getPort(),
                "-servername",
                hostname,
                version,
                "-ign_eof",
                "-cert",
                client.certificate().toString(),
                "-key",
                client.key().toString()));
        command.addAll(List.of(more));
        Path output = folder.resolve("s_client.out");
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(request.toFile())
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Files.readString(output);
    }

    /** A laptop's certificate of a root that was uploaded for Access at a hostname. */
    private record Laptop(OpenSsl.Pair root, Path leaf, String rootPath) {}

    private Laptop laptop(String hostname) throws IOException {
        OpenSsl openssl = new OpenSsl(folder);
        OpenSsl.Pair root = openssl.selfSigned("root", true);
        Path request = openssl.request(OpenSsl.KeyKind.P256, "/CN=laptop");
        Path leaf = folder.resolve("leaf.pem");
        openssl.run(
                        "x509",
                        "-req",
                        "-in",
                        request.toString(),
                        "-CA",
                        root.certificate().toString(),
                        "-CAkey",
                        root.key().toString(),
                        "-set_serial",
                        "0x0a",
                        "-days",
                        "30",
                        "-out",
                        leaf.toString())
                .succeeded();
        JsonNode uploaded = product.owner()
                .post(
                        product.account() + "/access/certificates",
                        Map.of(
                                "name",
                                hostname,
                                "certificate",
                                OpenSsl.read(root.certificate()),
                                "associated_hostnames",
                                List.of(hostname)))
                .result(201);
        return new Laptop(
                root,
                leaf,
                product.account() + "/access/certificates/"
                        + uploaded.path("id").asText());
    }

    private String[] as(Laptop laptop, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--cert",
                laptop.leaf().toString(),
                "--key",
                folder.resolve("key.pem").toString()));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    /** A CA's responder, by {@code openssl ocsp}, to which the laptop's certificate has this state. */
    private Process responder(Laptop laptop, int port, String state) throws Exception {
        Path index = Files.writeString(
                folder.resolve("index.txt"), state.replace('|', '\t') + "\t0A\tunknown\t/CN=laptop\n");
        Process process = new ProcessBuilder(
                        "openssl",
                        "ocsp",
                        "-port",
                        Integer.toString(port),
                        "-ndays",
                        "1",
                        "-index",
                        index.toString(),
                        "-CA",
                        laptop.root().certificate().toString(),
                        "-rsigner",
                        laptop.root().certificate().toString(),
                        "-rkey",
                        laptop.root().key().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ocsp.out").toFile())
                .start();
        await(() -> Files.readString(folder.resolve("ocsp.out")).contains("ACCEPT"));
        return process;
    }

    @Test
    void aClientOfACaWithAnOcspResponderWaitsForItsWord() throws Exception {
        String hostname = routed("ocsp");
        Laptop laptop = laptop(hostname);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port + "/";
        String responder = laptop.rootPath() + "/ocsp" + ENFORCED;
        product.owner().put(responder, Map.of("url", url)).result();
        assertThat(curl(hostname, as(laptop, "-H", "Accept: application/json")))
                .as("nobody is there to ask")
                .contains("\"reason\":\"status_pending\"")
                .contains("status=403");
        Process good = responder(laptop, port, "V|351231235959Z|");
        assertThat(curl(hostname, as(laptop))).contains("status=200");
        good.destroy();
        good.waitFor();
        Process bad = responder(laptop, port, "R|351231235959Z|260101000000Z");
        product.owner().put(responder, Map.of("url", url + "anew")).result();
        assertThat(curl(hostname, as(laptop, "-H", "Accept: application/json")))
                .contains("\"reason\":\"revoked\"")
                .contains("status=403");
        bad.destroy();
        bad.waitFor();
        product.owner().delete(responder).result();
        assertThat(curl(hostname, as(laptop))).contains("status=200");
    }

    @Test
    void anAccessRootLetsItsClientsInAndTheOriginHearsOfThemAndOfNobodyElse() throws IOException {
        String hostname = routed("vpn");
        Laptop laptop = laptop(hostname);
        product.owner()
                .put(
                        product.account() + "/access/certificates/settings" + ENFORCED,
                        Map.of(
                                "settings",
                                List.of(Map.of(
                                        "hostname",
                                        hostname,
                                        "china_network",
                                        false,
                                        "client_certificate_forwarding",
                                        true))))
                .result(202);
        String sha256 = new OpenSsl(folder)
                .run("x509", "-in", laptop.leaf().toString(), "-noout", "-fingerprint", "-sha256")
                .succeeded()
                .strip()
                .replaceAll(".*=", "")
                .replace(":", "")
                .toLowerCase(Locale.ROOT);
        String heard = curl(hostname, as(laptop, "-H", "Cf-Client-Cert-Sha256: forged", "-H", "Client-Cert: :forged:"));
        assertThat(heard)
                .contains("status=200")
                .contains("cf-client-cert-sha256: " + sha256)
                .contains("cf-client-cert-der-base64: ")
                .contains("client-cert: :")
                .doesNotContain("forged");
        assertThat(curl(hostname)).contains("status=403");
        String open = routed("open");
        assertThat(curl(open, "-H", "Cf-Client-Cert-Sha256: forged", "-H", "cf-cert-verified: true"))
                .contains("status=200")
                .doesNotContain("forged")
                .doesNotContain("cf-cert-verified");
    }

    @Test
    void comesBackWithAllItWasToldAfterBothRolesWereKilled() throws IOException {
        try (RunningChancery own = RunningChancery.onEmptyData("--roles", "control,edge")) {
            own.owner()
                    .put(own.zone() + "/edge/routes/a.example.com" + ENFORCED, Map.of("origin", origin.url()))
                    .result();
            own.kill();
            own.startAgain();
            String status = own.owner()
                    .put(
                            own.zone() + "/certificate_authorities/hostname_associations" + ENFORCED,
                            Map.of("hostnames", List.of("a.example.com")))
                    .result()
                    .path("hostnames")
                    .toString();
            assertThat(status).contains("a.example.com");
            int port = own.edge().getPort();
            String answer = Command.of(
                            "curl",
                            "-sS",
                            "--cacert",
                            own.edgeCaFile().toString(),
                            "--resolve",
                            "a.example.com:" + port + ":127.0.0.1",
                            "--retry",
                            "20",
                            "--retry-connrefused",
                            "-w",
                            "status=%{http_code}",
                            "https://a.example.com:" + port + "/")
                    .run()
                    .output();
            assertThat(answer).contains("status=403");
        }
    }
}
