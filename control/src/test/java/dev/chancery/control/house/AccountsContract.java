package dev.chancery.control.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.db.Lane;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Accounts, the user and its memberships, the audit log and the seed, over HTTP, on every engine. */
interface AccountsContract extends FamilyContract {

    private String path() {
        return "/accounts/" + house().seeded().account();
    }

    @Test
    default void makesAnAccountTheCallerIsAMemberOf() {
        Reply made = house().owner().post("/accounts", "{'name':'Second','type':'enterprise'}");
        assertThat(made.text("/type")).isEqualTo("enterprise");
        assertThat(house().owner().get("/accounts/" + made.text("/id")).text("/name"))
                .isEqualTo("Second");
        assertThat(house().owner().get("/memberships").each("/account/name")).containsExactly("Example", "Second");
        house().owner()
                .post("/zones", "{'name':'second.example','account':{'id':'%s'}}".formatted(made.text("/id")))
                .result();
        house().owner().post("/accounts", "{'type':'gold'}").faultsAt("/name", "/type");
    }

    @Test
    default void listsAccountsByName() {
        house().owner().post("/accounts", "{'name':'Another'}").result();
        assertThat(house().owner().get("/accounts").each("/name")).containsExactly("Another", "Example");
        assertThat(house().owner().get("/accounts?direction=desc").each("/name"))
                .containsExactly("Example", "Another");
        Reply one = house().owner().get("/accounts?name=another");
        assertThat(one.each("/name")).containsExactly("Another");
        assertThat(one.json().at("/result_info/total_count").intValue()).isEqualTo(1);
        assertThat(house().owner().get("/accounts?page=3").result().isEmpty()).isTrue();
    }

    @Test
    default void changesNameAndSettings() {
        Reply changed = house().owner()
                .put(
                        path(),
                        "{'id':'%s','name':'Renamed','type':'standard','settings':{'abuse_contact_email':'a@example.com','enforce_twofactor':true}}"
                                .formatted(house().seeded().account()));
        assertThat(changed.text("/name")).isEqualTo("Renamed");
        assertThat(house().owner().get(path()).text("/settings/abuse_contact_email"))
                .isEqualTo("a@example.com");
        assertThat(house().owner()
                        .put(path(), "{'name':'Again'}")
                        .result()
                        .at("/settings/enforce_twofactor")
                        .booleanValue())
                .isTrue();
        house().owner()
                .put(path(), "{'id':'%s','name':' ','settings':{'enforce_twofactor':'yes'}}".formatted("0".repeat(32)))
                .faultsAt("/id", "/name", "/settings/enforce_twofactor");
    }

    @Test
    default void deletesAnAccountWithItsZonesAndTokensOnceNothingIsInUse() {
        String id = house().seeded().account().hex();
        String account = "{'name':'t','policies':[%s]}"
                .formatted(TokensContract.policy(
                        "allow", "{'com.cloudflare.api.account.*':'*'}", TokensContract.ACCOUNT_SETTINGS_READ));
        String token = house().owner().post(path() + "/tokens", account).text("/value");
        house().bearer(token).get(path()).result();
        String mtls = UUID.randomUUID().toString();
        house().database()
                .write(
                        Lane.GENERAL,
                        tx -> tx.sql(
                                        "insert into mtls_certificate (id, account_id, name, is_ca, type, certificates, fingerprint, serial,"
                                                + " issuer, signature, uploaded_on, updated_on, expires_on)"
                                                + " values (?, ?, '', 1, 'custom', '', '', '', '', '', 0, 0, 0)")
                                .text(mtls)
                                .text(id)
                                .run());
        house().owner()
                .delete(path())
                .refused(409, 1063, "account %s: it holds mTLS certificates (expected: all deleted)".formatted(id));
        house().owner().get("/zones/" + house().seeded().zone()).result();
        house().database()
                .write(
                        Lane.GENERAL,
                        tx -> tx.sql("update mtls_certificate set deleted_on = 1")
                                .run());
        assertThat(house().owner().delete(path()).text("/id")).isEqualTo(id);
        house().bearer(token).get(path()).refused(401, 10000, "Authentication error");
        house().owner().get(path()).refused(403, 10000, "Authentication error");
        assertThat(house().owner().get("/zones/" + house().seeded().zone()).status())
                .isEqualTo(404);
        assertThat(house().owner().get("/accounts").result().isEmpty()).isTrue();
        assertThat(house().owner().get("/memberships").result().isEmpty()).isTrue();
        assertThatThrownBy(() -> house().bootstrap().ensure(House.seed("example.com")))
                .hasMessage("the first account was deleted (expected: it, or a database of its own)");
    }

    @Test
    default void showsTheUserAndClearsWhatIsNull() {
        Reply user = house().owner().get("/user");
        assertThat(user.text("/email")).isEqualTo("owner@example.com");
        assertThat(user.text("/organizations/0/name")).isEqualTo("Example");
        house().owner().patch("/user", "{'first_name':'Ada','country':'UK'}").result();
        Reply after = house().owner().patch("/user", "{'country':null,'last_name':'L'}");
        assertThat(after.text("/first_name")).isEqualTo("Ada");
        assertThat(after.text("/last_name")).isEqualTo("L");
        assertThat(after.result().at("/country").isNull()).isTrue();
        house().owner()
                .patch("/user", "{'zipcode':'%s'}".formatted("1".repeat(21)))
                .refused(400, 6009, "zipcode: 21 characters (expected: at most 20)");
        assertThat(house().owner().get("/user/organizations").each("/status")).containsExactly("member");
    }

    @Test
    default void showsMemberships() {
        Reply list = house().owner().get("/memberships?status=accepted&account.name=example");
        assertThat(list.each("/status")).containsExactly("accepted");
        String id = list.text("/0/id");
        assertThat(house().owner().get("/memberships/" + id).text("/account/id"))
                .isEqualTo(house().seeded().account().hex());
        assertThat(house().owner().get("/memberships?status=pending").result().isEmpty())
                .isTrue();
        house().owner()
                .get("/memberships/" + "0".repeat(32))
                .refused(404, 1004, "membership %s: not found".formatted("0".repeat(32)));
        assertThat(house().owner().get("/memberships/x").status()).isEqualTo(404);
    }

    @Test
    default void tellsWhoDidWhat() {
        house().owner().put(path(), "{'name':'Renamed'}").result();
        Reply log = house().owner().get(path() + "/audit_logs?action.type=update&actor.email=OWNER@example.com");
        assertThat(log.each("/resource/id"))
                .containsExactly(house().seeded().account().hex());
        assertThat(log.text("/0/actor/id")).isEqualTo(house().seeded().user().hex());
        assertThat(log.text("/0/actor/ip")).isEqualTo("127.0.0.1");
        assertThat(log.text("/0/actor/type")).isEqualTo("user");
        assertThat(log.text("/0/metadata/name")).isEqualTo("Renamed");
        assertThat(log.text("/0/metadata/request_id")).matches("[0-9a-f]{16}");
        assertThat(log.result().at("/0/action/result").booleanValue()).isTrue();
        assertThat(house().owner()
                        .get(path() + "/audit_logs?zone.name=example.com")
                        .each("/resource/type"))
                .containsExactly("zone");
        house().owner().patch("/user", "{'first_name':'Ada'}").result();
        assertThat(house().owner().get("/user/audit_logs").each("/resource/type"))
                .containsExactly("user");
        Reply paged = house().owner().get(path() + "/audit_logs?per_page=2&direction=asc");
        assertThat(paged.each("/resource/type")).containsExactly("user", "account");
        assertThat(paged.json().at("/result_info/total_count").intValue()).isEqualTo(3);
        assertThat(house().owner()
                        .get(path() + "/audit_logs?since=2027-01-01")
                        .result()
                        .isEmpty())
                .isTrue();
        house().owner()
                .get(path() + "/audit_logs?since=soon&actor.ip=x&per_page=1001")
                .faultsAt("per_page", "since", "actor.ip");
    }

    @Test
    default void findsWhatWasSeededOnLaterStarts() {
        Bootstrap.Seeded again = house().bootstrap().ensure(House.seed("example.com"));
        assertThat(again.ownerToken()).isEmpty();
        assertThat(again.account()).isEqualTo(house().seeded().account());
        assertThat(again.zone()).isEqualTo(house().seeded().zone());
        Bootstrap.Seeded more = house().bootstrap().ensure(House.seed("more.example"));
        assertThat(house().owner().get("/zones/" + more.zone()).text("/name")).isEqualTo("more.example");
    }

    @Test
    default void givesTheOwnerBackItsToken() {
        Caller before = house().owner();
        String id = before.get("/user/tokens/verify").text("/id");
        before.delete("/user/tokens/" + id).result();
        String value = house().bootstrap().resetOwnerToken().reveal();
        Reply verified = house().bearer(value).get("/user/tokens/verify");
        assertThat(verified.text("/id")).isEqualTo(id);
        String next = house().bootstrap().resetOwnerToken().reveal();
        house().bearer(value).get("/user").refused(401, 10000, "Authentication error");
        house().bearer(next).get("/user").result();
        assertThat(house().bearer(next)
                        .get(path() + "/audit_logs?action.type=roll")
                        .each("/actor/type"))
                .containsExactly("system", "system");
    }
}
