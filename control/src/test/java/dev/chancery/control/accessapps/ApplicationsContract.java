package dev.chancery.control.accessapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.HouseTest;
import dev.chancery.testkit.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Applications over HTTP, on every engine. */
interface ApplicationsContract extends HouseTest {
    String APPS = "/accounts/{account}/access/apps";
    String UNKNOWN = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";

    private String name(String label) {
        return label + "." + account().zoneName();
    }

    private JsonNode make(Map<String, ?> body) {
        return account().post(APPS, body).result(201);
    }

    private JsonNode hosted(String domain) {
        return make(Map.of("type", "self_hosted", "name", "App " + domain, "domain", domain));
    }

    private static String id(JsonNode application) {
        return application.path("id").textValue();
    }

    private List<String> audited(String object) {
        return house().query("select action from audit_log where object_id = ? order by ordinal", object);
    }

    @Test
    default void makesAnApplicationAndShowsItWithItsDefaults() {
        String domain = name("app") + "/admin";
        JsonNode made = hosted(domain);
        assertThat(UUID.fromString(id(made))).hasToString(id(made));
        assertThat(made.path("aud").textValue()).matches("[0-9a-f]{64}");
        assertThat(made.path("domain").textValue()).isEqualTo(domain);
        assertThat(made.path("self_hosted_domains").toString()).isEqualTo("[\"%s\"]".formatted(domain));
        assertThat(made.path("destinations").toString())
                .isEqualTo("[{\"type\":\"public\",\"uri\":\"%s\"}]".formatted(domain));
        assertThat(made.path("session_duration").textValue()).isEqualTo("24h");
        assertThat(made.path("http_only_cookie_attribute").booleanValue()).isTrue();
        assertThat(made.path("app_launcher_visible").booleanValue()).isTrue();
        assertThat(made.path("allowed_idps").toString()).isEqualTo("[]");
        assertThat(made.path("policies").toString()).isEqualTo("[]");
        assertThat(made.path("created_at").textValue())
                .isEqualTo(made.path("updated_at").textValue());
        assertThat(account().get(APPS + "/" + id(made)).result()).isEqualTo(made);
        assertThat(account().get(APPS + "/" + id(made).replace("-", "")).result())
                .isEqualTo(made);
        assertThat(audited(id(made))).containsExactly("create");
    }

    @Test
    default void givesEveryMemberBackAsItCame() {
        Map<String, Object> body = new HashMap<>();
        body.put("type", "ssh");
        body.put("name", "Überall");
        body.put("domain", name("SSH"));
        body.put("app_launcher_visible", false);
        body.put(
                "cors_headers",
                Map.of("allowed_methods", List.of("GET"), "allowed_origins", List.of("*"), "max_age", 5));
        body.put("custom_deny_message", "No.");
        body.put("custom_deny_url", "https://example.com/no?why=1");
        body.put("enable_binding_cookie", true);
        body.put("http_only_cookie_attribute", false);
        body.put("logo_url", "https://example.com/logo.svg");
        body.put("mfa_config", Map.of("allowed_authenticators", List.of("totp"), "session_duration", "720h"));
        body.put("oauth_configuration", Map.of("enabled", true, "grant", Map.of("access_token_lifetime", "5m")));
        body.put("path_cookie_attribute", true);
        body.put("read_service_tokens_from_header", "X-Service");
        body.put("same_site_cookie_attribute", "strict");
        body.put("service_auth_401_redirect", true);
        body.put("session_duration", "2h45m");
        body.put("skip_interstitial", true);
        JsonNode made = make(body);
        JsonNode sent = new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(body);
        sent.properties()
                .forEach(member -> assertThat(made.path(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
        assertThat(account().put(APPS + "/" + id(made), body).result()).isEqualTo(made);
    }

    @Test
    default void leavesOutWhatItDoesNotKnowAndTakesNullForAbsent() {
        JsonNode made = account()
                .post(
                        APPS,
                        "{'type': 'self_hosted', 'domain': '%s', 'name': null, 'session_duration': null, 'tags': [],"
                                        .formatted(name("null"))
                                + " 'surprise': 1, 'cors_headers': {'max_age': null, 'other': 2}}")
                .result(201);
        assertThat(made.has("name")).isFalse();
        assertThat(made.has("surprise")).isFalse();
        assertThat(made.path("cors_headers").toString()).isEqualTo("{}");
        assertThat(made.path("session_duration").textValue()).isEqualTo("24h");
    }

    @Test
    default void takesDestinationsBeforeTheOlderList() {
        JsonNode both = make(Map.of(
                "type",
                "self_hosted",
                "self_hosted_domains",
                List.of(name("ignored")),
                "destinations",
                List.of(
                        Map.of("type", "public", "uri", name("one") + "/x"),
                        Map.of("type", "private", "cidr", "10.0.0.0/24", "port_range", "80-90", "l4_protocol", "tcp"),
                        Map.of("type", "public", "uri", "*." + name("two")))));
        assertThat(both.path("domain").textValue()).isEqualTo(name("one") + "/x");
        assertThat(both.path("self_hosted_domains").toString())
                .isEqualTo("[\"%s/x\",\"*.%s\"]".formatted(name("one"), name("two")));
        assertThat(both.path("destinations")).hasSize(3);
        hosted(name("ignored"));
        JsonNode older = make(Map.of(
                "type", "vnc", "self_hosted_domains", List.of(name("three"), name("four")), "destinations", List.of()));
        assertThat(older.path("domain").textValue()).isEqualTo(name("three"));
        assertThat(older.path("destinations")).hasSize(2);
    }

    @Test
    default void keepsTheTypesThatCanBeKept() {
        Map<String, Object> criterion = Map.of(
                "port", 22, "protocol", "SSH", "target_attributes", Map.of("hostname", List.of("web-1", "web-2")));
        JsonNode infrastructure =
                make(Map.of("type", "infrastructure", "name", "Servers", "target_criteria", List.of(criterion)));
        assertThat(infrastructure.path("target_criteria")).hasSize(1);
        assertThat(infrastructure.has("session_duration")).isFalse();
        assertThat(infrastructure.has("domain")).isFalse();
        JsonNode bookmark =
                make(Map.of("type", "bookmark", "name", "Docs", "domain", "https://docs.example.org/a?b=c"));
        assertThat(bookmark.path("domain").textValue()).isEqualTo("https://docs.example.org/a?b=c");
        JsonNode rdp = make(Map.of(
                "type",
                "rdp",
                "domain",
                name("rdp"),
                "target_criteria",
                List.of(Map.of("port", 3389, "protocol", "RDP", "target_attributes", Map.of("os", List.of("w"))))));
        assertThat(rdp.path("target_criteria")).hasSize(1);
        JsonNode launcher = make(Map.of(
                "type",
                "app_launcher",
                "bg_color",
                "#00ff00",
                "footer_links",
                List.of(Map.of("name", "Privacy", "url", "https://example.com/p")),
                "landing_page_design",
                Map.of("title", "Welcome!")));
        assertThat(launcher.path("landing_page_design").path("title").textValue())
                .isEqualTo("Welcome!");
        make(Map.of("type", "warp"));
        make(Map.of("type", "biso"));
        account()
                .post(APPS, Map.of("type", "warp"))
                .refused(
                        409,
                        "12136 /type access.api.error.application_already_exists: type: warp (expected: a type the account"
                                + " has no application of)");
    }

    @Test
    default void describesAnApplicationAnewAndKeepsWhatNamesIt() {
        JsonNode made = make(Map.of(
                "type",
                "self_hosted",
                "name",
                "Old",
                "domain",
                name("old"),
                "session_duration",
                "1h",
                "allow_iframe",
                true));
        house().pass(Duration.ofMinutes(1));
        JsonNode changed = account()
                .put(APPS + "/" + id(made), Map.of("type", "self_hosted", "name", "New", "domain", name("new")))
                .result();
        assertThat(changed.path("aud")).isEqualTo(made.path("aud"));
        assertThat(changed.path("created_at")).isEqualTo(made.path("created_at"));
        assertThat(changed.path("updated_at")).isNotEqualTo(made.path("updated_at"));
        assertThat(changed.path("session_duration").textValue()).isEqualTo("24h");
        assertThat(changed.has("allow_iframe")).isFalse();
        assertThat(account().get(APPS + "/" + id(made)).result()).isEqualTo(changed);
        // The old place is free, the new one taken.
        hosted(name("old"));
        account()
                .post(APPS, Map.of("type", "ssh", "domain", name("NEW") + "/"))
                .refused(
                        409,
                        "12132 /domain access.api.error.conflict: destination belongs to another application: "
                                + name("new"));
    }

    @Test
    default void changesNothingWhenTheSameIsSaidAgain() {
        Map<String, String> body = Map.of("type", "self_hosted", "name", "Same", "domain", name("same"));
        JsonNode made = make(body);
        house().pass(Duration.ofMinutes(1));
        assertThat(account().put(APPS + "/" + id(made), body).result()).isEqualTo(made);
        assertThat(audited(id(made))).containsExactly("create");
    }

    @Test
    default void deletesAnApplicationOnce() {
        JsonNode made = hosted(name("gone"));
        Reply deleted = account().delete(APPS + "/" + id(made));
        assertThat(deleted.result(202).toString()).isEqualTo("{\"id\":\"%s\"}".formatted(id(made)));
        String gone = "12135 - access.api.error.not_found: no application has the id %s here".formatted(id(made));
        account().delete(APPS + "/" + id(made)).refused(404, gone);
        account().get(APPS + "/" + id(made)).refused(404, gone);
        assertThat(account().get(APPS).each("/id")).isEmpty();
        assertThat(audited(id(made))).containsExactly("create", "delete");
        hosted(name("gone"));
    }

    @Test
    default void listsInTheOrderMadePageByPage() {
        List<String> made = List.of("a", "b", "c", "d", "e").stream()
                .map(label -> id(hosted(name(label))))
                .toList();
        account().delete(APPS + "/" + made.get(1)).result(202);
        assertThat(account().get(APPS).each("/id")).containsExactly(made.get(0), made.get(2), made.get(3), made.get(4));
        Reply second = account().get(APPS + "?page=2&per_page=3");
        assertThat(second.each("/id")).containsExactly(made.get(4));
        assertThat(second.json().at("/result_info/total_count").intValue()).isEqualTo(4);
        assertThat(second.json().at("/result_info/total_pages").intValue()).isEqualTo(2);
        assertThat(account().get(APPS + "?page=3&per_page=3").each("/id")).isEmpty();
    }

    @Test
    default void findsByNameDomainAudienceAndTarget() {
        JsonNode admin = make(Map.of("type", "self_hosted", "name", "Admin Site", "domain", name("admin") + "/x"));
        JsonNode other = make(Map.of(
                "type", "self_hosted", "name", "Other", "self_hosted_domains", List.of(name("o"), name("admin2"))));
        JsonNode servers = make(Map.of(
                "type",
                "infrastructure",
                "name",
                "Admin servers",
                "target_criteria",
                List.of(Map.of("port", 22, "protocol", "SSH", "target_attributes", Map.of("env", List.of("prod"))))));
        assertThat(account().get(APPS + "?name=admin").each("/id")).containsExactly(id(admin), id(servers));
        assertThat(account().get(APPS + "?name=admin%20site&exact=true").each("/id"))
                .containsExactly(id(admin));
        assertThat(account().get(APPS + "?name=admin&exact=true").each("/id")).isEmpty();
        assertThat(account().get(APPS + "?domain=admin").each("/id")).containsExactly(id(admin), id(other));
        assertThat(account()
                        .get(APPS + "?domain=" + name("admin2") + "&exact=true")
                        .each("/id"))
                .containsExactly(id(other));
        assertThat(account().get(APPS + "?aud=" + other.path("aud").textValue()).each("/id"))
                .containsExactly(id(other));
        assertThat(account().get(APPS + "?target_attributes=env%3Dprod").each("/id"))
                .containsExactly(id(servers));
        assertThat(account().get(APPS + "?target_attributes=env%3Dtest").each("/id"))
                .isEmpty();
        Reply searched = account().get(APPS + "?search=ADMIN&per_page=2&page=2");
        assertThat(searched.each("/id")).containsExactly(id(servers));
        assertThat(searched.json().at("/result_info/total_count").intValue()).isEqualTo(3);
        account()
                .get(APPS + "?target_attributes=env&exact=perhaps&per_page=1001")
                .refused(
                        400,
                        "6010 target_attributes target_attributes: \"env\" (expected: key=value)",
                        "6010 exact exact: \"perhaps\" (expected: true or false)",
                        "6010 per_page per_page: \"1001\" (expected: a whole number from 1 to 1000)");
    }

    @Test
    default void changesTheTwoSettings() {
        String settings = APPS + "/" + id(hosted(name("settings"))) + "/settings";
        assertThat(account()
                        .put(settings, "{'allow_iframe': true, 'skip_interstitial': false}")
                        .result(202)
                        .toString())
                .isEqualTo("{\"allow_iframe\":true,\"skip_interstitial\":false}");
        assertThat(account()
                        .patch(settings, "{'skip_interstitial': true}")
                        .result(202)
                        .toString())
                .isEqualTo("{\"allow_iframe\":true,\"skip_interstitial\":true}");
        assertThat(account().patch(settings, "{}").result(202).toString())
                .isEqualTo("{\"allow_iframe\":true,\"skip_interstitial\":true}");
        assertThat(account().get(settings.replace("/settings", "")).text("/allow_iframe"))
                .isEqualTo("true");
        assertThat(account()
                        .put(settings, "{'skip_interstitial': true}")
                        .result(202)
                        .toString())
                .isEqualTo("{\"skip_interstitial\":true}");
        account()
                .put(settings, "{'allow_iframe': 1}")
                .refused(400, "6007 /allow_iframe allow_iframe: 1 (expected: a boolean)");
        String bookmark = id(make(Map.of("type", "bookmark", "domain", "example.org")));
        account()
                .put(APPS + "/" + bookmark + "/settings", "{'allow_iframe': true}")
                .refused(
                        400,
                        "12130 - access.api.error.invalid_request: the application's type is bookmark (expected: one with"
                                + " these settings)");
        account()
                .put(APPS + "/" + UNKNOWN + "/settings", "{}")
                .refused(404, "12135 - access.api.error.not_found: no application has the id " + UNKNOWN + " here");
    }

    @Test
    default void namesIdentityProvidersWhichStayWhileItDoes() {
        String providers = "/accounts/{account}/access/identity_providers";
        String provider = id(account()
                .post(providers, "{'name': 'PIN', 'type': 'onetimepin', 'config': {}}")
                .result(201));
        JsonNode made = make(Map.of(
                "type",
                "self_hosted",
                "domain",
                name("idp"),
                "allowed_idps",
                List.of(provider),
                "auto_redirect_to_identity",
                true));
        assertThat(made.path("allowed_idps").toString()).isEqualTo("[\"%s\"]".formatted(provider));
        account()
                .delete(providers + "/" + provider)
                .refused(409, "12132 - access.api.error.conflict: an application uses identity provider " + provider);
        account()
                .put(APPS + "/" + id(made), Map.of("type", "self_hosted", "domain", name("idp")))
                .result();
        account().delete(providers + "/" + provider).result(202);
    }

    @Test
    default void remembersWhenTokensWereRevoked() {
        JsonNode made = hosted(name("revoke"));
        Reply revoked = account().post(APPS + "/" + id(made) + "/revoke_tokens", "");
        assertThat(revoked.result(202).isNull()).isTrue();
        house().pass(Duration.ofHours(-1));
        account().post(APPS + "/" + id(made) + "/revoke_tokens", "").result(202);
        house().pass(Duration.ofHours(1));
        assertThat(house().query("select tokens_revoked_on from access_application where id = ?", id(made)))
                .containsExactly(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, house().now())));
        assertThat(account().get(APPS + "/" + id(made)).result()).isEqualTo(made);
        assertThat(audited(id(made))).containsExactly("create", "revoke", "revoke");
        account()
                .post(APPS + "/" + UNKNOWN + "/revoke_tokens", "")
                .refused(404, "12135 - access.api.error.not_found: no application has the id " + UNKNOWN + " here");
    }

    @Test
    default void standsInTheWayOfDeletingItsZoneAndAccount() {
        JsonNode made = hosted(name("in-use"));
        account()
                .delete("/zones/{zone}")
                .refused(
                        409,
                        "1065 - zone %s: Access applications protect names in it (expected: none)"
                                .formatted(account().zoneName()));
        account()
                .delete("/accounts/{account}")
                .refused(
                        409,
                        "1065 - account %s: it has Access applications or a gateway CA (expected: all deleted)"
                                .formatted(account().account()));
        account().delete(APPS + "/" + id(made)).result(202);
        account().delete("/zones/{zone}").result();
    }
}
