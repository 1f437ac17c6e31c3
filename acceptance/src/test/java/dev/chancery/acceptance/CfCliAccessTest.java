package dev.chancery.acceptance;

import static dev.chancery.acceptance.CfCli.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code cf} runs the families of Access it knows: {@code cf zero-trust access …} at the account and, under names of their own,
 * at the zone. It knows no SAML certificate sets; an update at the zone it sends to {@code /zones/undefined}, so there this
 * makes, reads, lists and deletes.
 */
@WithChancery
final class CfCliAccessTest {

    private static final String SSH_LINE = "ecdsa-sha2-nistp256 [A-Za-z0-9+/]+=* open-ssh-ca@cloudflareaccess\\.org";
    private static final String PIN = body(Map.of("name", "cf", "type", "onetimepin", "config", Map.of()));

    private final Path folder;
    private final CfCli cf;

    CfCliAccessTest(RunningChancery product, @TempDir Path folder) {
        this.folder = folder;
        this.cf = CfCli.of(product, folder);
    }

    @Test
    void keepsAccessApplications() {
        Map<String, String> application = Map.of("type", "self_hosted", "domain", "cf.example.com", "name", "cf");
        JsonNode made = cf.ask("zero-trust access applications-create", body(application));
        String id = text(made, "id");
        assertThat(cf.ask("zero-trust access applications-get " + id)).isEqualTo(made);
        assertThat(cf.ask("zero-trust apps get " + id)).as("at the zone").isEqualTo(made);
        assertThat(cf.ask("zero-trust access applications-list --domain=cf.example.com"))
                .containsExactly(made);
        assertThat(cf.ask("zero-trust apps list").findValuesAsText("id")).contains(id);
        JsonNode renamed = cf.ask(
                "zero-trust access applications-update " + id,
                body(Map.of("type", "self_hosted", "domain", "cf.example.com", "name", "cf again")));
        assertThat(text(renamed, "name")).isEqualTo("cf again");
        assertThat(cf.ask("zero-trust access applications-settings-edit " + id, body(Map.of("allow_iframe", true)))
                        .path("allow_iframe")
                        .asBoolean())
                .isTrue();
        assertThat(cf.refused("zero-trust apps create", body(application))).contains("409", "[12132]");
        assertThat(text(cf.ask("zero-trust apps delete " + id), "id")).isEqualTo(id);
        assertThat(cf.refused("zero-trust access applications-get " + id)).contains("404", "[12135]");
    }

    @Test
    void keepsThePoliciesOfAnApplication() {
        String application = application("self_hosted", "cf-policies.example.com");
        String policy = body(Map.of(
                "name",
                "cf",
                "decision",
                "allow",
                "include",
                List.of(Map.of("email_domain", Map.of("domain", "a.b")))));
        JsonNode made = cf.ask("zero-trust access applications-policies-create " + application, policy);
        String both = application + " " + text(made, "id");
        assertThat(cf.ask("zero-trust access applications-policies-get " + both))
                .isEqualTo(made);
        assertThat(cf.ask("zero-trust apps policies-list " + application)).containsExactly(made);
        assertThat(text(cf.ask("zero-trust access applications-policies-delete " + both), "id"))
                .isEqualTo(text(made, "id"));
    }

    @Test
    void makesTheSshCaOfAnApplication() {
        String application = application("ssh", "cf-ssh.example.com");
        JsonNode made = cf.ask("zero-trust access applications-cas-create " + application);
        assertThat(text(made, "public_key")).matches(SSH_LINE);
        assertThat(cf.ask("zero-trust access applications-cas-get " + application))
                .isEqualTo(made);
        assertThat(cf.ask("zero-trust access applications-cas-list")).containsExactly(made);
        assertThat(cf.ask("zero-trust apps ca-get " + application))
                .as("at the zone")
                .isEqualTo(made);
        assertThat(text(cf.ask("zero-trust access applications-cas-delete " + application), "id"))
                .isEqualTo(text(made, "id"));
        assertThat(cf.refused("zero-trust apps ca-get " + application)).contains("404", "[12135]");
    }

    @Test
    void makesTheSshCaOfTheGateway() {
        JsonNode made = cf.ask("zero-trust access gateway-ca-create");
        assertThat(text(made, "public_key")).matches(SSH_LINE);
        assertThat(cf.ask("zero-trust access gateway-ca-list")).containsExactly(made);
        assertThat(cf.refused("zero-trust access gateway-ca-create")).contains("409", "[12137]");
        String id = text(made, "id");
        assertThat(text(cf.ask("zero-trust access gateway-ca-delete " + id), "id"))
                .isEqualTo(id);
    }

    @Test
    void bindsAccessCertificates() {
        String pem = OpenSsl.read(new OpenSsl(folder).selfSigned("cf", true).certificate());
        JsonNode added = cf.ask("zero-trust access certificates-create --name=cf", "--certificate=" + pem);
        String id = text(added, "id");
        assertThat(cf.ask("zero-trust access certificates-get " + id)).isEqualTo(added);
        assertThat(cf.ask("zero-trust certificates list").findValuesAsText("id"))
                .as("at the zone")
                .contains(id);
        JsonNode bound = cf.ask(
                "zero-trust access certificates-update " + id,
                body(Map.of("associated_hostnames", List.of("cf-mtls.example.com"))));
        assertThat(text(bound.path("associated_hostnames"), 0)).isEqualTo("cf-mtls.example.com");
        assertThat(cf.refused("zero-trust access certificates-delete " + id)).contains("409", "[12132]");
        cf.ask("zero-trust access certificates-update " + id, body(Map.of("associated_hostnames", List.of())));
        assertThat(text(cf.ask("zero-trust access certificates-delete " + id), "id"))
                .isEqualTo(id);
        assertThat(cf.refused("zero-trust certificates get " + id)).contains("404", "[12135]");
    }

    @Test
    void replacesHostnameSettings() {
        Map<String, ?> setting = Map.of(
                "hostname", "cf-settings.example.com", "china_network", false, "client_certificate_forwarding", true);
        String settings = body(Map.of("settings", List.of(setting)));
        JsonNode put = cf.ask("zero-trust access certificates-settings-update", settings);
        assertThat(text(put.path(0), "hostname")).isEqualTo("cf-settings.example.com");
        assertThat(cf.ask("zero-trust access certificates-settings-get")).isEqualTo(put);
        assertThat(cf.ask("zero-trust certificates settings-list"))
                .as("at the zone")
                .isEqualTo(put);
        assertThat(cf.ask("zero-trust certificates settings-update", body(Map.of("settings", List.of()))))
                .isEmpty();
    }

    @Test
    void rotatesAccessKeys() {
        String before = text(cf.ask("zero-trust access keys-get"), "last_key_rotation_at");
        JsonNode rotated = cf.ask("zero-trust access keys-rotate");
        assertThat(text(rotated, "last_key_rotation_at")).isGreaterThan(before);
        assertThat(cf.ask("zero-trust access keys-update --key-rotation-interval-days=30")
                        .path("days_until_next_rotation")
                        .asInt())
                .isEqualTo(30);
        assertThat(cf.refused("zero-trust access keys-update --key-rotation-interval-days=20"))
                .contains("400", "[6009]");
    }

    @Test
    void keepsIdentityProviders() {
        JsonNode made = cf.ask("zero-trust identity-providers create", PIN);
        String id = text(made, "id");
        assertThat(cf.ask("zero-trust identity-providers get " + id)).isEqualTo(made);
        assertThat(cf.ask("zero-trust identity-providers-extra get " + id))
                .as("at the zone")
                .isEqualTo(made);
        assertThat(cf.ask("zero-trust identity-providers list").findValuesAsText("id"))
                .contains(id);
        assertThat(cf.refused("zero-trust identity-providers-extra create", PIN))
                .contains("409", "[12132]");
        assertThat(text(cf.ask("zero-trust identity-providers delete " + id), "id"))
                .isEqualTo(id);
    }

    @Test
    void foundsTheOrganization() {
        assertThat(cf.refused("zero-trust organizations list")).contains("404", "[9999]");
        JsonNode made = cf.ask(
                "zero-trust organizations create", "--auth-domain=cf.cloudflareaccess.com", "--name=Acceptance by cf");
        assertThat(cf.ask("zero-trust organizations list")).isEqualTo(made);
        assertThat(cf.ask("zero-trust organizations-extra get"))
                .as("at the zone")
                .isEqualTo(made);
    }

    private String application(String type, String domain) {
        return text(
                cf.ask("zero-trust access applications-create", body(Map.of("type", type, "domain", domain))), "id");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String text(JsonNode node, int index) {
        return node.path(index).asText();
    }
}
