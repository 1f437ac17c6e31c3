package dev.chancery.control.accesstrust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.Believed;
import dev.chancery.control.house.HouseTest;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.ApplicationMap;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.Person;
import dev.chancery.trust.access.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What edges are told of Access after each call. */
interface ToldContract extends HouseTest {
    String APPS = "/accounts/{account}/access/apps";
    String POLICIES = "/accounts/{account}/access/policies";

    private AccessConfig access() {
        return Believed.config(house()).access();
    }

    private long revision() {
        return house().database().read(TrustHead::read).revision().number();
    }

    private AccessAccount me() {
        return new AccessAccount(account().account().hex());
    }

    private String host(String label) {
        return label + "." + account().zoneName();
    }

    private String application(Map<String, ?> body) {
        return done(account().post(APPS, body)).path("id").textValue();
    }

    /** What a call answered that went well, whatever its status. */
    private static JsonNode done(Reply reply) {
        assertThat(reply.json().path("success").booleanValue())
                .as("%s", reply.json())
                .isTrue();
        return reply.json().path("result");
    }

    private AccessApplication told(String id) {
        return access().application(UUID.fromString(id)).orElseThrow();
    }

    private AccessDecision decision(String application, Visitor visitor) {
        AccessConfig access = access();
        return access.judge(access.application(UUID.fromString(application)).orElseThrow())
                .decide(visitor);
    }

    private static Visitor person(String email) {
        return new Visitor(Person.of(email, new UUID(1, 1)), null, ClientCertificate.NONE, null, null);
    }

    private static Map<String, ?> policy(String decision, Map<String, ?> rule) {
        return Map.of("name", "p", "decision", decision, "include", List.of(rule));
    }

    private static Map<String, ?> email(String address) {
        return Map.of("email", Map.of("email", address));
    }

    @Test
    default void anApplicationWithItsPoliciesComesChangesAndGoes() {
        String reusable = done(account().post(POLICIES, policy("allow", email("ada@example.com"))))
                .path("id")
                .textValue();
        String id = application(Map.of(
                "type", "self_hosted",
                "name", "App",
                "domain", host("app") + "/admin",
                "session_duration", "30m",
                "policies", List.of(reusable)));
        assertThat(access().applications().find(host("app"), "/admin/x"))
                .isInstanceOf(ApplicationMap.Found.Protected.class);
        assertThat(access().applications().find(host("app"), "/")).isInstanceOf(ApplicationMap.Found.Nothing.class);
        assertThat(told(id).session()).hasMinutes(30);
        assertThat(decision(id, person("Ada@Example.com"))).isInstanceOf(AccessDecision.Allowed.class);
        assertThat(decision(id, person("eve@example.com"))).isEqualTo(new AccessDecision.Denied(null));

        done(account().put(POLICIES + "/" + reusable, policy("allow", email("eve@example.com"))));
        assertThat(decision(id, person("eve@example.com"))).isInstanceOf(AccessDecision.Allowed.class);

        done(account()
                .put(
                        APPS + "/" + id,
                        Map.of("type", "self_hosted", "name", "App", "domain", host("app"), "policies", List.of())));
        assertThat(decision(id, person("eve@example.com"))).isEqualTo(new AccessDecision.Denied(null));
        assertThat(access().applications().find(host("app"), "/")).isInstanceOf(ApplicationMap.Found.Protected.class);

        account().delete(APPS + "/" + id);
        assertThat(access().application(UUID.fromString(id))).isEmpty();
        account().delete(POLICIES + "/" + reusable);
        assertThat(access().applications().protects(host("app"))).isFalse();
    }

    @Test
    default void anApplicationsOwnPoliciesComeAndGoInTheirOrder() {
        String id = application(Map.of("type", "ssh", "name", "Bastion", "domain", host("ssh")));
        String own = APPS + "/" + id + "/policies";
        String deny = done(account().post(own, policy("deny", email("eve@example.com"))))
                .path("id")
                .textValue();
        String allow = done(account().post(own, policy("allow", Map.of("everyone", Map.of()))))
                .path("id")
                .textValue();
        assertThat(told(id).policies()).containsExactly(UUID.fromString(deny), UUID.fromString(allow));
        assertThat(decision(id, person("eve@example.com"))).isInstanceOf(AccessDecision.Denied.class);
        account().delete(own + "/" + deny);
        assertThat(decision(id, person("eve@example.com"))).isInstanceOf(AccessDecision.Allowed.class);
        account().delete(APPS + "/" + id);
        assertThat(Believed.config(house()).entries().toString()).doesNotContain(allow);
    }

    @Test
    default void whatAPolicyAsksThatNobodyHereCanGiveLetsNobodyIn() {
        String id = application(Map.of(
                "type",
                "self_hosted",
                "name",
                "App",
                "domain",
                host("strict"),
                "policies",
                List.of(Map.of(
                        "name",
                        "p",
                        "decision",
                        "allow",
                        "include",
                        List.of(Map.of("everyone", Map.of())),
                        "approval_required",
                        true))));
        assertThat(decision(id, person("ada@example.com"))).isEqualTo(new AccessDecision.Denied(null));
    }

    @Test
    default void groupsAndServiceTokensAreTold() {
        String groups = "/accounts/{account}/access/groups";
        String tokens = "/accounts/{account}/access/service_tokens";
        String group = done(account().post(groups, Map.of("name", "g", "include", List.of(email("ada@example.com")))))
                .path("id")
                .textValue();
        Reply made = account().post(tokens, Map.of("name", "t", "duration", "8760h"));
        String token = done(made).path("id").textValue();
        String id = application(Map.of(
                "type",
                "self_hosted",
                "name",
                "App",
                "domain",
                host("both"),
                "policies",
                List.of(
                        policy("allow", Map.of("group", Map.of("id", group))),
                        policy("non_identity", Map.of("service_token", Map.of("token_id", token))))));
        assertThat(decision(id, person("ada@example.com"))).isInstanceOf(AccessDecision.Allowed.class);
        assertThat(decision(id, Visitor.at(null).withServiceToken(UUID.fromString(token))))
                .isInstanceOf(AccessDecision.Service.class);
        assertThat(access().serviceToken(me(), done(made).path("client_id").textValue()))
                .hasValueSatisfying(told -> assertThat(told.secretHash()).hasSize(64));

        done(account().put(groups + "/" + group, Map.of("name", "g", "include", List.of(email("bob@example.com")))));
        assertThat(decision(id, person("ada@example.com"))).isEqualTo(new AccessDecision.Denied(null));

        String before = access().serviceToken(me(), done(made).path("client_id").textValue())
                .orElseThrow()
                .secretHash();
        done(account().post(tokens + "/" + token + "/rotate", Map.of()));
        assertThat(access().serviceToken(me(), done(made).path("client_id").textValue()))
                .hasValueSatisfying(told -> assertThat(told.previousHash()).isEqualTo(before));
        done(account().put(tokens + "/" + token, Map.of("enabled", false)));
        assertThat(access().serviceToken(me(), done(made).path("client_id").textValue()))
                .isEmpty();
    }

    @Test
    default void organizationsKeysAndRevocationsAreTold() {
        done(account()
                .post(
                        "/accounts/{account}/access/organizations",
                        Map.of("name", "Team", "auth_domain", host("team"), "session_duration", "12h")));
        assertThat(access().organization(me()))
                .hasValueSatisfying(told -> assertThat(told.authUrl()).hasToString("https://" + host("team")));

        done(account().post("/accounts/{account}/access/keys/rotate", Map.of()));
        List<AccessEntry.AccessKey> two = access().keys(me(), house().now());
        assertThat(two).hasSize(2);
        done(account().post("/accounts/{account}/access/keys/rotate", Map.of()));
        assertThat(access().keys(me(), house().now()))
                .as("the one before the last is believed no more, wherever its tokens are")
                .extracting(AccessEntry.AccessKey::kid)
                .hasSize(2)
                .endsWith(two.getFirst().kid());

        String id = application(Map.of("type", "self_hosted", "name", "App", "domain", host("app")));
        assertThat(access().revokedBefore(told(id))).isEqualTo(Instant.MIN);
        done(account().post(APPS + "/" + id + "/revoke_tokens", Map.of()));
        assertThat(access().revokedBefore(told(id))).isBetween(house().now().minusSeconds(1), house().now());
        done(account()
                .post("/accounts/{account}/access/organizations/revoke_user", Map.of("email", "Ada@Example.com")));
        assertThat(access().revokedBefore(me(), "ada@example.com"))
                .isBetween(house().now().minusSeconds(1), house().now());
        assertThat(access().revokedBefore(me(), "bob@example.com")).isEqualTo(Instant.MIN);
    }

    @Test
    default void whatEdgesNeedNotKnowMakesNoRevision() {
        account().get("/accounts/{account}");
        long before = revision();
        application(Map.of("type", "bookmark", "name", "Link", "domain", "example.org"));
        assertThat(revision()).isEqualTo(before);
        String id = application(Map.of("type", "self_hosted", "name", "App", "domain", host("app")));
        long made = revision();
        assertThat(made).isEqualTo(before + 1);
        done(account().put(APPS + "/" + id, Map.of("type", "self_hosted", "name", "App", "domain", host("app"))));
        assertThat(revision()).isEqualTo(made);
    }

    @Test
    default void anOlderDatabaseCatchesUpAtStart() {
        String id = application(Map.of("type", "self_hosted", "name", "App", "domain", host("old")));
        house().sql("update access_application set name = 'Renamed' where id = ?", id);
        assertThat(told(id).name()).isEqualTo("App");
        house().control().accessTrust().catchUp(house().database());
        assertThat(told(id).name()).isEqualTo("Renamed");
        long made = revision();
        house().control().accessTrust().catchUp(house().database());
        assertThat(revision()).isEqualTo(made);
    }
}
