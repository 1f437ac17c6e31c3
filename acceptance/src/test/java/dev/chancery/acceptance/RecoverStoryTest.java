package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is put back, as an operator would, and un-revokes nothing. */
final class RecoverStoryTest {
    private static final String ENFORCED = "?wait=enforced&timeout=25";
    private static final String HOSTNAME = "app.example.com";

    @TempDir
    private Path folder = Path.of("");

    /** A client certificate: its files, and where the API has it. */
    private record Client(Path certificate, Path key, String path) {}

    private Client client(RunningChancery product, String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        String csr = Files.readString(new OpenSsl(own).request(OpenSsl.KeyKind.P256, "/CN=" + name));
        JsonNode issued = product.owner()
                .post(product.zone() + "/client_certificates", Map.of("csr", csr, "validity_days", 30))
                .result();
        return new Client(
                Files.writeString(
                        own.resolve("client.pem"), issued.path("certificate").asText()),
                own.resolve("key.pem"),
                product.zone() + "/client_certificates/" + issued.path("id").asText());
    }

    private static String curl(RunningChancery product, Client client) {
        int port = product.edge().getPort();
        return Command.of(
                        "curl",
                        "-sS",
                        "--cacert",
                        product.edgeCaFile().toString(),
                        "--resolve",
                        HOSTNAME + ":" + port + ":127.0.0.1",
                        "--cert",
                        client.certificate().toString(),
                        "--key",
                        client.key().toString(),
                        "-H",
                        "Accept: application/json",
                        "-w",
                        "status=%{http_code}",
                        "https://" + HOSTNAME + ":" + port + "/")
                .run()
                .succeeded();
    }

    private static String status(RunningChancery product, Client client) {
        return product.owner().get(client.path()).result().path("status").asText();
    }

    private static void put(Path from, Path to) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(to + suffix));
        }
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aBackupThatIsPutBackUnrevokesNothing() throws IOException {
        try (HeaderOrigin origin = new HeaderOrigin();
                RunningChancery product = RunningChancery.onEmptyData("--roles", "control,edge")) {
            product.owner()
                    .put(product.zone() + "/edge/routes/" + HOSTNAME + ENFORCED, Map.of("origin", origin.url()))
                    .result();
            product.owner()
                    .put(
                            product.zone() + "/certificate_authorities/hostname_associations" + ENFORCED,
                            Map.of("hostnames", List.of(HOSTNAME)))
                    .result();
            Client known = client(product, "known");
            Client valid = client(product, "valid");
            assertThat(product.stop()).isIn(0, 143);
            Path backup = folder.resolve("backup.db");
            put(product.data().resolve("chancery.db"), backup);

            product.startAgain();
            Client issuedSince = client(product, "since");
            assertThat(curl(product, issuedSince)).contains("status=200");
            product.owner().delete(known.path() + ENFORCED).result();
            product.owner().delete(issuedSince.path() + ENFORCED).result();
            product.kill();
            put(backup, product.data().resolve("chancery.db"));

            assertThat(product.command("recover"))
                    .contains("A new lineage begins")
                    .contains("local");
            product.startAgain();
            assertThat(status(product, known)).isIn("revoked", "pending_revocation");
            assertThat(curl(product, known)).contains("revoked").contains("status=403");
            assertThat(curl(product, issuedSince))
                    .as("no row knows it any more")
                    .contains("revoked")
                    .contains("status=403");
            assertThat(curl(product, valid)).contains("status=200");
            assertThat(product.owner()
                            .get(product.account() + "/audit_logs?action.type=recover")
                            .result())
                    .hasSize(1);
            product.owner()
                    .patch(known.path() + ENFORCED, Map.of("reactivate", true))
                    .result();
            assertThat(curl(product, known)).contains("status=200");
        }
    }
}
