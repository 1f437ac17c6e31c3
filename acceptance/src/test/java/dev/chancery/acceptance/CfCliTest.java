package dev.chancery.acceptance;

import static dev.chancery.acceptance.CfCli.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cf}, a second client with request code of its own, runs the families it knows. */
@WithChancery
final class CfCliTest {

    private static final List<Map<String, ?>> EVERYONE = List.of(Map.of("everyone", Map.of()));

    private final Path folder;
    private final RunningChancery product;
    private final CfCli cf;

    CfCliTest(RunningChancery product, @TempDir Path folder) {
        this.folder = folder;
        this.product = product;
        this.cf = CfCli.of(product, folder);
    }

    @Test
    void seesTheAccountTheZoneAndTheUser() {
        assertThat(cf("accounts list").findValuesAsText("id")).contains(product.accountId());
        assertThat(cf("zones list").findValuesAsText("name")).contains("example.com");
        assertThat(cf("memberships list").at("/0/account/id").asText()).isEqualTo(product.accountId());
        assertThat(cf("user get").path("email").asText()).isEqualTo("owner@example.com");
        assertThat(cf("user tokens verify").path("status").asText()).isEqualTo("active");
    }

    @Test
    void issuesRevokesAndReactivatesAClientCertificate() {
        String csr = OpenSsl.read(new OpenSsl(folder).request(OpenSsl.KeyKind.P256, "/CN=cf"));
        JsonNode issued = cf("client-certificates create", "--csr=" + csr, "--validity-days=30");
        String id = issued.path("id").asText();
        assertThat(issued.path("status").asText()).isEqualTo("active");
        assertThat(cf("client-certificates get " + id)).isEqualTo(issued);
        assertThat(cf("client-certificates list").findValuesAsText("id")).contains(id);
        assertThat(cf("client-certificates delete " + id).path("id").asText()).isEqualTo(id);
        assertThat(cf("client-certificates edit " + id, body(Map.of("reactivate", true)))
                        .path("status")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void uploadsACaBindsAHostnameAndDeletesIt() {
        String pem = OpenSsl.read(new OpenSsl(folder).selfSigned("cf", true).certificate());
        JsonNode ca = cf("mtls-certificates create --ca --name=cf", "--certificates=" + pem);
        String id = ca.path("id").asText();
        assertThat(cf("mtls-certificates get " + id).path("issuer").asText()).isEqualTo("CN=cf,O=Acceptance");
        String update = "certificate-authorities hostname-associations update";
        assertThat(cf(update, body(Map.of("hostnames", List.of("cf.example.com"), "mtls_certificate_id", id)))
                        .at("/hostnames/0")
                        .asText())
                .isEqualTo("cf.example.com");
        assertThat(cf("mtls-certificates associations get " + id)).hasSize(1);
        assertThat(refused("mtls-certificates delete " + id)).contains("[1477]");
        cf(update, body(Map.of("hostnames", List.of(), "mtls_certificate_id", id)));
        assertThat(cf("mtls-certificates delete " + id).path("id").asText()).isEqualTo(id);
        assertThat(refused("mtls-certificates get " + id)).contains("404", "[1472]");
    }

    @Test
    void keepsAccessGroups() {
        Map<String, ?> group = Map.of("name", "cf", "include", EVERYONE);
        JsonNode made = cf("zero-trust access groups-create", body(group));
        String id = made.path("id").asText();
        assertThat(cf("zero-trust access groups-get " + id)).isEqualTo(made);
        assertThat(cf("zero-trust access groups-list").findValuesAsText("id")).contains(id);
        assertThat(cf("zero-trust access groups-update " + id, body(with(group, "name", "cf again")))
                        .path("name")
                        .asText())
                .isEqualTo("cf again");
        assertThat(cf("zero-trust access groups-delete " + id).path("id").asText())
                .isEqualTo(id);
        assertThat(refused("zero-trust access groups-get " + id)).contains("404", "[12152]");
    }

    @Test
    void keepsAccessPolicies() {
        Map<String, ?> policy = Map.of("name", "cf", "decision", "allow", "include", EVERYONE);
        JsonNode made = cf("zero-trust access policies-create", body(policy));
        String id = made.path("id").asText();
        assertThat(cf("zero-trust access policies-get " + id)).isEqualTo(made);
        assertThat(cf("zero-trust access policies-list").findValuesAsText("id")).contains(id);
        assertThat(cf("zero-trust access policies-update " + id, body(with(policy, "decision", "deny")))
                        .path("decision")
                        .asText())
                .isEqualTo("deny");
        assertThat(refused("zero-trust access policies-create", body(with(policy, "decision", "maybe"))))
                .contains("400", "[6009]");
        assertThat(cf("zero-trust access policies-delete " + id).path("id").asText())
                .isEqualTo(id);
    }

    @Test
    void keepsAccessServiceTokens() {
        JsonNode made = cf("zero-trust access service-tokens-create --name=cf --duration=1h");
        String id = made.path("id").asText();
        assertThat(made.path("client_secret").asText()).isNotEmpty();
        assertThat(cf("zero-trust access service-tokens-get " + id).has("client_secret"))
                .isFalse();
        assertThat(cf("zero-trust access service-tokens-list").findValuesAsText("id"))
                .contains(id);
        cf("zero-trust access service-tokens-refresh " + id);
        assertThat(cf("zero-trust access service-tokens-rotate " + id)
                        .path("client_secret")
                        .asText())
                .isNotEqualTo(made.path("client_secret").asText());
        assertThat(cf("zero-trust access service-tokens-update " + id, body(Map.of("enabled", false)))
                        .path("enabled")
                        .asBoolean(true))
                .isFalse();
        assertThat(cf("zero-trust access service-tokens-delete " + id)
                        .path("id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void saysWhatARefusalSays() {
        assertThat(refused("client-certificates create --validity-days=30", "--csr=no request"))
                .contains("400", "[1450]");
        assertThat(refused("accounts list --api-token=nobody-issued-this-token-0123456789abcdef"))
                .contains("401", "[10000]");
    }

    private JsonNode cf(String command, String... more) {
        return cf.ask(command, more);
    }

    private String refused(String command, String... more) {
        return cf.refused(command, more);
    }

    private static Map<String, ?> with(Map<String, ?> body, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        changed.put(name, value);
        return changed;
    }
}
