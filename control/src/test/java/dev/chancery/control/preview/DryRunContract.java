package dev.chancery.control.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.edges.EdgeId;
import dev.chancery.control.house.HouseTest;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Hostname;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whom a change would shut out, told without making it, on every engine. */
interface DryRunContract extends HouseTest.Alone {
    String ASSOCIATIONS = "/zones/{zone}/certificate_authorities/hostname_associations";
    String DRY = "?dry_run=true";

    /** A client certificate of the managed CA: where the API has it, and what a client sends. */
    record Client(String path, List<Der> chain) {
        String fingerprint() {
            return chain.getFirst().sha256Hex();
        }
    }

    private Client client() throws Exception {
        JsonNode issued = account()
                .post(
                        "/zones/{zone}/client_certificates",
                        Map.of("csr", openssl().csr("/CN=device"), "validity_days", 365))
                .result();
        return new Client(
                "/zones/{zone}/client_certificates/" + issued.path("id").textValue(),
                List.of(Certificate.parsePem(issued.path("certificate").textValue())
                        .der()));
    }

    private void seen(String hostname, Client... clients) {
        SeenClients seen = new SeenClients(house().database(), house()::now);
        for (Client client : clients) {
            seen.accept(
                    new EdgeId(new UUID(1, 2)),
                    new FromEdge.Seen(
                            List.of(new FromEdge.Sighting(client.chain(), new Hostname(hostname), house().now()))));
        }
    }

    private static List<String> refused(JsonNode preview, String field) {
        return preview.path("refused")
                .valueStream()
                .map(client -> client.path(field).textValue())
                .toList();
    }

    private String everything() {
        return account().get(ASSOCIATIONS).result().toString()
                + house().query("select digest from trust_head")
                + house().query("select count(*) from audit_log")
                + house().query("select count(*) from client_certificate");
    }

    @Test
    default void aDryRunTellsWhomAChangeWouldShutOutAndChangesNothing() throws Exception {
        account()
                .put(ASSOCIATIONS, Map.of("hostnames", List.of("a.example.com", "b.example.com")))
                .result();
        Client one = client();
        Client two = client();
        seen("a.example.com", one, two);
        seen("b.example.com", one);
        String before = everything();

        JsonNode revocation = account().delete(one.path() + DRY).result();
        assertThat(revocation.path("dry_run").booleanValue()).isTrue();
        assertThat(revocation.path("seen").intValue()).isEqualTo(3);
        assertThat(revocation.path("refused_count").intValue()).isEqualTo(2);
        assertThat(refused(revocation, "hostname")).containsExactlyInAnyOrder("a.example.com", "b.example.com");
        assertThat(refused(revocation, "fingerprint_sha256")).containsOnly(one.fingerprint());
        assertThat(refused(revocation, "code")).containsOnly("revoked");
        assertThat(account().get(one.path()).text("/status")).isEqualTo("active");

        JsonNode bound = account()
                .put(ASSOCIATIONS + DRY, Map.of("hostnames", List.of("a.example.com")))
                .result();
        assertThat(refused(bound, "hostname"))
                .as("a hostname no CA is bound to refuses nobody")
                .isEmpty();
        assertThat(everything()).isEqualTo(before);

        account().delete(one.path()).result();
        JsonNode again =
                account().patch(one.path() + DRY, "{\"reactivate\":true}").result();
        assertThat(refused(again, "code")).isEmpty();
        assertThat(account().get(one.path()).text("/status")).isEqualTo("revoked");
        assertThat(account().delete(one.path() + DRY).status()).isEqualTo(400);
    }

    @Test
    default void aDryRunOfACallThatWouldBeRefusedIsRefused() throws Exception {
        assertThat(account()
                        .put(ASSOCIATIONS + DRY, Map.of("hostnames", List.of("elsewhere.test")))
                        .status())
                .isEqualTo(400);
        assertThat(account()
                        .delete("/zones/{zone}/client_certificates/" + "0".repeat(32) + DRY)
                        .status())
                .isEqualTo(404);
        account().delete(client().path() + "?dry_run=perhaps").faultsAt("dry_run");
    }

    @Test
    default void whoWasSeenLongAgoIsForgotten() throws Exception {
        account()
                .put(ASSOCIATIONS, Map.of("hostnames", List.of("a.example.com")))
                .result();
        Client one = client();
        seen("a.example.com", one);
        assertThat(account().delete(one.path() + DRY).result().path("seen").intValue())
                .isEqualTo(1);
        house().pass(Duration.ofDays(31));
        Client two = client();
        seen("a.example.com", two);
        assertThat(account().delete(one.path() + DRY).result().path("seen").intValue())
                .isEqualTo(1);
        assertThat(refused(account().delete(two.path() + DRY).result(), "fingerprint_sha256"))
                .containsExactly(two.fingerprint());
    }
}
