package dev.chancery.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chancery.access.AccessHouse;
import dev.chancery.access.mail.SmtpPinMail;
import dev.chancery.access.mail.SmtpUrl;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.access.CookieRules;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sign-in by one-time PIN, with a real SMTP server that brings it. */
final class PinSignInTest extends OnSqlite {
    private static final String SESSION = "0123456789abcdef0123456789abcdef";
    private static final Pattern CODE = Pattern.compile("Your code is (\\d{6})");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private @Nullable AccessHouse access;

    @BeforeAll
    void open() {
        mail.setUser("access@house.example", "access", "pa%ss");
        mail.start();
        SmtpUrl url = SmtpUrl.parse(
                "smtp://access:pa%25ss@127.0.0.1:" + mail.getSmtp().getPort() + "?from=access@house.example");
        access = AccessHouse.beside(house(), Optional.of(new SmtpPinMail(url, house()::now)));
    }

    @AfterAll
    void shut() {
        access().close();
        mail.stop();
    }

    private AccessHouse access() {
        return Objects.requireNonNull(access);
    }

    private Protected wiki() {
        Protected wiki = Protected.by(account());
        wiki.provider(Map.of("name", "PIN login", "type", "onetimepin", "config", Map.of()));
        return wiki;
    }

    private Browser browser(Protected wiki) {
        return new Browser(access()).with(wiki.host(), "CF_AppSession", SESSION);
    }

    private static String choice(Reply page, Protected wiki) {
        Matcher href = Pattern.compile("class=\"choice\" href=\"([^\"]+)\"").matcher(page.text());
        assertThat(href.find()).as(page.text()).isTrue();
        return "https://" + wiki.auth() + "/cdn-cgi/access/login/" + wiki.host()
                + href.group(1).replace("&amp;", "&");
    }

    private Reply addressed(Browser browser, Protected wiki, String email) {
        Reply page = browser.get(wiki.login(SESSION, "/page?x=1"));
        Reply asked = browser.get(choice(page, wiki));
        return browser.post(wiki.atAuth("pin"), Map.of("state", Browser.field(asked, "state"), "email", email));
    }

    private Reply entered(Browser browser, Protected wiki, Reply page, String pin) {
        return browser.post(wiki.atAuth("pin/check"), Map.of("state", Browser.field(page, "state"), "pin", pin));
    }

    private List<MimeMessage> to(String email) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(email);
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private String pin(String email) {
        Matcher code = CODE.matcher(GreenMailUtil.getBody(to(email).getLast()));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    @Test
    void aCodeFromTheMailLeadsToTheApplicationAndOutAgain() throws Exception {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        Reply page = jane.get(wiki.login(SESSION, "/page?x=1"));
        assertThat(page.text())
                .contains("Wiki &lt;of all&gt;")
                .contains("PIN login")
                .doesNotContain("<script");
        assertThat(page.header("content-security-policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.header("cf-access-aud")).isEqualTo(wiki.aud());
        Reply sent = addressed(jane, wiki, "Jane@Example.com");
        Reply in = entered(jane, wiki, sent, pin("jane@example.com"));
        assertThat(in.header("location")).startsWith(wiki.at("authorized?code="));
        Reply arrived = jane.follow(in);
        assertThat(arrived.header("location")).isEqualTo("https://" + wiki.host() + "/page?x=1");
        JWTClaimsSet claims =
                SignedJWT.parse(jane.cookie(wiki.host(), "CF_Authorization")).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(wiki.aud());
        assertThat(claims.getIssuer()).isEqualTo("https://" + wiki.auth());
        assertThat(claims.getStringClaim("email")).isEqualTo("jane@example.com");
        assertThat(claims.getStringListClaim("amr")).containsExactly("otp");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(2));
        assertThat(jane.get(wiki.at("get-identity")).json().path("email").textValue())
                .isEqualTo("jane@example.com");
        assertThat(jane.get(in.header("location")).status())
                .as("a code is good once")
                .isEqualTo(403);
        assertThat(jane.get(wiki.login(SESSION, "/other")).header("location"))
                .as("the session of the auth domain asks nothing again")
                .startsWith(wiki.at("authorized?code="));
        assertThat(wiki.log()).containsExactly("onetimepin jane@example.com 1", "onetimepin jane@example.com 1");
        String orgToken = jane.cookie(wiki.auth(), "CF_Authorization");
        assertThat(jane.get(wiki.atAuth("logout")).status()).isEqualTo(200);
        assertThat(jane.cookie(wiki.auth(), "CF_Authorization")).isEmpty();
        jane.with(wiki.auth(), "CF_Authorization", orgToken);
        assertThat(jane.get(wiki.login(SESSION, "/")).status())
                .as("an ended session's token is worth nothing")
                .isEqualTo(200);
        assertThat(jane.get(wiki.atAuth("get-identity")).status()).isEqualTo(401);
        Reply out = jane.get(wiki.at("logout"));
        assertThat(out.header("location"))
                .as("there is no session any more that the token could tell")
                .isEqualTo(wiki.atAuth("logout"));
        assertThat(jane.cookie(wiki.host(), "CF_Authorization")).isEmpty();
    }

    /** What a browser makes of it, only a browser shows: ./dev campaign sign-in. */
    @Test
    void aStrictCookieIsFollowedByAPageThatGoesOnByItself() throws Exception {
        Protected wiki = Protected.by(account(), new CookieRules(CookieRules.SameSite.STRICT, true, false, false));
        wiki.provider(Map.of("name", "PIN login", "type", "onetimepin", "config", Map.of()));
        Browser jane = browser(wiki);
        Reply in = entered(jane, wiki, addressed(jane, wiki, "strict@example.com"), pin("strict@example.com"));
        Reply page = jane.get(in.header("location"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("refresh")).isEqualTo("0; url=https://" + wiki.host() + "/page?x=1");
        assertThat(page.header("set-cookie")).contains("CF_Authorization=").contains("SameSite=Strict");
    }

    @Test
    void whoSignsOutAtTheApplicationIsAskedToSignInAgain() throws Exception {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        wiki.tenant()
                .put(
                        "/accounts/{account}/access/organizations",
                        "{'login_design':{'background_color':'#135','header_text':'A <b>house</b>'}}")
                .result(200);
        jane.follow(entered(jane, wiki, addressed(jane, wiki, "out@example.com"), pin("out@example.com")));
        assertThat(jane.get(wiki.at("logout")).text())
                .contains("You are signed out of Example")
                .contains("<header>A &lt;b&gt;house&lt;/b&gt;</header>")
                .contains("--ground:#135");
        assertThat(jane.cookie(wiki.host(), "CF_Authorization")).isEmpty();
        assertThat(jane.get(wiki.login(SESSION, "/")).text()).contains("Sign in to Example");
        assertThat(jane.get(wiki.atAuth("logout")).status()).isEqualTo(200);
    }

    @Test
    void aCodeForTheApplicationIsWorthNothingInAnotherBrowserOrAfterAMinute() {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        Reply in = entered(jane, wiki, addressed(jane, wiki, "j2@example.com"), pin("j2@example.com"));
        Browser thief = new Browser(access()).with(wiki.host(), "CF_AppSession", "f".repeat(32));
        assertThat(thief.follow(in).status()).isEqualTo(403);
        assertThat(jane.follow(in).status()).as("burnt by the attempt").isEqualTo(403);
        Reply again = jane.get(wiki.login(SESSION, "/"));
        house().pass(Duration.ofSeconds(61));
        assertThat(jane.follow(again).status()).isEqualTo(403);
    }

    @Test
    void nobodyIsToldWhetherACodeWasSentAndTheUnwantedGetNone() {
        Protected wiki = wiki();
        Browser mallory = browser(wiki);
        Reply unwanted = addressed(mallory, wiki, "mallory@elsewhere.example");
        Reply wanted = addressed(mallory, wiki, "known@example.com");
        assertThat(unwanted.status()).isEqualTo(wanted.status());
        assertThat(unwanted.text().replace(Browser.field(unwanted, "state"), ""))
                .isEqualTo(wanted.text().replace(Browser.field(wanted, "state"), ""));
        assertThat(to("mallory@elsewhere.example")).isEmpty();
        assertThat(to("known@example.com")).hasSize(1);
        for (int i = 0; i < 10; i++) {
            addressed(mallory, wiki, "known@example.com");
        }
        assertThat(to("known@example.com")).as("five in ten minutes").hasSize(5);
    }

    @Test
    void fiveWrongCodesEndItAndAnOldOneIsNoGood() {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        Reply sent = addressed(jane, wiki, "j3@example.com");
        String right = pin("j3@example.com");
        String wrong = right.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(entered(jane, wiki, sent, wrong).status()).isEqualTo(403);
        }
        assertThat(entered(jane, wiki, sent, right).text()).contains("Too many wrong codes");
        assertThat(entered(jane, wiki, sent, right).status()).isEqualTo(403);
        assertThat(wiki.log()).containsExactly("onetimepin  0");
        Reply later = addressed(jane, wiki, "j3@example.com");
        house().pass(Duration.ofMinutes(10));
        assertThat(entered(jane, wiki, later, pin("j3@example.com")).status()).isEqualTo(403);
    }

    @Test
    void aSignInBelongsToTheBrowserThatBeganIt() {
        Protected wiki = wiki();
        Reply sent = addressed(browser(wiki), wiki, "j4@example.com");
        assertThat(entered(browser(wiki), wiki, sent, pin("j4@example.com")).status())
                .isEqualTo(403);
        assertThat(browser(wiki)
                        .post(wiki.atAuth("callback"), Map.of("RelayState", Browser.field(sent, "state")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theLoginPageLeadsNowhereElse() {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        for (String elsewhere :
                List.of("//evil.example/", "https://evil.example/", "/\\evil.example", "", "x", "/a#b")) {
            assertThat(jane.get(wiki.login(SESSION, elsewhere)).status())
                    .as(elsewhere)
                    .isEqualTo(400);
        }
        assertThat(jane.get(wiki.login(SESSION, "/").replace("/login/" + wiki.host(), "/login/evil.example"))
                        .status())
                .isEqualTo(404);
        assertThat(jane.get(wiki.login(SESSION, "/") + "&kid=" + wiki.aud()).status())
                .isEqualTo(400);
        Protected other = Protected.by(house().account());
        assertThat(jane.get(other.login(SESSION, "/").replace(other.auth(), wiki.auth()))
                        .status())
                .as("another organization's application")
                .isEqualTo(404);
    }

    @Test
    void revokingAPersonEndsTheirSession() {
        Protected wiki = wiki();
        Browser jane = browser(wiki);
        jane.follow(entered(jane, wiki, addressed(jane, wiki, "j5@example.com"), pin("j5@example.com")));
        assertThat(jane.get(wiki.at("get-identity")).status()).isEqualTo(200);
        house().pass(Duration.ofSeconds(5));
        wiki.revoke("j5@example.com", house().now());
        assertThat(jane.get(wiki.at("get-identity")).status()).isEqualTo(401);
        assertThat(jane.get(wiki.atAuth("get-identity")).status()).isEqualTo(401);
    }

    @Test
    void theAuthDomainGetsAServerCertificateWithoutBeingRouted() {
        Protected wiki = wiki();
        house().control().authDomains().run();
        house().control().authDomains().run();
        assertThat(house().query("select zone_id from local_certificate where hostname = ?", wiki.auth()))
                .containsExactly(account().zone().hex());
    }

    @Test
    void clientsLearnOfTheApplicationByASignedHeader() throws Exception {
        Protected wiki = wiki();
        Reply told = new Browser(access()).get(wiki.at("metadata?path=%2Fpage"));
        assertThat(told.status()).isEqualTo(200);
        JWTClaimsSet claims = SignedJWT.parse(told.header("cf-access-metadata")).getJWTClaimsSet();
        assertThat(claims.getStringClaim("type")).isEqualTo("match");
        assertThat(claims.getStringClaim("hostname")).isEqualTo(wiki.host());
        assertThat(claims.getStringClaim("auth_domain")).isEqualTo(wiki.auth());
        assertThat(claims.getAudience()).containsExactly(wiki.aud());
        assertThat(claims.getIssueTime().toInstant())
                .isEqualTo(Instant.ofEpochSecond(house().now().getEpochSecond()));
        assertThat(new Browser(access())
                        .get("https://nobody.example/cdn-cgi/access/metadata")
                        .status())
                .isEqualTo(404);
    }
}
