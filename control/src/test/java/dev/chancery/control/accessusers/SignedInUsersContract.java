package dev.chancery.control.accessusers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.AccessRequest;
import dev.chancery.control.accessplane.OnceKind;
import dev.chancery.control.accessplane.SeenUser;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Rfc3339;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People who signed in, over HTTP, on every engine. */
interface SignedInUsersContract extends HouseTest {
    String USERS = "/accounts/{account}/access/users";

    private AccessPlane plane() {
        return house().control().access();
    }

    private SeenUser seen(String email, String name) {
        AccountId account = account().account();
        UUID id = SeenUser.idOf(account, email);
        ObjectNode identity = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("user_uuid", id.toString())
                .put("name", name)
                .put("email", email)
                .put("account_id", account.hex())
                .put("ip", "192.0.2.7")
                .put("iat", house().now().getEpochSecond())
                .put("exp", house().now().plus(Duration.ofHours(1)).getEpochSecond());
        identity.putObject("idp").put("id", new UUID(3, 4).toString()).put("type", "oidc");
        return new SeenUser(id, email, name, identity);
    }

    /** Somebody signs in and comes to an application. */
    private SeenUser came(String email, String name, Optional<UUID> application, boolean admitted) {
        house().pass(Duration.ofMinutes(1));
        SeenUser user = seen(email, name);
        plane().once()
                .put(
                        OnceKind.IDENTITY,
                        UUID.randomUUID().toString(),
                        account().account(),
                        user.identity(),
                        Duration.ofHours(1));
        plane().requests()
                .note(new AccessRequest(
                        account().account(),
                        "oidc",
                        Optional.of(user),
                        application,
                        "wiki.example.com",
                        "192.0.2.7",
                        "ray",
                        admitted ? Optional.empty() : Optional.of("No policy lets them in.")));
        return user;
    }

    private List<String> emails(String query) {
        return account().get(USERS + query).each("/email");
    }

    private JsonNode application(String label) {
        return account()
                .post(
                        "/accounts/{account}/access/apps",
                        Map.of(
                                "type",
                                "self_hosted",
                                "name",
                                "Wiki",
                                "domain",
                                label + "." + account().zoneName(),
                                "policies",
                                List.of(
                                        Map.of(
                                                "name",
                                                "nobody of the basement",
                                                "decision",
                                                "deny",
                                                "include",
                                                List.of(Map.of("email", Map.of("email", "bob@example.com")))),
                                        Map.of(
                                                "name",
                                                "staff",
                                                "decision",
                                                "allow",
                                                "include",
                                                List.of(Map.of("email_domain", Map.of("domain", "example.com")))))))
                .result(201);
    }

    @Test
    default void areListedInTheOrderTheyFirstCame() {
        SeenUser ada = came("ada@example.com", "Ada", Optional.empty(), true);
        String adaCame = Rfc3339.micros(house().now());
        came("bob@example.com", "Bob_1", Optional.empty(), false);
        came("ada@example.com", "Ada L.", Optional.empty(), false);
        assertThat(emails("")).containsExactly("ada@example.com", "bob@example.com");
        JsonNode first = account().get(USERS).result().path(0);
        assertThat(first.path("id").textValue()).isEqualTo(ada.id().toString());
        assertThat(first.path("uid")).isEqualTo(first.path("id"));
        assertThat(first.path("name").textValue()).isEqualTo("Ada L.");
        assertThat(first.path("access_seat").booleanValue()).isTrue();
        assertThat(first.path("created_at").textValue()).isEqualTo(adaCame);
        assertThat(first.path("last_successful_login").textValue()).isEqualTo(adaCame);
        assertThat(first.path("updated_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        JsonNode second = account().get(USERS).result().path(1);
        assertThat(second.path("access_seat").booleanValue()).isFalse();
        assertThat(second.path("last_successful_login").isNull()).isTrue();

        assertThat(emails("?email=BOB@example.com")).containsExactly("bob@example.com");
        assertThat(emails("?email=bob")).isEmpty();
        assertThat(emails("?name=Ada%20L.")).containsExactly("ada@example.com");
        assertThat(emails("?search=B_1")).containsExactly("bob@example.com");
        assertThat(emails("?search=a_a")).as("an underscore is one").isEmpty();
        assertThat(emails("?per_page=1&page=2")).containsExactly("bob@example.com");
        assertThat(emails("?per_page=1&page=3")).isEmpty();
        assertThat(house().account().get(USERS).result()).isEmpty();
    }

    @Test
    default void areShownAsTheyWereSeenLast() {
        SeenUser ada = came("ada@example.com", "Ada", Optional.empty(), true);
        JsonNode identity =
                account().get(USERS + "/" + ada.id() + "/last_seen_identity").result();
        assertThat(identity.path("email").textValue()).isEqualTo("ada@example.com");
        assertThat(identity.path("user_uuid").textValue()).isEqualTo(ada.id().toString());
        assertThat(identity.at("/idp/type").textValue()).isEqualTo("oidc");
        assertThat(identity.path("ip").textValue()).isEqualTo("192.0.2.7");
        assertThat(identity.path("is_warp").booleanValue()).isFalse();
        assertThat(account()
                        .get(USERS + "/" + new UUID(9, 9) + "/last_seen_identity")
                        .errors()
                        .getFirst())
                .startsWith("12135 ");
        assertThat(account().get(USERS + "/nobody/last_seen_identity").status()).isEqualTo(404);
    }

    @Test
    default void haveSessionsUntilTheyEndOrAreRevoked() {
        SeenUser ada = came("ada@example.com", "Ada", Optional.empty(), true);
        came("bob@example.com", "Bob", Optional.empty(), true);
        came("ada@example.com", "Ada", Optional.empty(), true);
        String sessions = USERS + "/" + ada.id() + "/active_sessions";
        JsonNode listed = account().get(sessions).result();
        assertThat(listed).hasSize(2);
        JsonNode newest = listed.path(0);
        assertThat(newest.path("name").textValue()).matches("[0-9a-f]{64}");
        assertThat(newest.at("/metadata/nonce")).isEqualTo(newest.path("name"));
        assertThat(newest.at("/metadata/ttl").longValue()).isEqualTo(3600);
        assertThat(newest.path("expiration").longValue())
                .isEqualTo(house().now().plus(Duration.ofHours(1)).getEpochSecond());
        String one = sessions + "/" + newest.path("name").textValue();
        JsonNode session = account().get(one).result();
        assertThat(session.path("email").textValue()).isEqualTo("ada@example.com");
        assertThat(session.path("isActive").booleanValue()).isTrue();
        assertThat(account().get(sessions + "/" + "0".repeat(64)).status()).isEqualTo(404);

        house().pass(Duration.ofMinutes(58));
        assertThat(account().get(sessions).result()).hasSize(1);
        account().post(USERS + "/revoke", Map.of("email", "ada@example.com")).result();
        assertThat(account().get(sessions).result()).isEmpty();
        assertThat(account().get(one).status()).isEqualTo(404);
        SeenUser back = came("ada@example.com", "Ada", Optional.empty(), true);
        assertThat(back.id()).isEqualTo(ada.id());
        assertThat(account().get(sessions).result()).hasSize(1);
    }

    @Test
    default void haveFailedLogins() {
        JsonNode wiki = application("wiki");
        Optional<UUID> id = Optional.of(UUID.fromString(wiki.path("id").textValue()));
        SeenUser bob = came("bob@example.com", "Bob", id, false);
        came("bob@example.com", "Bob", Optional.of(new UUID(5, 6)), false);
        came("bob@example.com", "Bob", id, true);
        JsonNode failed =
                account().get(USERS + "/" + bob.id() + "/failed_logins").result();
        assertThat(failed).hasSize(2);
        assertThat(failed.at("/0/metadata").has("app_name"))
                .as("an application that is gone")
                .isFalse();
        JsonNode older = failed.path(1);
        assertThat(older.at("/metadata/app_name").textValue()).isEqualTo("Wiki");
        assertThat(older.at("/metadata/aud")).isEqualTo(wiki.path("aud"));
        assertThat(older.at("/metadata/user_email").textValue()).isEqualTo("bob@example.com");
        assertThat(older.at("/metadata/reason").textValue()).isEqualTo("No policy lets them in.");
        assertThat(older.path("expiration").longValue())
                .isEqualTo(house().now()
                        .minus(Duration.ofMinutes(2))
                        .plus(Duration.ofDays(180))
                        .getEpochSecond());
    }

    @Test
    default void areWhatPoliciesMayBeTriedOn() {
        JsonNode wiki = application("tried");
        String checks = "/access/apps/" + wiki.path("id").textValue() + "/user_policy_checks";
        came("bob@example.com", "Bob", Optional.empty(), true);
        JsonNode bob = account()
                .get("/accounts/{account}" + checks + "?email=Bob@example.com")
                .result();
        assertThat(bob.at("/app_state/aud")).isEqualTo(wiki.path("aud"));
        assertThat(bob.at("/app_state/status").textValue()).isEqualTo("Fail");
        assertThat(bob.at("/app_state/policies").findValuesAsText("status")).containsExactly("Success", "Success");
        assertThat(bob.at("/user_identity/name").textValue()).isEqualTo("Bob");
        JsonNode eve = account()
                .get("/zones/{zone}" + checks + "?email=eve@example.com")
                .result();
        assertThat(eve.at("/app_state/status").textValue()).isEqualTo("Success");
        assertThat(eve.at("/app_state/policies").findValuesAsText("status")).containsExactly("Fail", "Success");
        assertThat(eve.at("/user_identity/email").textValue()).isEqualTo("eve@example.com");
        JsonNode owner = account().get("/accounts/{account}" + checks).result();
        assertThat(owner.at("/user_identity/email").textValue()).as("who calls").contains("@");
        String link = account()
                .post(
                        "/accounts/{account}/access/apps",
                        Map.of("type", "bookmark", "name", "Link", "domain", "example.org"))
                .result(201)
                .path("id")
                .textValue();
        assertThat(account()
                        .get("/accounts/{account}/access/apps/" + link + "/user_policy_checks")
                        .errors()
                        .getFirst())
                .startsWith("12130 ");
    }

    @Test
    default void areForWhoMayReadTheLog() {
        SeenUser ada = came("ada@example.com", "Ada", Optional.empty(), true);
        for (String path : List.of("", "/" + ada.id() + "/active_sessions", "/" + ada.id() + "/failed_logins")) {
            assertThat(account()
                            .holding(PermissionGroup.ACCESS_AUDIT_LOGS_READ)
                            .get(USERS + path)
                            .status())
                    .isEqualTo(200);
            account().stranger().get(USERS + path).refused(403, "10000 - Authentication error");
        }
    }
}
