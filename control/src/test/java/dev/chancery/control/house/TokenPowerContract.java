package dev.chancery.control.house;

import static dev.chancery.control.house.TokensContract.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import org.junit.jupiter.api.Test;

/** What a token can be made to grant, on every engine: never more than its maker holds. */
interface TokenPowerContract extends FamilyContract {

    private String thisUser() {
        return "{'com.cloudflare.api.user.%s':'*'}".formatted(house().seeded().user());
    }

    private String thisAccount() {
        return "{'com.cloudflare.api.account.%s':'*'}"
                .formatted(house().seeded().account());
    }

    private String thisZone() {
        return "{'com.cloudflare.api.account.zone.%s':'*'}"
                .formatted(house().seeded().zone());
    }

    private String zonesOfAccount() {
        return "{'com.cloudflare.api.account.%s':{'com.cloudflare.api.account.zone.*':'*'}}"
                .formatted(house().seeded().account());
    }

    private Reply make(Caller caller, String path, String... policies) {
        return caller.post(path, "{'name':'made','policies':[%s]}".formatted(String.join(",", policies)));
    }

    /** A caller with a token of these policies, made by the owner. */
    private Caller holding(String... policies) {
        return house().bearer(make(house().owner(), "/user/tokens", policies).text("/value"));
    }

    private String minting() {
        return policy("allow", thisUser(), TokensContract.USER_TOKENS_WRITE);
    }

    @Test
    default void grantsWhatTheMakerHoldsAndNotMore() {
        Caller maker = holding(minting(), policy("allow", zonesOfAccount(), TokensContract.SSL_READ));
        make(maker, "/user/tokens", policy("allow", thisZone(), TokensContract.SSL_READ))
                .result();
        make(maker, "/user/tokens", policy("allow", zonesOfAccount(), TokensContract.SSL_READ))
                .result();
        make(maker, "/user/tokens", policy("allow", thisZone(), TokensContract.SSL_WRITE))
                .refused(
                        400,
                        1001,
                        "permission_groups: SSL and Certificates Write on"
                                + " com.cloudflare.api.account.%s/com.cloudflare.api.account.zone.%s is more than the credentials"
                                        .formatted(
                                                house().seeded().account(),
                                                house().seeded().zone())
                                + " you use hold (expected: what they hold throughout)");
        Reply wider = make(
                maker,
                "/user/tokens",
                policy("allow", "{'com.cloudflare.api.account.zone.*':'*'}", TokensContract.SSL_READ));
        wider.faultsAt("/policies/0/permission_groups/0");
    }

    @Test
    default void carriesADenialOfTheMakerOver() {
        String denial = policy("deny", thisZone(), TokensContract.SSL_WRITE);
        Caller maker = holding(
                minting(),
                policy("allow", zonesOfAccount(), TokensContract.SSL_READ, TokensContract.SSL_WRITE),
                denial);
        make(maker, "/user/tokens", policy("allow", zonesOfAccount(), TokensContract.SSL_READ))
                .refused(
                        400,
                        1001,
                        "policies: the credentials you use are denied SSL and Certificates Write on"
                                + " com.cloudflare.api.account.zone.%s (expected: the same denial in the new token)"
                                        .formatted(house().seeded().zone()));
        make(maker, "/user/tokens", policy("allow", zonesOfAccount(), TokensContract.SSL_READ), denial)
                .result();
    }

    @Test
    default void widensNoTokenByUpdateOrRoll() {
        Reply strong = make(
                house().owner(),
                "/user/tokens",
                policy("allow", thisAccount(), TokensContract.ACCOUNT_SETTINGS_READ),
                policy("allow", thisZone(), TokensContract.SSL_READ));
        Caller maker = holding(minting(), policy("allow", thisZone(), TokensContract.SSL_READ));
        String path = "/user/tokens/" + strong.text("/id");
        assertThat(maker.put(path + "/value", "{}").json().at("/errors/0/code").intValue())
                .isEqualTo(1001);
        assertThat(maker.put(
                                path,
                                "{'name':'x','policies':[%s]}"
                                        .formatted(
                                                policy("allow", thisAccount(), TokensContract.ACCOUNT_SETTINGS_READ)))
                        .status())
                .isEqualTo(400);
        house().bearer(strong.text("/value"))
                .get("/accounts/" + house().seeded().account())
                .result();
        Reply own = make(
                house().owner(),
                "/user/tokens",
                minting(),
                policy("allow", thisAccount(), TokensContract.ACCOUNT_TOKENS_WRITE));
        Caller itself = house().bearer(own.text("/value"));
        assertThat(itself.put("/user/tokens/%s/value".formatted(own.text("/id")), "{}")
                        .result()
                        .isTextual())
                .as("a token may roll itself")
                .isTrue();
    }

    @Test
    default void refusesResourcesOutsideTheOwnersReach() {
        String other = "{'com.cloudflare.api.account.%s':'*'}".formatted("0".repeat(32));
        Reply refused = make(
                house().owner(),
                "/user/tokens",
                policy("allow", other, TokensContract.ACCOUNT_SETTINGS_READ),
                policy(
                        "allow",
                        "{'com.cloudflare.api.account.zone.%s':'*'}".formatted("1".repeat(32)),
                        TokensContract.SSL_READ),
                policy(
                        "allow",
                        "{'com.cloudflare.api.user.%s':'*'}".formatted("2".repeat(32)),
                        TokensContract.USER_TOKENS_WRITE));
        refused.refused(
                400,
                1001,
                "resources: com.cloudflare.api.account.%s is not yours (expected: resources of the token's owner)"
                        .formatted("0".repeat(32)));
        refused.faultsAt("/policies/0/resources", "/policies/1/resources", "/policies/2/resources");
        make(house().owner(), "/accounts/%s/tokens".formatted(house().seeded().account()), minting())
                .faultsAt("/policies/0/resources");
    }

    @Test
    default void keepsAnAccountsTokenInsideItsAccount() {
        Reply second = house().owner().post("/accounts", "{'name':'Second'}");
        String path = "/accounts/%s/tokens".formatted(house().seeded().account());
        Caller maker = holding(policy(
                "allow", thisAccount(), TokensContract.ACCOUNT_TOKENS_WRITE, TokensContract.ACCOUNT_SETTINGS_READ));
        Reply made = make(
                maker,
                path,
                policy("allow", "{'com.cloudflare.api.account.*':'*'}", TokensContract.ACCOUNT_SETTINGS_READ));
        Caller token = house().bearer(made.text("/value"));
        token.get("/accounts/" + house().seeded().account()).result();
        token.get("/accounts/" + second.text("/id")).refused(403, 10000, "Authentication error");
        assertThat(token.get("/accounts").each("/name")).containsExactly("Example");
    }

    @Test
    default void asksThePermissionOfEachOperation() {
        Caller reader = holding(policy("allow", thisZone(), TokensContract.SSL_READ));
        reader.get("/user/tokens").refused(403, 10000, "Authentication error");
        reader.get("/user").refused(403, 10000, "Authentication error");
        reader.get("/memberships").refused(403, 10000, "Authentication error");
        reader.get("/accounts/" + house().seeded().account()).refused(403, 10000, "Authentication error");
        reader.get("/accounts/%s/audit_logs".formatted(house().seeded().account()))
                .refused(403, 10000, "Authentication error");
        reader.post("/accounts", "{'name':'x'}").refused(403, 10000, "Authentication error");
        reader.post(
                        "/zones",
                        "{'name':'x.example','account':{'id':'%s'}}"
                                .formatted(house().seeded().account()))
                .refused(403, 10000, "Authentication error");
        reader.patch("/zones/" + house().seeded().zone(), "{'paused':true}")
                .refused(403, 10000, "Authentication error");
        reader.get("/zones/" + house().seeded().zone()).result();
    }
}
