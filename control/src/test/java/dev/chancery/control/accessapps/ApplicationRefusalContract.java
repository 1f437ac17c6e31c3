package dev.chancery.control.accessapps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.testkit.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What applications refuse, and in what words, on every engine. */
interface ApplicationRefusalContract extends HouseTest {
    String APPS = "/accounts/{account}/access/apps";
    String INVALID = "access.api.error.invalid_request: ";
    String PLACE = "a host and perhaps a path, such as app.example.com/admin";

    private String here(String text) {
        return text.replace("ZONE", account().zoneName());
    }

    private void refuses(String body, String... errors) {
        account()
                .post(APPS, here(body))
                .refused(400, List.of(errors).stream().map(this::here).toArray(String[]::new));
        assertThat(account().get(APPS).each("/id")).isEmpty();
    }

    @Test
    default void refusesTypesThatAreMissingOrNotKept() {
        String expected =
                " (expected: self_hosted, ssh, vnc, rdp, infrastructure, bookmark, app_launcher, warp or biso)";
        for (String type : List.of("saas", "dash_sso", "mcp", "mcp_portal", "proxy_endpoint", "SSH", "")) {
            refuses(
                    "{'type': '%s', 'domain': 'a.ZONE'}".formatted(type),
                    "12130 /type " + INVALID
                            + "app type is missing or invalid: type: \"%s\"%s".formatted(type, expected));
        }
        refuses(
                "{'name': 7}",
                "12130 /type " + INVALID + "app type is missing or invalid: type: missing" + expected,
                "6007 /name name: 7 (expected: a string)");
    }

    @Test
    default void namesEverythingThatIsWrongAtOnce() {
        refuses(
                "{'type': 'self_hosted', 'domain': 'a.ZONE/x?y', 'name': '%s', 'session_duration': '1 day',"
                                .formatted("n".repeat(351))
                        + " 'app_launcher_visible': 'yes', 'cors_headers': {'max_age': 86401, 'allowed_methods': ['GET',"
                        + " 'FETCH']}, 'custom_deny_url': 'javascript:alert(1)', 'same_site_cookie_attribute': 'loose'}",
                "6009 /name name: 351 characters (expected: at most 350)",
                "6007 /app_launcher_visible app_launcher_visible: a string (expected: a boolean)",
                "12130 /cors_headers/max_age " + INVALID + "cors_headers/max_age: 86401 (expected: -1 to 86400)",
                "12130 /cors_headers/allowed_methods/1 " + INVALID
                        + "cors_headers/allowed_methods/1: \"FETCH\" (expected: GET, POST, HEAD, PUT, DELETE, CONNECT,"
                        + " OPTIONS, TRACE, PATCH)",
                "12130 /custom_deny_url " + INVALID
                        + "custom_deny_url: \"javascript:alert(1)\" (expected: an http or https URL of at most 2048"
                        + " characters)",
                "12130 /same_site_cookie_attribute " + INVALID
                        + "same_site_cookie_attribute: \"loose\" (expected: , none, lax, strict)",
                "12130 /session_duration " + INVALID
                        + "session_duration: \"1 day\" (expected: a duration such as 300ms or 2h45m)",
                "12130 /domain " + INVALID + "domain: \"a.ZONE/x?y\" (expected: " + PLACE
                        + "; its path has a query, a fragment or characters a path does not have)");
    }

    @Test
    default void refusesPlacesOutsideTheAccountsZones() {
        Tenant neighbour = house().account();
        refuses(
                "{'type': 'self_hosted', 'destinations': [{'type': 'public', 'uri': 'ok.ZONE'}, {'type': 'public', 'uri':"
                        + " 'x.%s/a'}, {'uri': '*'}, {'type': 'worker', 'worker_id': '1'}, {'type': 'private'},"
                                .formatted(neighbour.zoneName())
                        + " {'type': 'public'}]}",
                "12130 /destinations/2/uri " + INVALID + "destinations/2/uri: \"*\" (expected: " + PLACE
                        + "; it has a single label)",
                "12130 /destinations/3/type " + INVALID
                        + "destinations/3/type: \"worker\" (expected: public or private)",
                "12130 /destinations/4 " + INVALID
                        + "destinations/4: a private destination without cidr and hostname (expected: one of them)",
                "6008 /destinations/5/uri destinations/5/uri: missing (expected: a value)",
                "12130 /destinations/1/uri " + INVALID
                        + "domain does not belong to zone: destinations/1/uri: x.%s (expected: a name in a zone of the account)"
                                .formatted(neighbour.zoneName()));
        refuses("{'type': 'ssh'}", "6008 /domain domain: missing (expected: " + PLACE + ")");
        refuses(
                "{'type': 'ssh', 'domain': 5, 'self_hosted_domains': 'x'}",
                "6007 /domain domain: 5 (expected: " + PLACE + ")",
                "6007 /self_hosted_domains self_hosted_domains: a string (expected: an array)");
    }

    @Test
    default void refusesWhatStandsForSomethingTheHouseDoesNotHave() {
        refuses(
                "{'type': 'self_hosted', 'domain': 'a.ZONE', 'tags': ['x'], 'custom_pages': ['%s'],"
                                .formatted("0".repeat(32))
                        + " 'allow_authenticate_via_warp': true, 'scim_config': {'remote_uri': 'https://x'},"
                        + " 'allowed_idps': ['699d9864-2c56-4d2e-855e-9661899b7252', 'nobody']}",
                "12130 /allow_authenticate_via_warp " + INVALID
                        + "allow_authenticate_via_warp: allow_authenticate_via_warp cannot be set if the Warp Auth Session"
                        + " Duration is not set for the account (expected: false)",
                "12130 /custom_pages " + INVALID + "custom_pages: there are no custom pages (expected: none)",
                "12130 /scim_config " + INVALID + "scim_config: provisioning by SCIM is not served (expected: none)",
                "12130 /tags " + INVALID + "tags: tags contain a tag that does not exist (expected: none)",
                "12130 /allowed_idps/1 " + INVALID
                        + "allowed_idps/1: \"nobody\" (expected: the UUID of an identity provider)",
                "12130 /allowed_idps/0 " + INVALID
                        + "allowed_idps/0: 699d9864-2c56-4d2e-855e-9661899b7252 (expected: an identity provider of the"
                        + " account)");
    }

    @Test
    default void refusesMembersThatContradictOneAnother() {
        refuses(
                "{'type': 'self_hosted', 'domain': 'a.ZONE/x', 'auto_redirect_to_identity': true,"
                        + " 'options_preflight_bypass': true, 'oauth_configuration': {}, 'cors_headers': {'allow_credentials':"
                        + " true, 'allowed_origins': ['*']}}",
                "12130 /auto_redirect_to_identity " + INVALID
                        + "auto_redirect_to_identity: true with 0 allowed_idps (expected: exactly one)",
                "12130 /options_preflight_bypass " + INVALID
                        + "options_preflight_bypass: true beside cors_headers (expected: one of the two)",
                "12130 /domain " + INVALID
                        + "domain can not have a path if oauth is configured: a.ZONE/x (expected: a.ZONE)",
                "12130 /cors_headers/allow_credentials " + INVALID
                        + "cors_headers/allow_credentials: true while every origin is allowed (expected: named origins)");
    }

    @Test
    default void refusesTargetsThatSayNothing() {
        refuses(
                "{'type': 'infrastructure', 'session_duration': '1h'}",
                "12130 /session_duration " + INVALID
                        + "session_duration: an infrastructure application has no session_duration (expected: none)",
                "6008 /target_criteria target_criteria: missing (expected: at least one criterion)");
        refuses(
                "{'type': 'infrastructure', 'target_criteria': [{'port': 0, 'protocol': 'RDP', 'target_attributes': {}},"
                        + " {'port': 22.5, 'target_attributes': {'a': [], 'b': 'c'}}]}",
                "12130 /target_criteria/0/port " + INVALID + "target_criteria/0/port: 0 (expected: 1 to 65535)",
                "12130 /target_criteria/0/protocol " + INVALID + "target_criteria/0/protocol: \"RDP\" (expected: SSH)",
                "12130 /target_criteria/0/target_attributes " + INVALID
                        + "target_criteria/0/target_attributes: 0 attributes (expected: 1 to 100)",
                "6007 /target_criteria/1/port target_criteria/1/port: 22.5 (expected: an integer)",
                "12130 /target_criteria/1/target_attributes/a " + INVALID
                        + "target_criteria/1/target_attributes/a: no value (expected: at least one)",
                "6007 /target_criteria/1/target_attributes/b target_criteria/1/target_attributes/b: a string (expected: an"
                        + " array)",
                "6008 /target_criteria/1/protocol target_criteria/1/protocol: missing (expected: a value)");
    }

    @Test
    default void refusesBookmarksThatLeadNowhere() {
        refuses("{'type': 'bookmark'}", "6008 /domain domain: missing (expected: a URL, or a host and perhaps a path)");
        for (String link : List.of("", "javascript:alert(1)", "ftp://example.org", "https://", "a b")) {
            refuses(
                    "{'type': 'bookmark', 'domain': '%s'}".formatted(link),
                    "12130 /domain " + INVALID
                            + "domain: \"%s\" (expected: a URL, or a host and perhaps a path)".formatted(link));
        }
    }

    @Test
    default void givesAPlaceToOneApplicationOnly() {
        account()
                .post(APPS, here("{'type': 'self_hosted', 'self_hosted_domains': ['a.ZONE', 'b.ZONE/x']}"))
                .result(201);
        account()
                .post(APPS, here("{'type': 'ssh', 'self_hosted_domains': ['c.ZONE', 'B.ZONE/x', 'a.ZONE']}"))
                .refused(
                        409,
                        here("12132 /self_hosted_domains/1 access.api.error.conflict: destination belongs to another"
                                + " application: b.ZONE/x"),
                        here("12132 /self_hosted_domains/2 access.api.error.conflict: destination belongs to another"
                                + " application: a.ZONE"));
        // Nothing was half done.
        account().post(APPS, here("{'type': 'ssh', 'domain': 'c.ZONE'}")).result(201);
    }

    @Test
    default void refusesAnotherTypeAndUnknownApplications() {
        String id = account()
                .post(APPS, here("{'type': 'self_hosted', 'domain': 'a.ZONE'}"))
                .result(201)
                .path("id")
                .textValue();
        account()
                .put(APPS + "/" + id, here("{'type': 'ssh', 'domain': 'a.ZONE'}"))
                .refused(
                        400,
                        "12130 /type " + INVALID
                                + "type: ssh (expected: self_hosted, which the application was made with)");
        String unknown = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";
        String nobody = "12135 - access.api.error.not_found: no application has the id %s here".formatted(unknown);
        account()
                .put(APPS + "/" + unknown, here("{'type': 'ssh', 'domain': 'a.ZONE'}"))
                .refused(404, nobody);
        house().account().get(APPS + "/" + id).refused(404, nobody.replace(unknown, id));
        account().get(APPS + "/none").refused(404, "7003 - app_id: \"none\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void holdsAnAccountToItsQuota() {
        house().sql("insert into setting (key, value) values ('quota.access_applications', '1')");
        try {
            account()
                    .post(APPS, here("{'type': 'self_hosted', 'domain': 'a.ZONE'}"))
                    .result(201);
            account()
                    .post(APPS, here("{'type': 'self_hosted', 'domain': 'b.ZONE'}"))
                    .refused(
                            400,
                            "12130 - " + INVALID
                                    + "maximum number of applications has been reached: 1 (expected: at most 1)");
        } finally {
            house().sql("delete from setting where key = 'quota.access_applications'");
        }
    }

    @Test
    default void holdsAnAccountToItsQuotaHoweverManyCreateAtOnce() throws Exception {
        house().sql("insert into setting (key, value) values ('quota.access_applications', '3')");
        Tenant tenant = account();
        // Of no zone, so that only the quota can part them.
        Callable<Reply> call = () -> tenant.post(APPS, "{'type': 'bookmark', 'domain': 'elsewhere.test'}");
        try (ExecutorService all = Executors.newFixedThreadPool(12)) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Reply> reply : all.invokeAll(Collections.nCopies(12, call))) {
                statuses.add(reply.get().status());
            }
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 400).hasSize(9);
            assertThat(tenant.get(APPS).result()).hasSize(3);
        } finally {
            house().sql("delete from setting where key = 'quota.access_applications'");
        }
    }

    @Test
    default void letsAReaderReadAndAStrangerNothing() {
        String id = account()
                .post(APPS, here("{'type': 'self_hosted', 'domain': 'a.ZONE'}"))
                .result(201)
                .path("id")
                .textValue();
        Tenant reader = account().reader();
        reader.get(APPS + "/" + id).result();
        String denied = "10000 - Authentication error";
        reader.post(APPS, "{}").refused(403, denied);
        reader.put(APPS + "/" + id, "{}").refused(403, denied);
        reader.delete(APPS + "/" + id).refused(403, denied);
        reader.post(APPS + "/" + id + "/revoke_tokens", "").refused(403, denied);
        account().stranger().get(APPS).refused(403, denied);
        account()
                .put(
                        APPS + "/" + id,
                        Map.of("type", "self_hosted", "domain", account().zoneName()))
                .result();
    }
}
