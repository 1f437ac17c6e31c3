package dev.chancery.control.accesslogs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chancery.control.accessplane.AccessRequest;
import dev.chancery.control.accessplane.SeenUser;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Rfc3339;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The log of sign-ins over HTTP, on every engine. */
interface AccessLogsContract extends HouseTest {
    String PATH = "/accounts/{account}/access/logs/access_requests";
    UUID WIKI = new UUID(1, 2);

    /** Notes that somebody came, a minute after whoever came before. */
    private void came(String email, String ray, boolean admitted) {
        house().pass(Duration.ofMinutes(1));
        AccountId account = account().account();
        house().control()
                .access()
                .requests()
                .note(new AccessRequest(
                        account,
                        "oidc",
                        Optional.of(email)
                                .filter(text -> !text.isEmpty())
                                .map(text -> new SeenUser(
                                        SeenUser.idOf(account, text),
                                        text,
                                        "",
                                        JsonNodeFactory.instance.objectNode().put("email", text))),
                        admitted ? Optional.of(WIKI) : Optional.empty(),
                        "wiki.example.com",
                        "192.0.2.7",
                        ray,
                        admitted ? Optional.empty() : Optional.of("No policy lets them in.")));
    }

    private List<String> rays(String query) {
        return account().get(PATH + query).each("/ray_id");
    }

    @Test
    default void tellsWhoCameNewestFirst() {
        came("ada@example.com", "a", true);
        came("", "b", false);
        JsonNode newest = account().get(PATH).result().path(0);
        assertThat(newest.path("user_email").textValue()).isEmpty();
        assertThat(newest.path("allowed").booleanValue()).isFalse();
        assertThat(newest.path("reason").textValue()).isEqualTo("No policy lets them in.");
        JsonNode first = account().get(PATH).result().path(1);
        assertThat(first.path("action").textValue()).isEqualTo("login");
        assertThat(first.path("allowed").booleanValue()).isTrue();
        assertThat(first.path("app_domain").textValue()).isEqualTo("wiki.example.com");
        assertThat(first.path("app_uid").textValue()).isEqualTo(WIKI.toString());
        assertThat(first.path("connection").textValue()).isEqualTo("oidc");
        assertThat(first.path("created_at").textValue())
                .isEqualTo(Rfc3339.micros(house().now().minus(Duration.ofMinutes(1))));
        assertThat(first.path("ip_address").textValue()).isEqualTo("192.0.2.7");
        assertThat(first.path("user_email").textValue()).isEqualTo("ada@example.com");
        assertThat(house().account().get(PATH).result())
                .as("of another account")
                .isEmpty();
    }

    @Test
    default void showsWhatIsAskedFor() {
        came("ada@example.com", "a", true);
        String afterFirst = Rfc3339.micros(house().now().plusSeconds(1));
        came("bob@example.com", "b", false);
        came("ada@elsewhere.org", "c", true);
        String atThird = Rfc3339.micros(house().now());
        came("", "d", false);

        assertThat(rays("")).containsExactly("d", "c", "b", "a");
        assertThat(rays("?direction=asc")).containsExactly("a", "b", "c", "d");
        assertThat(rays("?since=" + afterFirst + "&until=" + atThird)).containsExactly("c", "b");
        assertThat(rays("?email=@EXAMPLE.com")).containsExactly("b", "a");
        assertThat(rays("?email=ada@example.com&email_exact=true")).containsExactly("a");
        assertThat(rays("?email=example.com&emailOp=eq")).isEmpty();
        assertThat(rays("?email=ada%25")).as("a per cent sign is one").isEmpty();
        assertThat(rays("?email=ada@&emailOp=neq")).containsExactly("d", "b");
        assertThat(rays("?email=ada@example.com&email_exact=true&emailOp=neq")).containsExactly("d", "c", "b");
        assertThat(rays("?allowed=false")).containsExactly("d", "b");
        assertThat(rays("?allowed=true&allowedOp=neq")).containsExactly("d", "b");
        assertThat(rays("?app_uid=" + WIKI)).containsExactly("c", "a");
        assertThat(rays("?app_uid=" + WIKI + "&app_uidOp=neq")).containsExactly("d", "b");
        assertThat(rays("?ray_id=b")).containsExactly("b");
        assertThat(rays("?ray_id=b&ray_idOp=neq")).containsExactly("d", "c", "a");
        assertThat(rays("?user_id=" + WIKI)).as("no filter any more").hasSize(4);
        JsonNode fields =
                account().get(PATH + "?fields=ray_id,allowed").result().path(0);
        assertThat(fields.fieldNames()).toIterable().containsExactly("allowed", "ray_id");
    }

    @Test
    default void comesInPages() {
        for (String ray : List.of("a", "b", "c", "d", "e")) {
            came("ada@example.com", ray, true);
        }
        assertThat(rays("?per_page=2&page=2")).containsExactly("c", "b");
        assertThat(rays("?per_page=2&page=4")).isEmpty();
        assertThat(rays("?limit=3")).containsExactly("e", "d", "c");
        assertThat(rays("?limit=3&per_page=2&page=2"))
                .as("the limit is of all pages")
                .containsExactly("c");
        JsonNode info =
                account().get(PATH + "?limit=3&per_page=2&page=2").json().path("result_info");
        assertThat(info.path("count").intValue()).isEqualTo(1);
        assertThat(info.path("total_count").intValue()).isEqualTo(3);
        assertThat(rays("?limit=3&per_page=2&page=3")).isEmpty();
    }

    @Test
    default void refusesWhatIsNoFilterAndWhoMayNotRead() {
        String wrong = "?direction=up&since=yesterday&limit=1001&email=a&emailOp=like&allowed=maybe&app_uid=x";
        assertThat(account().get(PATH + wrong).errors())
                .hasSize(6)
                .allSatisfy(error -> assertThat(error).startsWith("6010 "));
        assertThat(account()
                        .holding(PermissionGroup.ACCESS_AUDIT_LOGS_READ)
                        .get(PATH)
                        .status())
                .isEqualTo(200);
        account().stranger().get(PATH).refused(403, "10000 - Authentication error");
    }

    @Test
    default void isForgottenAfterHalfAYear() {
        came("ada@example.com", "a", true);
        house().pass(Duration.ofDays(180));
        house().control().access().requests().forgetOld();
        assertThat(rays("")).containsExactly("a");
        house().pass(Duration.ofSeconds(1));
        house().control().access().requests().forgetOld();
        assertThat(rays("")).isEmpty();
        assertThat(account().get("/accounts/{account}/access/users").result()).isEmpty();
    }
}
