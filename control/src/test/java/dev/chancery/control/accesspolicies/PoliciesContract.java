package dev.chancery.control.accesspolicies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.HouseTest;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.testkit.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reusable policies over HTTP, on every engine. */
interface PoliciesContract extends HouseTest {
    String POLICIES = "/accounts/{account}/access/policies";
    String UNKNOWN = "aa0a4aab-672b-4bdb-bc33-a59f1130a11f";
    Map<String, ?> EVERYONE = Map.of("everyone", Map.of());
    String WHOLE = """
            {"name":"Allow devs","decision":"allow","include":[{"email_domain":{"domain":"example.com"}}],\
            "require":[{"auth_method":{"auth_method":"mfa"}}],"exclude":[{"ip":{"ip":"192.0.2.0/24"}}],\
            "session_duration":"24h","approval_required":true,\
            "approval_groups":[{"approvals_needed":1,"email_addresses":["boss@example.com"]}],\
            "purpose_justification_required":true,"purpose_justification_prompt":"Why?",\
            "isolation_required":false,"connection_rules":{"rdp":{\
            "allowed_clipboard_local_to_remote_formats":["text"]}},\
            "mfa_config":{"allowed_authenticators":["totp"],"mfa_disabled":false,"session_duration":"5m"}""";

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static Map<String, ?> body(String name, String decision, Map<String, ?>... include) {
        return Map.of(
                "name",
                name,
                "decision",
                decision,
                "include",
                Arrays.stream(include).toList());
    }

    private String create(Map<String, ?> body) {
        // Lists show what was made first first; two things are never made at once here.
        house().pass(Duration.ofMillis(1));
        return account().post(POLICIES, body).result(201).path("id").textValue();
    }

    @Test
    default void showsAPolicyInTheWordsItWasWrittenIn() {
        Reply made = account().post(POLICIES, WHOLE + "}");
        assertThat(made.result(201).toString()).contains(WHOLE.substring(1) + ",\"reusable\":true,\"app_count\":0");
        String path = POLICIES + "/" + made.json().at("/result/id").textValue();
        assertThat(account().get(path).result()).isEqualTo(made.result(201));
        assertThat(account().get(POLICIES).result()).containsExactly(made.result(201));
    }

    @Test
    default void showsNoOptionThatWasNotSent() {
        String id = create(body("plain", "bypass", EVERYONE));
        assertThat(account().get(POLICIES + "/" + id).result().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "id",
                        "name",
                        "decision",
                        "include",
                        "require",
                        "exclude",
                        "reusable",
                        "app_count",
                        "created_at",
                        "updated_at");
    }

    @Test
    default void describesAPolicyAnewAndChangesNothingForTheSame() {
        Reply made = account().post(POLICIES, WHOLE + "}");
        String path = POLICIES + "/" + made.json().at("/result/id").textValue();
        house().pass(Duration.ofMinutes(1));
        assertThat(account().put(path, WHOLE + ",\"unknown to us\":1}").result())
                .isEqualTo(made.result(201));
        Reply shorter = account().put(path, body("Shorter", "deny", EVERYONE));
        assertThat(shorter.result().has("session_duration")).isFalse();
        assertThat(shorter.text("/decision")).isEqualTo("deny");
        assertThat(shorter.text("/updated_at")).isGreaterThan(shorter.text("/created_at"));
        assertThat(account().get(path).result()).isEqualTo(shorter.result());
    }

    @Test
    default void listsAndPages() {
        for (String name : List.of("one", "two", "three")) {
            create(body(name, "allow", EVERYONE));
        }
        assertThat(account().get(POLICIES).each("/name")).containsExactly("one", "two", "three");
        Reply page = account().get(POLICIES + "?page=2&per_page=2");
        assertThat(page.each("/name")).containsExactly("three");
        assertThat(page.json().at("/result_info/total_count").intValue()).isEqualTo(3);
        assertThat(account().get(POLICIES + "?page=3&per_page=2").result()).isEmpty();
    }

    @Test
    default void deletesAPolicyAndFreesWhatItNamed() {
        String groups = "/accounts/{account}/access/groups";
        String group = account()
                .post(groups, Map.of("name", "g", "include", List.of(EVERYONE)))
                .result(201)
                .path("id")
                .textValue();
        String id = create(body("names a group", "allow", Map.of("group", Map.of("id", group))));
        account()
                .delete(groups + "/" + group)
                .refused(
                        409,
                        12132,
                        "access.api.error.conflict: group is in use: a rule of policy %s names it (expected: none)"
                                .formatted(id));
        assertThat(account().delete(POLICIES + "/" + id).result(202).toString())
                .isEqualTo("{\"id\":\"%s\"}".formatted(id));
        account().delete(groups + "/" + group).result(202);
        account().get(POLICIES + "/" + id).refused(404, 12135, notFound(id));
    }

    private static String notFound(String id) {
        return "access.api.error.not_found: %s (expected: the id of a policy that is there)".formatted(id);
    }

    @Test
    default void knowsOnlyTheAccountsOwn() {
        String theirs = house().account()
                .post(POLICIES, body("theirs", "allow", EVERYONE))
                .result(201)
                .path("id")
                .textValue();
        for (String id : List.of(UNKNOWN, theirs)) {
            account().get(POLICIES + "/" + id).refused(404, 12135, notFound(id));
            account().put(POLICIES + "/" + id, body("mine", "allow", EVERYONE)).refused(404, 12135, notFound(id));
            account().delete(POLICIES + "/" + id).refused(404, 12135, notFound(id));
        }
        account()
                .get(POLICIES + "/mine")
                .refused(404, 7003, "policy_id: \"mine\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void refusesWhatTheAccountDoesNotHave() {
        account()
                .post(
                        POLICIES,
                        body(
                                "p",
                                "allow",
                                EVERYONE,
                                Map.of(
                                        "saml",
                                        Map.of(
                                                "attribute_name", "group",
                                                "attribute_value", "devs",
                                                "identity_provider_id", UNKNOWN))))
                .refused(
                        400,
                        "12130 /include/1 access.api.error.invalid_request: include/1: %s (expected: an identity provider"
                                        .formatted(UNKNOWN)
                                + " of the account of type saml)");
    }

    @Test
    default void namesEverythingThatIsWrongAtOnceAndKeepsNothing() {
        account()
                .post(POLICIES, """
                        {"name":7,"decision":"maybe","include":{},"exclude":[{"ip":{"ip":"everywhere"}}],
                         "session_duration":"a day","approval_required":1,
                         "approval_groups":[{"email_addresses":["nobody"]},{"approvals_needed":-1}],
                         "purpose_justification_prompt":false,
                         "mfa_config":{"session_duration":"721h"}}""")
                .faultsAt(
                        "/name",
                        "/decision",
                        "/session_duration",
                        "/approval_required",
                        "/purpose_justification_prompt",
                        "/approval_groups/0/email_addresses/0",
                        "/approval_groups/0/approvals_needed",
                        "/approval_groups/1/approvals_needed",
                        "/mfa_config/session_duration",
                        "/include",
                        "/exclude/0/ip/ip");
        account().post(POLICIES, "{}").faultsAt("/name", "/decision", "/include");
        assertThat(account().get(POLICIES).result()).isEmpty();
    }

    @Test
    default void refusesWhatOnlyAnInfrastructureApplicationsPolicyMaySay() {
        account()
                .post(POLICIES, """
                        {"name":"ssh","decision":"allow","include":[{"everyone":{}}],
                         "connection_rules":{"ssh":{"usernames":["root"]}},
                         "mfa_config":{"allowed_authenticators":["totp","piv_key"]}}""")
                .refused(
                        400,
                        "12130 /connection_rules/ssh access.api.error.invalid_request: connection_rules/ssh: not for this"
                                + " type of application (expected: rdp)",
                        "12130 /mfa_config/allowed_authenticators/1 access.api.error.invalid_request:"
                                + " mfa_config/allowed_authenticators/1: \"piv_key\" (expected: biometrics, security_key,"
                                + " totp)");
    }

    @Test
    default void asksForThePermissionOfAppsAndPolicies() {
        String id = create(body("guarded", "allow", EVERYONE));
        var reader = account().holding(PermissionGroup.ACCESS_APPS_READ);
        reader.get(POLICIES + "/" + id).result();
        reader.delete(POLICIES + "/" + id).refused(403, 10000, "Authentication error");
        account()
                .holding(PermissionGroup.ZONE_ACCESS_APPS_WRITE)
                .get(POLICIES)
                .refused(403, 10000, "Authentication error");
        account()
                .holding(PermissionGroup.ACCESS_APPS_WRITE)
                .delete(POLICIES + "/" + id)
                .result(202);
    }

    @Test
    default void tellsTheAuditLog() {
        String id = create(body("audited", "allow", EVERYONE));
        account().put(POLICIES + "/" + id, body("audited", "deny", EVERYONE)).result();
        account().put(POLICIES + "/" + id, body("audited", "deny", EVERYONE)).result();
        account().delete(POLICIES + "/" + id).result(202);
        assertThat(house().query(
                                "select action || ' ' || object_type from audit_log where object_id = ? order by ordinal",
                                id))
                .containsExactly("create access_policy", "update access_policy", "delete access_policy");
    }
}
