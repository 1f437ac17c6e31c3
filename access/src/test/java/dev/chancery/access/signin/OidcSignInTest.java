package dev.chancery.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chancery.access.AccessHouse;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.testkit.Reply;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sign-in with a real OpenID provider. */
final class OidcSignInTest extends OnSqlite {
    private static final String SESSION = "0123456789abcdef0123456789abcdef";

    private @Nullable AccessHouse access;
    private @Nullable OidcProvider provider;
    private String way = "";

    @BeforeAll
    void open() throws Exception {
        access = AccessHouse.beside(house());
        provider = OidcProvider.start(IntStream.range(1, 40)
                .mapToObj("https://login.z%d.example/cdn-cgi/access/callback"::formatted)
                .collect(Collectors.joining(",")));
    }

    @AfterAll
    void shut() {
        provider().close();
        access().close();
    }

    private AccessHouse access() {
        return Objects.requireNonNull(access);
    }

    private OidcProvider provider() {
        return Objects.requireNonNull(provider);
    }

    private Protected wiki() {
        Protected wiki = Protected.by(account());
        way = wiki.provider(
                Map.of("name", "Company", "type", "oidc", "config", provider().config()));
        return wiki;
    }

    private Browser browser(Protected wiki) {
        return new Browser(access()).with(wiki.host(), "CF_AppSession", SESSION);
    }

    /** Chooses the provider, logs in there and answers where it sends the browser back to. */
    private String back(Browser browser, Protected wiki, String email) throws Exception {
        Reply begun = browser.get(wiki.login(SESSION, "/page") + "&idp=" + way);
        assertThat(begun.status()).as(begun.text()).isEqualTo(302);
        assertThat(begun.header("location"))
                .contains("code_challenge_method=S256")
                .contains("nonce=");
        return provider().loggedIn(begun.header("location"), email);
    }

    @Test
    void whoTheProviderVouchesForReachesTheApplicationAlsoAfterItChangedItsKey() throws Exception {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        Reply in = jane.get(back(jane, wiki, "Jane@example.com"));
        Reply arrived = jane.follow(in);
        assertThat(arrived.header("location")).isEqualTo("https://" + wiki.host() + "/page");
        JWTClaimsSet claims =
                SignedJWT.parse(jane.cookie(wiki.host(), "CF_Authorization")).getJWTClaimsSet();
        assertThat(claims.getStringClaim("email")).isEqualTo("jane@example.com");
        assertThat(claims.getJSONObjectClaim("idp")).isEqualTo(Map.of("id", way, "type", "oidc"));
        assertThat(claims.getClaims()).as("no policy asks for them").doesNotContainKeys("groups", "custom");
        JsonNode identity = jane.get(wiki.at("get-identity")).json();
        assertThat(identity.path("name").textValue()).isEqualTo("Jane Doe");
        assertThat(identity.path("groups")).hasSize(2);
        provider().rotate();
        Browser again = browser(wiki);
        assertThat(again.follow(again.get(back(again, wiki, "jane@example.com")))
                        .status())
                .isEqualTo(302);
        assertThat(wiki.log()).isEqualTo(List.of("oidc jane@example.com 1", "oidc jane@example.com 1"));
    }

    @Test
    void whomNoPolicyMeansIsToldSoAndNoted() throws Exception {
        Protected wiki = wiki();
        Browser mallory = browser(wiki);
        Reply no = mallory.get(back(mallory, wiki, "mallory@elsewhere.example"));
        assertThat(no.status()).isEqualTo(403);
        assertThat(no.text()).contains("mallory@elsewhere.example").contains("Sign in as somebody else");
        assertThat(wiki.log()).containsExactly("oidc mallory@elsewhere.example 0");
    }

    @Test
    void anAnswerIsForItsSignInAndItsBrowserAndOnce() throws Exception {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        String back = back(jane, wiki, "jane@example.com");
        assertThat(browser(wiki).get(back).status()).as("another browser").isEqualTo(403);
        Browser mallory = browser(wiki);
        String hers = back(mallory, wiki, "mallory@example.com");
        String mixed = hers.replaceAll("code=[^&]+", "code=" + parameter(back, "code"));
        assertThat(mallory.get(mixed).status()).as("a code of another sign-in").isEqualTo(403);
        Browser late = browser(wiki);
        String twice = back(late, wiki, "jane@example.com");
        assertThat(late.get(twice).status()).isEqualTo(302);
        assertThat(late.get(twice).status()).as("twice").isEqualTo(403);
        assertThat(late.get(wiki.atAuth("callback?code=x")).status())
                .as("no state")
                .isEqualTo(400);
    }

    @Test
    void anUnverifiedAddressAndARefusalLetNobodyIn() throws Exception {
        Protected wiki = wiki();
        provider().unverify("new@example.com");
        Browser fresh = browser(wiki);
        assertThat(fresh.get(back(fresh, wiki, "new@example.com")).text()).contains("has not verified");
        Browser unwilling = browser(wiki);
        String state = parameter(
                unwilling.get(wiki.login(SESSION, "/") + "&idp=" + way).header("location"), "state");
        assertThat(unwilling
                        .get(wiki.atAuth("callback?error=access_denied&state=" + state))
                        .text())
                .contains("let nobody in");
        assertThat(Set.copyOf(wiki.log())).isEqualTo(Set.of("oidc  0"));
    }

    @Test
    void aCommandLineGetsTheTokensOfWhoAllowsIt() throws Exception {
        Protected wiki = wiki();
        String key = "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08=";
        Browser jane = new Browser(access());
        Reply sentToSignIn = jane.get(wiki.at("cli?aud=" + wiki.aud() + "&token=" + key));
        assertThat(sentToSignIn.header("location")).startsWith(wiki.atAuth("login/" + wiki.host()));
        Reply begun = jane.get(sentToSignIn.header("location") + "&idp=" + way);
        Reply arrived = jane.follow(jane.get(provider().loggedIn(begun.header("location"), "jane@example.com")));
        Reply question = jane.follow(arrived);
        assertThat(question.text()).contains("Go on only if you have just started it yourself");
        assertThat(jane.get("https://" + wiki.auth() + "/transfer/" + key).status())
                .isEqualTo(404);
        assertThat(jane.post(wiki.at("cli"), Map.of("aud", wiki.aud(), "token", key, "confirm", "f".repeat(64)))
                        .status())
                .as("pressed by another site")
                .isEqualTo(403);
        assertThat(jane.post(
                                wiki.at("cli"),
                                Map.of("aud", wiki.aud(), "token", key, "confirm", Browser.field(question, "confirm")))
                        .status())
                .isEqualTo(200);
        String transfer = "https://" + wiki.auth() + "/transfer/" + key;
        Reply box = jane.get(transfer);
        assertThat(box.status()).isEqualTo(200);
        assertThat(box.header("service-public-key")).hasSize(44);
        assertThat(Base64.getDecoder().decode(box.text())).hasSizeGreaterThan(24 + 16 + 1000);
        assertThat(jane.get(transfer).status()).as("once").isEqualTo(404);
    }

    private static String parameter(String url, String name) {
        for (String pair : url.substring(url.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError("no " + name + " in " + url);
    }
}
