package dev.chancery.control.accessgroups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.HouseTest;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.testkit.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups over HTTP, on every engine. */
interface GroupsContract extends HouseTest {
    String GROUPS = "/accounts/{account}/access/groups";
    String ZONE_GROUPS = "/zones/{zone}/access/groups";
    String UNKNOWN = "/aa0a4aab-672b-4bdb-bc33-a59f1130a11f";
    Map<String, ?> EVERYONE = Map.of("everyone", Map.of());

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static Map<String, ?> body(String name, Map<String, ?>... include) {
        return Map.of("name", name, "include", Arrays.stream(include).toList());
    }

    private static Map<String, ?> named(String group) {
        return Map.of("group", Map.of("id", group));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private String create(String name, Map<String, ?>... include) {
        // Lists show what was made first first; two things are never made at once here.
        house().pass(Duration.ofMillis(1));
        return account()
                .post(GROUPS, body(name, include))
                .result(201)
                .path("id")
                .textValue();
    }

    @Test
    default void showsAGroupInTheWordsItWasWrittenIn() {
        Reply made = account().post(GROUPS, """
                {"name":"devs","include":[{"email_domain":{"domain":"example.com"}},{"ip":{"ip":"10.0.0.0/8"}}],
                 "require":[{"geo":{"country_code":"us"}}],"exclude":[{"email":{"email":"mallory@example.com"}}],
                 "is_default":true}""");
        made.result(201);
        Reply read = account().get(GROUPS + "/" + made.json().at("/result/id").textValue());
        assertThat(read.result()).isEqualTo(made.result(201));
        assertThat(read.result().toString()).contains("""
                        "name":"devs","include":[{"email_domain":{"domain":"example.com"}},{"ip":{"ip":"10.0.0.0/8"}}],\
                        "require":[{"geo":{"country_code":"us"}}],"exclude":[{"email":{"email":"mallory@example.com"}}]""");
        assertThat(read.result().has("is_default")).isFalse();
    }

    @Test
    default void describesAGroupAnewAndChangesNothingForTheSame() {
        String id = create("first", EVERYONE);
        String at = account().get(GROUPS + "/" + id).text("/updated_at");
        house().pass(Duration.ofMinutes(1));
        assertThat(account().put(GROUPS + "/" + id, body("first", EVERYONE)).text("/updated_at"))
                .isEqualTo(at);
        Reply renamed = account().put(GROUPS + "/" + id, body("second", Map.of("certificate", Map.of())));
        assertThat(renamed.text("/name")).isEqualTo("second");
        assertThat(renamed.text("/updated_at")).isGreaterThan(at);
        assertThat(renamed.result()).isEqualTo(account().get(GROUPS + "/" + id).result());
    }

    @Test
    default void listsFiltersAndPages() {
        List<String> ids =
                List.of(create("alpha", EVERYONE), create("100% beta", EVERYONE), create("Alphabet", EVERYONE));
        assertThat(account().get(GROUPS).each("/id")).containsExactlyElementsOf(ids);
        assertThat(account().get(GROUPS + "?name=alpha").each("/name")).containsExactly("alpha");
        assertThat(account().get(GROUPS + "?search=ALPHA").each("/name")).containsExactly("alpha", "Alphabet");
        assertThat(account().get(GROUPS + "?search=0%25").each("/name")).containsExactly("100% beta");
        assertThat(account().get(GROUPS + "?search=_").each("/name")).isEmpty();
        Reply second = account().get(GROUPS + "?page=2&per_page=2");
        assertThat(second.each("/name")).containsExactly("Alphabet");
        assertThat(second.json().at("/result_info/total_count").intValue()).isEqualTo(3);
        assertThat(account().get(GROUPS + "?page=9").result()).isEmpty();
    }

    @Test
    default void showsTheSameGroupsAtAZone() {
        String id = create("seen from both", EVERYONE);
        assertThat(account().get(ZONE_GROUPS).each("/id")).containsExactly(id);
        String made = account()
                .post(ZONE_GROUPS, body("from the zone", EVERYONE))
                .result(201)
                .path("id")
                .textValue();
        assertThat(account().get(GROUPS + "/" + made).text("/name")).isEqualTo("from the zone");
        account().put(ZONE_GROUPS + "/" + made, body("again", EVERYONE)).result();
        account().delete(ZONE_GROUPS + "/" + made).result(202);
        assertThat(account().get(ZONE_GROUPS).each("/id")).containsExactly(id);
    }

    @Test
    default void deletesAGroupNothingNames() {
        String inner = create("inner", EVERYONE);
        String outer = create("outer", named(inner));
        account()
                .delete(GROUPS + "/" + inner)
                .refused(
                        409,
                        "12132 - access.api.error.conflict: group is in use: a rule of group %s names it (expected: none)"
                                .formatted(outer));
        assertThat(account().delete(GROUPS + "/" + outer).result(202).toString())
                .isEqualTo("{\"id\":\"%s\"}".formatted(outer));
        account().delete(GROUPS + "/" + inner).result(202);
        account()
                .delete(GROUPS + "/" + inner)
                .refused(
                        404,
                        "12152 - access.api.error.group_not_found: %s (expected: the id of a group of the account)"
                                .formatted(inner));
    }

    @Test
    default void refusesAGroupThatComesBackToItself() {
        String a = create("a", EVERYONE);
        String b = create("b", named(a));
        String c = create("c", named(b));
        String sentence = "12130 /include access.api.error.invalid_request: the rules lead back to the group %s"
                + " (expected: groups that do not name it)";
        account().put(GROUPS + "/" + a, body("a", named(c))).refused(400, sentence.formatted(a));
        account().put(GROUPS + "/" + a, body("a", named(a))).refused(400, sentence.formatted(a));
    }

    @Test
    default void refusesWhatTheAccountDoesNotHave() {
        String unknown = UNKNOWN.substring(1);
        account()
                .post(
                        GROUPS,
                        body(
                                "g",
                                named(unknown),
                                Map.of("service_token", Map.of("token_id", unknown)),
                                Map.of("login_method", Map.of("id", unknown)),
                                Map.of("linked_app_token", Map.of("app_uid", unknown))))
                .refused(
                        400,
                        "12130 /include/0 access.api.error.invalid_request: include/0: %s (expected: an Access group of"
                                        .formatted(unknown)
                                + " the account)",
                        "12130 /include/1 access.api.error.invalid_request: include/1: %s (expected: a service token of"
                                        .formatted(unknown)
                                + " the account)",
                        "12130 /include/2 access.api.error.invalid_request: include/2: %s (expected: an identity provider"
                                        .formatted(unknown)
                                + " of the account)",
                        "12130 /include/3 access.api.error.invalid_request: include/3: %s (expected: an application of"
                                        .formatted(unknown)
                                + " the account)");
        String foreign = house().account()
                .post(GROUPS, body("theirs", EVERYONE))
                .result(201)
                .path("id")
                .textValue();
        account().post(GROUPS, body("g", named(foreign))).faultsAt("/include/0");
        account().get(GROUPS + "/" + foreign).refused(404, 12152, notFound(foreign));
        account().put(GROUPS + "/" + foreign, body("g", EVERYONE)).refused(404, 12152, notFound(foreign));
        account().delete(GROUPS + "/" + foreign).refused(404, 12152, notFound(foreign));
    }

    @Test
    default void keepsAnIdentityProviderThatARuleNamesAndAsksForItsType() {
        String providers = "/accounts/{account}/access/identity_providers";
        String pin = account()
                .post(providers, Map.of("name", "PIN", "type", "onetimepin", "config", Map.of()))
                .result(201)
                .path("id")
                .textValue();
        String group = create("signed in", Map.of("login_method", Map.of("id", pin)));
        account()
                .delete(providers + "/" + pin)
                .refused(
                        409,
                        12132,
                        "access.api.error.conflict: a rule of a policy or group uses identity provider " + pin);
        Map<String, ?> claim =
                Map.of("oidc", Map.of("claim_name", "group", "claim_value", "devs", "identity_provider_id", pin));
        account()
                .post(GROUPS, body("claims", claim))
                .refused(
                        400,
                        "12130 /include/0 access.api.error.invalid_request: include/0: %s (expected: an identity provider"
                                        .formatted(pin)
                                + " of the account of type oidc)");
        account().delete(GROUPS + "/" + group).result(202);
        account().delete(providers + "/" + pin).result(202);
    }

    private static String notFound(String id) {
        return "access.api.error.group_not_found: %s (expected: the id of a group of the account)".formatted(id);
    }

    @Test
    default void namesEverythingThatIsWrongAtOnceAndKeepsNothing() {
        account().post(GROUPS, """
                        {"name":"  ","include":[{"everyone":{},"certificate":{}}],"require":[{"nobody":{}}],
                         "is_default":"yes"}""").faultsAt("/name", "/is_default", "/include/0", "/require/0");
        account().post(GROUPS, "{}").faultsAt("/name", "/include");
        account()
                .post(GROUPS, "{\"name\":\"n\",\"include\":[]}")
                .refused(
                        400,
                        "12130 /include access.api.error.invalid_request: include: empty (expected: at least one rule)");
        account().post(GROUPS, body("x".repeat(351), EVERYONE)).faultsAt("/name");
        account()
                .get(GROUPS + "/devs")
                .refused(404, 7003, "group_id: \"devs\" (expected: a UUID or its 32 hex digits)");
        assertThat(account().get(GROUPS).result()).isEmpty();
    }

    @Test
    default void asksForThePermissionOfOrganizationsAndGroups() {
        String id = create("guarded", EVERYONE);
        var reader = account().holding(PermissionGroup.ACCESS_ORGANIZATIONS_READ);
        reader.get(GROUPS + "/" + id).result();
        reader.get(ZONE_GROUPS + "/" + id).result();
        reader.delete(GROUPS + "/" + id).refused(403, 10000, "Authentication error");
        reader.delete(ZONE_GROUPS + "/" + id).refused(403, 10000, "Authentication error");
        account().stranger().get(GROUPS).refused(403, 10000, "Authentication error");
        account()
                .holding(PermissionGroup.ACCESS_ORGANIZATIONS_WRITE)
                .delete(ZONE_GROUPS + "/" + id)
                .result(202);
    }

    @Test
    default void holdsAnAccountToItsQuota() {
        house().sql("insert into setting (key, value) values ('quota.access_groups', '1')");
        try {
            create("the only one", EVERYONE);
            account()
                    .post(GROUPS, body("one too many", EVERYONE))
                    .refused(
                            400,
                            12130,
                            "access.api.error.invalid_request: maximum number of groups has been reached: 1");
        } finally {
            house().sql("delete from setting where key = 'quota.access_groups'");
        }
    }

    @Test
    default void tellsTheAuditLog() {
        String id = create("audited", EVERYONE);
        account().put(GROUPS + "/" + id, body("audited twice", EVERYONE)).result();
        account().delete(ZONE_GROUPS + "/" + id).result(202);
        assertThat(house().query(
                                "select action || ' ' || object_type || ' ' || coalesce(zone_id, '-') from audit_log"
                                        + " where object_id = ? order by ordinal",
                                id))
                .containsExactly(
                        "create access_group -",
                        "update access_group -",
                        "delete access_group " + account().zone());
    }
}
