package dev.chancery.control.accesspolicies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.HouseTest;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.testkit.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies below applications, over HTTP, on every engine. */
interface ApplicationPoliciesContract extends HouseTest {
    String APPS = "/accounts/{account}/access/apps";
    String ZONE_APPS = "/zones/{zone}/access/apps";
    String REUSABLE = "/accounts/{account}/access/policies";
    String UNKNOWN = "aa0a4aab-672b-4bdb-bc33-a59f1130a11f";
    List<Map<String, ?>> EVERYONE = List.of(Map.of("everyone", Map.of()));

    private static Map<String, ?> policy(String name) {
        return Map.of("name", name, "decision", "allow", "include", EVERYONE);
    }

    private static Map<String, ?> policy(String name, int precedence) {
        Map<String, Object> body = new LinkedHashMap<>(policy(name));
        body.put("precedence", precedence);
        return body;
    }

    private String app(String host) {
        return account().post(APPS, appBody(host)).result(201).path("id").textValue();
    }

    private Map<String, ?> appBody(String host) {
        return Map.of(
                "type",
                "self_hosted",
                "name",
                host,
                "domain",
                host + "." + account().zoneName());
    }

    private Reply put(String app, String host, List<?> policies) {
        Map<String, Object> body = new LinkedHashMap<>(appBody(host));
        body.put("policies", policies);
        return account().put(APPS + "/" + app, body);
    }

    private String infrastructure() {
        return account().post(APPS, """
                        {"type":"infrastructure","name":"machines","target_criteria":[
                          {"port":22,"protocol":"SSH","target_attributes":{"hostname":["one"]}}]}""").result(201).path("id").textValue();
    }

    private String reusable(String name) {
        return account().post(REUSABLE, policy(name)).result(201).path("id").textValue();
    }

    private List<String> places(String app) {
        List<String> places = new ArrayList<>();
        account()
                .get(APPS + "/" + app + "/policies")
                .result()
                .forEach(each -> places.add(each.path("precedence").asText() + " "
                        + each.path("name").textValue()));
        return places;
    }

    @Test
    default void givesAnApplicationPoliciesInOrder() {
        String app = app("ordered");
        String policies = APPS + "/" + app + "/policies";
        assertThat(account().get(policies).result()).isEmpty();
        Reply first = account().post(policies, policy("first"));
        assertThat(first.result(201).path("precedence").intValue()).isEqualTo(1);
        assertThat(first.result(201).has("reusable")).isFalse();
        account().post(policies, policy("seventh", 7)).result(201);
        account().post(policies, policy("zeroth", 0)).result(201);
        account().post(policies, policy("eighth")).result(201);
        assertThat(places(app)).containsExactly("0 zeroth", "1 first", "7 seventh", "8 eighth");
        assertThat(account().get(APPS + "/" + app).result().path("policies"))
                .isEqualTo(account().get(policies).result());
        assertThat(account().get(policies + "?page=2&per_page=3").each("/name")).containsExactly("eighth");
        String id = first.json().at("/result/id").textValue();
        assertThat(account().get(policies + "/" + id).result()).isEqualTo(first.result(201));
        account()
                .post(policies, policy("another seventh", 7))
                .refused(
                        400,
                        "12130 /precedence access.api.error.invalid_request: policy precedences must be unique: 7"
                                + " (expected: one no other policy of the application has)");
    }

    @Test
    default void describesOneAnewAndMovesIt() {
        String app = app("moved");
        String policies = APPS + "/" + app + "/policies";
        String id = account().post(policies, policy("a")).result(201).path("id").textValue();
        account().post(policies, policy("b")).result(201);
        Reply updated = account()
                .put(
                        policies + "/" + id,
                        Map.of("name", "c", "decision", "deny", "include", EVERYONE, "precedence", 3));
        assertThat(updated.text("/decision")).isEqualTo("deny");
        assertThat(places(app)).containsExactly("2 b", "3 c");
        account().put(policies + "/" + id, policy("c")).result();
        assertThat(places(app)).as("a precedence that is not sent stays").containsExactly("2 b", "3 c");
        account().put(policies + "/" + id, policy("c", 2)).faultsAt("/precedence");
        account().put(policies + "/" + id, policy("c", -1)).faultsAt("/precedence");
        account().delete(policies + "/" + id).result(202);
        assertThat(places(app)).containsExactly("2 b");
        account().get(policies + "/" + id).refused(404, 12135, notThere(id));
    }

    private static String notThere(String id) {
        return "access.api.error.not_found: %s (expected: the id of a policy that is there)".formatted(id);
    }

    @Test
    default void showsAndChangesTheSameAtTheZone() {
        String app = app("zoned");
        String policies = ZONE_APPS + "/" + app + "/policies";
        String id = account()
                .post(policies, policy("from the zone"))
                .result(201)
                .path("id")
                .textValue();
        assertThat(account().get(APPS + "/" + app + "/policies/" + id).text("/name"))
                .isEqualTo("from the zone");
        account().put(policies + "/" + id, policy("again")).result();
        assertThat(account().get(policies).each("/name")).containsExactly("again");
        account().delete(policies + "/" + id).result(202);
        var elsewhere = account().withZone("elsewhere-" + account().zoneName());
        elsewhere.get(policies).refused(404, 12135, noApplication(app));
        elsewhere.post(policies, policy("p")).refused(404, 12135, noApplication(app));
    }

    private static String noApplication(String app) {
        return "access.api.error.not_found: %s (expected: the id of an application that is there)".formatted(app);
    }

    @Test
    default void knowsNoApplicationButTheAccountsOwn() {
        String app = app("mine");
        String id = account()
                .post(APPS + "/" + app + "/policies", policy("p"))
                .result(201)
                .path("id")
                .textValue();
        var other = house().account();
        for (String path : List.of("/" + UNKNOWN, "/" + app)) {
            String policies = APPS + path + "/policies";
            String sentence = noApplication(path.substring(1));
            other.get(policies).refused(404, 12135, sentence);
            other.post(policies, policy("p")).refused(404, 12135, sentence);
            other.get(policies + "/" + id).refused(404, 12135, sentence);
            other.put(policies + "/" + id, policy("p")).refused(404, 12135, sentence);
            other.put(policies + "/" + id + "/make_reusable", "").refused(404, 12135, sentence);
            other.delete(policies + "/" + id).refused(404, 12135, sentence);
        }
        account()
                .get(APPS + "/mine/policies")
                .refused(404, 7003, "app_id: \"mine\" (expected: a UUID or its 32 hex digits)");
        assertThat(places(app)).containsExactly("1 p");
    }

    @Test
    default void bindsReusablePoliciesAndLetsThemGo() {
        String app = app("bound");
        String one = reusable("one");
        String two = reusable("two");
        assertThat(put(app, "bound", List.of(two, Map.of("id", one, "precedence", 9)))
                        .result()
                        .path("policies"))
                .isEqualTo(account().get(APPS + "/" + app + "/policies").result());
        assertThat(places(app)).containsExactly("1 two", "9 one");
        assertThat(account()
                        .get(REUSABLE + "/" + one)
                        .result()
                        .path("app_count")
                        .intValue())
                .isEqualTo(1);
        account()
                .delete(REUSABLE + "/" + one)
                .refused(
                        409,
                        "12132 - access.api.error.conflict: policy is in use by 1 applications (expected: none; take it"
                                + " from them first)");
        String sentence = "access.api.error.invalid_request: %s is a reusable policy (expected: a policy of this"
                + " application alone; a reusable one has its own path, /accounts/{account_id}/access/policies)";
        account()
                .put(APPS + "/" + app + "/policies/" + one, policy("other"))
                .refused(400, 12130, sentence.formatted(one));
        account().delete(APPS + "/" + app + "/policies/" + one).refused(400, 12130, sentence.formatted(one));
        assertThat(account().put(APPS + "/" + app, appBody("bound")).result().path("policies"))
                .as("a list that is not sent stays")
                .hasSize(2);
        put(app, "bound", List.of()).result();
        assertThat(places(app)).isEmpty();
        account().delete(REUSABLE + "/" + one).result(202);
        account().delete(REUSABLE + "/" + two).result(202);
    }

    @Test
    default void takesBackWhatItShowed() {
        String app = app("round-trip");
        account().post(APPS + "/" + app + "/policies", policy("own", 4)).result(201);
        List<Object> shown = new ArrayList<>();
        account().get(APPS + "/" + app).result().path("policies").forEach(shown::add);
        String before = account().get(APPS + "/" + app + "/policies").text();
        assertThat(put(app, "round-trip", shown).result().path("policies")).hasSize(1);
        assertThat(account().get(APPS + "/" + app + "/policies").text()).isEqualTo(before);
        String id = reusable("shared");
        put(app, "round-trip", List.of(id)).result();
        shown.clear();
        account().get(APPS + "/" + app).result().path("policies").forEach(shown::add);
        put(app, "round-trip", shown).result();
        assertThat(places(app)).containsExactly("1 shared");
    }

    @Test
    default void writesItsOwnPoliciesInPlaceAndForgetsThoseLeftOut() {
        String app = app("inline");
        put(app, "inline", List.of(policy("a"), policy("b", 5))).result();
        assertThat(places(app)).containsExactly("1 a", "5 b");
        String b = account().get(APPS + "/" + app + "/policies").each("/id").getLast();
        Map<String, Object> again = new LinkedHashMap<>(policy("b anew"));
        again.put("id", b);
        put(app, "inline", List.of(again, policy("c"))).result();
        assertThat(places(app)).containsExactly("1 b anew", "2 c");
        put(app, "inline", List.of(Map.of("id", b))).result();
        assertThat(places(app)).containsExactly("1 b anew");
        assertThat(house().query("select name from access_policy where application_id = ?", app))
                .containsExactly("b anew");
        account().delete(APPS + "/" + app).result(202);
        assertThat(house().query("select name from access_policy where application_id = ?", app))
                .isEmpty();
        assertThat(house().query("select policy_id from access_policy_binding where application_id = ?", app))
                .isEmpty();
    }

    @Test
    default void refusesAListAsAWholeAndKeepsWhatWasThere() {
        String app = app("refused");
        account().post(APPS + "/" + app + "/policies", policy("kept")).result(201);
        String shared = reusable("shared");
        put(app, "refused", List.of(UNKNOWN, 7, "mine", policy("p", 1))).faultsAt("/policies/1", "/policies/2");
        put(app, "refused", List.of(UNKNOWN, policy("p", 1))).faultsAt("/policies/1", "/policies/0");
        put(app, "refused", List.of(shared, shared)).faultsAt("/policies/1");
        put(app, "refused", List.of(shared, policy("inline"))).faultsAt("/policies/0");
        put(app, "refused", List.of(Map.of("name", "half", "include", List.of())))
                .faultsAt("/policies/0/decision", "/policies/0/include");
        put(
                        app,
                        "refused",
                        List.of(Map.of(
                                "name", "names nobody",
                                "decision", "allow",
                                "include", List.of(Map.of("group", Map.of("id", UNKNOWN))))))
                .faultsAt("/policies/0/include/0");
        account()
                .put(APPS + "/" + app, "{\"type\":\"self_hosted\",\"policies\":{}}")
                .status();
        assertThat(places(app)).containsExactly("1 kept");
    }

    @Test
    default void holdsAnInfrastructureApplicationToWhatItsPoliciesMaySay() {
        String app = infrastructure();
        String policies = APPS + "/" + app + "/policies";
        account().post(policies, """
                        {"name":"ssh","decision":"allow","include":[{"everyone":{}}],
                         "connection_rules":{"ssh":{"usernames":["root"],"allow_email_alias":true}},
                         "mfa_config":{"allowed_authenticators":["piv_key"]}}""").result(201);
        account()
                .post(policies, """
                        {"name":"no","decision":"bypass","include":[{"everyone":{}}],
                         "connection_rules":{"rdp":{}},"mfa_config":{"allowed_authenticators":["totp"]}}""")
                .faultsAt("/decision", "/connection_rules/rdp", "/mfa_config/allowed_authenticators/0");
        String id = account().get(policies).each("/id").getFirst();
        account()
                .put(policies + "/" + id + "/make_reusable", "")
                .refused(
                        400,
                        12130,
                        "access.api.error.invalid_request: %s belongs to an infrastructure application (expected: a policy"
                                        .formatted(id)
                                + " any application could have)");
    }

    @Test
    default void makesOneReusableInItsPlace() {
        String app = app("donor");
        String id = account()
                .post(APPS + "/" + app + "/policies", policy("given", 3))
                .result(201)
                .path("id")
                .textValue();
        account().get(REUSABLE + "/" + id).refused(404, 12135, notThere(id));
        String path = APPS + "/" + app + "/policies/" + id + "/make_reusable";
        assertThat(account().put(path, "").each("/reusable")).containsExactly("true");
        assertThat(account().put(path, "").each("/id")).as("again").containsExactly(id);
        assertThat(places(app)).containsExactly("3 given");
        put(app("receiver"), "receiver", List.of(id)).result();
        assertThat(account().get(REUSABLE + "/" + id).result().path("app_count").intValue())
                .isEqualTo(2);
        account().delete(APPS + "/" + app).result(202);
        assertThat(account().get(REUSABLE + "/" + id).result().path("app_count").intValue())
                .isEqualTo(1);
    }

    @Test
    default void keepsAnApplicationThatARuleNames() {
        String named = app("named");
        String naming = app("naming");
        Map<String, ?> rule = Map.of("linked_app_token", Map.of("app_uid", named));
        account()
                .post(
                        APPS + "/" + naming + "/policies",
                        Map.of("name", "p", "decision", "allow", "include", List.of(rule)))
                .refused(
                        400,
                        "12130 /decision access.api.error.invalid_request: decision: allow with a linked_app_token rule"
                                + " (expected: non_identity or bypass)");
        String id = account()
                .post(
                        APPS + "/" + naming + "/policies",
                        Map.of("name", "p", "decision", "non_identity", "include", List.of(rule)))
                .result(201)
                .path("id")
                .textValue();
        account()
                .delete(APPS + "/" + named)
                .refused(
                        409,
                        12132,
                        "access.api.error.conflict: application is in use: a rule of policy %s names it (expected: none)"
                                .formatted(id));
        account().delete(APPS + "/" + naming).result(202);
        account().delete(APPS + "/" + named).result(202);
    }

    @Test
    default void asksAtEachPathForThatPathsPermission() {
        String app = app("guarded");
        var ofAccount = account().holding(PermissionGroup.ACCESS_APPS_WRITE);
        var ofZone = account().holding(PermissionGroup.ZONE_ACCESS_APPS_WRITE);
        ofAccount.get(APPS + "/" + app + "/policies").result();
        ofZone.get(ZONE_APPS + "/" + app + "/policies").result();
        ofAccount.get(ZONE_APPS + "/" + app + "/policies").refused(403, 10000, "Authentication error");
        ofZone.get(APPS + "/" + app + "/policies").refused(403, 10000, "Authentication error");
        account()
                .holding(PermissionGroup.ACCESS_APPS_READ)
                .post(APPS + "/" + app + "/policies", policy("p"))
                .refused(403, 10000, "Authentication error");
    }

    @Test
    default void tellsTheAuditLog() {
        String app = app("audited");
        put(app, "audited", List.of(policy("a"))).result();
        put(app, "audited", List.of()).result();
        assertThat(house().query(
                                "select action || ' ' || object_type from audit_log where account_id = ? and object_type in"
                                        + " ('access_policy', 'access_application_policies') order by ordinal",
                                account().account().hex()))
                .containsExactly(
                        "create access_policy",
                        "replace access_application_policies",
                        "delete access_policy",
                        "replace access_application_policies");
    }
}
