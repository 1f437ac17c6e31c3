package dev.chancery.control.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.tokens.TokenUse;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens over HTTP, on every engine. */
interface TokensContract extends FamilyContract {
    String SSL_WRITE = "c03055bc037c4ea9afb9a9f104b7b721";
    String SSL_READ = "7b7216b327b04b8fbc8f524e1f9b7531";
    String ZONE_READ = "c8fed203ed3043cba015a93ad1616f1f";
    String ACCOUNT_SETTINGS_READ = "c1fde68c7bcc44588cbb6ddbc16d6480";
    String ACCOUNT_TOKENS_WRITE = "5bc3f8b21c554832afc660159ab75fa4";
    String USER_TOKENS_WRITE = "686d18d5ac6c441c867cbf6771e58a0a";

    /** A policy, written with single quotes. */
    static String policy(String effect, String resources, String... groups) {
        return "{'effect':'%s','resources':%s,'permission_groups':[%s]}"
                .formatted(
                        effect,
                        resources,
                        String.join(
                                ",",
                                List.of(groups).stream()
                                        .map("{'id':'%s'}"::formatted)
                                        .toList()));
    }

    private String sslOnZone() {
        return policy(
                "allow",
                "{'com.cloudflare.api.account.zone.%s':'*'}"
                        .formatted(house().seeded().zone()),
                SSL_WRITE);
    }

    private String body(String name, String more, String... policies) {
        return "{'name':'%s'%s,'policies':[%s]}".formatted(name, more, String.join(",", policies));
    }

    private Reply create(String more) {
        return house().owner().post("/user/tokens", body("deploy", more, sslOnZone()));
    }

    @Test
    default void showsTheValueOnceAndOnlyInTheScannableForm() {
        Reply created = create("");
        String value = created.text("/value");
        assertThat(value).matches("cfut_[0-9A-Za-z]{46}");
        assertThat(created.result().at("/policies/0/id").asText()).matches("[0-9a-f]{32}");
        assertThat(created.result().at("/policies/0/permission_groups/0/name").asText())
                .isEqualTo("SSL and Certificates Write");
        assertThat(created.result().has("condition")).isFalse();
        assertThat(created.result().has("expires_on")).isFalse();
        Reply shown = house().owner().get("/user/tokens/" + created.text("/id"));
        assertThat(shown.result().has("value")).isFalse();
        assertThat(shown.text("/status")).isEqualTo("active");
        assertThat(shown.text("/issued_on")).isEqualTo("2026-01-01T00:00:00Z");
        house().bearer(value).get("/zones/" + house().seeded().zone()).result();
    }

    @Test
    default void verifiesAUsersTokenOnlyAtTheUser() {
        String value = create(",'expires_on':'2026-02-01T00:00:00Z'").text("/value");
        Reply verified = house().bearer(value).get("/user/tokens/verify");
        assertThat(verified.text("/status")).isEqualTo("active");
        assertThat(verified.text("/expires_on")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(verified.result().has("not_before")).isFalse();
        assertThat(verified.json().at("/messages/0/code").intValue()).isEqualTo(10000);
        assertThat(verified.json().at("/messages/0/message").asText()).isEqualTo("This API Token is valid and active");
        house().bearer(value)
                .get("/accounts/%s/tokens/verify".formatted(house().seeded().account()))
                .refused(401, 1000, "Invalid API Token");
        house().bearer("z".repeat(40)).get("/user/tokens/verify").refused(401, 1000, "Invalid API Token");
        house().nobody()
                .get("/user/tokens/verify")
                .refused(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
    }

    @Test
    default void verifiesAnAccountsTokenOnlyAtItsAccount() {
        String base = "/accounts/%s/tokens".formatted(house().seeded().account());
        Reply created = house().owner().post(base, body("ci", "", sslOnZone()));
        String value = created.text("/value");
        assertThat(value).matches("cfat_[0-9A-Za-z]{46}");
        assertThat(house().bearer(value).get(base + "/verify").text("/id")).isEqualTo(created.text("/id"));
        house().bearer(value).get("/user/tokens/verify").refused(401, 1000, "Invalid API Token");
        house().bearer(value)
                .get("/accounts/%s/tokens/verify".formatted("0".repeat(32)))
                .refused(401, 1000, "Invalid API Token");
        house().bearer(value)
                .get("/user/tokens")
                .refused(
                        400,
                        6003,
                        "An account's token has no user behind it (expected: a user's token; for its own account use"
                                + " /accounts/{account_id}/tokens)");
    }

    @Test
    default void refusesAnUnknownTokenWithoutSayingMore() {
        house().bearer("cfut_" + "a".repeat(46)).get("/user").refused(401, 10000, "Authentication error");
        house().bearer("b".repeat(40)).get("/user").refused(401, 10000, "Authentication error");
    }

    @Test
    default void judgesTimesOnEveryCall() {
        String value = create(",'not_before':'2026-01-01T01:00:00Z','expires_on':'2026-01-01T02:00:00Z'")
                .text("/value");
        Caller caller = house().bearer(value);
        caller.get("/zones").refused(401, 10000, "Authentication error: the token is not valid yet");
        house().pass(Duration.ofHours(1));
        caller.get("/zones").result();
        house().pass(Duration.ofHours(1));
        caller.get("/zones").refused(401, 10000, "Authentication error: the token has expired");
        caller.get("/user/tokens/verify").refused(401, 1000, "Invalid API Token");
        assertThat(house().owner().get("/user/tokens").each("/name")).doesNotContain("deploy");
        assertThat(house().owner().get("/user/tokens?include_expired=true").each("/status"))
                .contains("expired");
    }

    @Test
    default void judgesTheCallersAddressOnEveryCall() {
        String inside = create(",'condition':{'request_ip':{'in':['127.0.0.0/8','::1/128']}}")
                .text("/value");
        house().bearer(inside).get("/zones").result();
        String outside = create(",'condition':{'request_ip':{'in':['192.0.2.0/24','2001:db8::/32']}}")
                .text("/value");
        house().bearer(outside)
                .get("/zones")
                .refused(401, 10000, "Authentication error: the token may not be used from this address");
        Reply except = create(",'condition':{'request_ip':{'not_in':['127.0.0.1/32']}}");
        house().bearer(except.text("/value"))
                .get("/zones")
                .refused(401, 10000, "Authentication error: the token may not be used from this address");
        assertThat(except.result().at("/condition/request_ip/not_in/0").asText())
                .isEqualTo("127.0.0.1/32");
        assertThat(except.result().at("/condition/request_ip").has("in")).isFalse();
    }

    @Test
    default void judgesAChangedTokenByItsNewStateAtOnce() {
        Reply created = create("");
        String path = "/user/tokens/" + created.text("/id");
        Caller caller = house().bearer(created.text("/value"));
        caller.get("/zones").result();
        Reply disabled = house().owner().put(path, body("deploy", ",'status':'disabled'", sslOnZone()));
        assertThat(disabled.text("/status")).isEqualTo("disabled");
        assertThat(disabled.text("/policies/0/id"))
                .as("the same policy keeps its id")
                .isEqualTo(created.text("/policies/0/id"));
        caller.get("/zones").refused(401, 10000, "Authentication error: the token is disabled");
        house().owner()
                .put(path, body("deploy", ",'status':'active'", sslOnZone()))
                .result();
        caller.get("/zones").result();
        assertThat(house().owner().delete(path).text("/id")).isEqualTo(created.text("/id"));
        caller.get("/zones").refused(401, 10000, "Authentication error");
        house().owner().get(path).refused(404, 1003, "token %s: not found".formatted(created.text("/id")));
        house().owner().delete(path).refused(404, 1003, "token %s: not found".formatted(created.text("/id")));
    }

    @Test
    default void rollsAValueAndForgetsTheOldOne() {
        Reply created = create("");
        house().bearer(created.text("/value")).get("/zones").result();
        Reply rolled = house().owner().put("/user/tokens/%s/value".formatted(created.text("/id")), "{}");
        assertThat(rolled.result().isTextual()).isTrue();
        house().bearer(rolled.text("")).get("/zones").result();
        house().bearer(created.text("/value")).get("/zones").refused(401, 10000, "Authentication error");
    }

    @Test
    default void notesTheLastUseAtMostOnceAMinute() {
        Reply created = create("");
        Caller caller = house().bearer(created.text("/value"));
        String path = "/user/tokens/" + created.text("/id");
        caller.get("/zones").result();
        assertThat(house().owner().get(path).result().has("last_used_on")).isFalse();
        house().control().tokenUse().flush();
        assertThat(house().owner().get(path).text("/last_used_on")).isEqualTo("2026-01-01T00:00:00Z");
        house().pass(TokenUse.STEP);
        caller.get("/zones").result();
        house().control().tokenUse().flush();
        assertThat(house().owner().get(path).text("/last_used_on")).isEqualTo("2026-01-01T00:00:00Z");
        house().pass(Duration.ofSeconds(1));
        caller.get("/zones").result();
        house().control().tokenUse().flush();
        assertThat(house().owner().get(path).text("/last_used_on")).isEqualTo("2026-01-01T00:01:01Z");
    }

    @Test
    default void listsInPagesInEitherDirection() {
        for (int i = 0; i < 6; i++) {
            house().pass(Duration.ofSeconds(1));
            house().owner().post("/user/tokens", body("t" + i, "", sslOnZone())).result();
        }
        Reply first = house().owner().get("/user/tokens?per_page=5&direction=desc");
        assertThat(first.each("/name")).containsExactly("t5", "t4", "t3", "t2", "t1");
        assertThat(first.json().at("/result_info/total_count").intValue()).isEqualTo(7);
        assertThat(house().owner().get("/user/tokens?per_page=5&page=2").each("/name"))
                .containsExactly("t4", "t5");
        assertThat(house().owner().get("/user/tokens?page=9").result().isEmpty())
                .isTrue();
        house().owner()
                .get("/user/tokens?per_page=51")
                .refused(400, 6010, "per_page: \"51\" (expected: a whole number from 5 to 50)");
    }

    @Test
    default void gathersEveryFaultOfATokenWithItsPointer() {
        Reply refused = house().owner()
                .post(
                        "/user/tokens",
                        "{'name':'','expires_on':'soon','status':'on','condition':{'request_ip':{'in':['10.0.0.0/33']}},"
                                + "'policies':[{'effect':'perhaps','permission_groups':[{'id':'nope'}],'resources':{'x':'*'}},"
                                + "{'effect':'allow','permission_groups':[],'resources':{}}]}");
        refused.faultsAt(
                "/name",
                "/expires_on",
                "/policies/0/effect",
                "/policies/0/permission_groups/0/id",
                "/policies/0/resources",
                "/policies/1/permission_groups",
                "/policies/1/resources",
                "/condition/request_ip/in/0",
                "/status");
        house().owner()
                .post("/user/tokens", body("x", "", policy("allow", "{'com.cloudflare.api.account.*':'*'}", "nope")))
                .refused(
                        400,
                        1001,
                        "permission group: \"nope\" (expected: the id of a permission group, see"
                                + " /user/tokens/permission_groups)");
        house().owner()
                .post("/user/tokens", "{'name':'x','policies':[]}")
                .refused(400, 1001, "policies: empty (expected: at least one policy)");
        create(",'expires_on':'2025-01-01T00:00:00Z'")
                .refused(400, 1001, "expires_on: 2025-01-01T00:00:00Z (expected: in the future)");
        create(",'not_before':'2026-03-01T00:00:00Z','expires_on':'2026-02-01T00:00:00Z'")
                .refused(400, 6009, "expires_on: 2026-02-01T00:00:00Z (expected: later than not_before)");
    }

    @Test
    default void givesResourcesBackAsTheyWereSent() {
        String nested = "{'com.cloudflare.api.account.%s':{'com.cloudflare.api.account.zone.*':'*'}}"
                .formatted(house().seeded().account());
        Reply created = house().owner().post("/user/tokens", body("n", "", policy("allow", nested, SSL_READ)));
        assertThat(created.result().at("/policies/0/resources").toString()).isEqualTo(nested.replace('\'', '"'));
        house().bearer(created.text("/value"))
                .get("/zones/" + house().seeded().zone())
                .result();
    }

    @Test
    default void keepsToAQuotaWhereOneIsSet() {
        house().database().write(dev.chancery.control.db.Lane.GENERAL, tx -> {
            new dev.chancery.control.settings.SettingStore().put(tx, "quota.user_tokens", "2");
            return 1;
        });
        create("").result();
        create("").refused(400, 1002, "Hit maximum token allocation: 2 tokens are allowed");
    }

    @Test
    default void listsPermissionGroupsByNameAndScope() {
        Reply all = house().owner().get("/user/tokens/permission_groups");
        assertThat(all.result().size()).isGreaterThan(25);
        assertThat(all.text("/0/category")).isNotEmpty();
        String apps = "name=Access%3A%20Apps%20and%20Policies%20Read";
        assertThat(house().owner()
                        .get("/user/tokens/permission_groups?" + apps)
                        .result()
                        .size())
                .isEqualTo(2);
        assertThat(house().owner()
                        .get("/user/tokens/permission_groups?scope=com.cloudflare.api.account.zone&" + apps)
                        .each("/scopes/0"))
                .containsExactly("com.cloudflare.api.account.zone");
        assertThat(house().owner()
                        .get("/accounts/%s/tokens/permission_groups"
                                .formatted(house().seeded().account()))
                        .each("/scopes/0"))
                .doesNotContain("com.cloudflare.api.user");
    }

    @Test
    default void knowsALegacyKeyOnlyOnceItIsSet() {
        String key = "144c9defac04969c7bfad8efaa8ea194";
        Caller caller = house().nobody().with("X-Auth-Email", "Owner@Example.com", "X-Auth-Key", key);
        caller.get("/user").refused(401, 10000, "Authentication error");
        house().control().legacyKeys().set(house().seeded().user(), key);
        assertThat(caller.get("/user").text("/email")).isEqualTo("owner@example.com");
        caller.post("/user/tokens", body("by-key", "", sslOnZone())).result();
        caller.get("/user/tokens/verify").refused(401, 1000, "Invalid API Token");
        house().control().legacyKeys().clear(house().seeded().user());
        caller.get("/user").refused(401, 10000, "Authentication error");
    }
}
