package dev.chancery.access.saml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.access.AccessHouse;
import dev.chancery.access.saml.SamlIdp.Posted;
import dev.chancery.control.db.Lane;
import dev.chancery.control.house.House;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Change;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ApplicationType;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sign-in through a real SAML identity provider, from the login page to the session. */
class SamlSignInTest extends OnSqlite {
    private static final String ISSUER = "https://idp.example.org/metadata";
    private static final String APP_SESSION = "f".repeat(64);
    private static final Pattern COOKIE = Pattern.compile("(CF_SignIn|CF_Authorization)=([^;]+)");
    private static final Pattern HIDDEN = Pattern.compile("name=\"([A-Za-z]+)\" value=\"([^\"]*)\"");
    private static final Pattern ENCRYPTION =
            Pattern.compile("use=\"encryption\".*?X509Certificate>([A-Za-z0-9+/=\\s]+)<", Pattern.DOTALL);

    /** The provider lives by the machine's clock, so the house does too. */
    @Override
    public House.Plan plan() {
        return House.Plan.standard().at(Instant.now().toString());
    }

    /** One organization with one provider, and a browser. */
    private record World(
            Tenant tenant, AccessHouse access, SamlIdp idp, String domain, String host, String aud, String provider) {
        Caller at(String cookie) {
            Caller edge = access.at(domain);
            return cookie.isEmpty() ? edge : edge.with("Cookie", cookie);
        }

        Reply login() {
            catchUp();
            Reply page = at("").get("/cdn-cgi/access/login/%s?kid=%s&redirect_url=%%2F&app_session=%s&idp=%s"
                    .formatted(host, aud, APP_SESSION, provider));
            assertThat(page.status()).as(page.text()).isIn(200, 302);
            return page;
        }

        /** The provider looks at the machine's clock. */
        private void catchUp() {
            House house = tenant.house();
            house.pass(Duration.between(house.now(), Instant.now()));
        }

        Reply callback(Posted posted, String cookie) {
            catchUp();
            assertThat(posted.to()).hasToString("https://" + domain + "/cdn-cgi/access/callback");
            String form = form(posted.fields());
            return Caller.send(at(cookie)
                    .to("/cdn-cgi/access/callback")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        /** From the login page to what the callback answers. */
        Reply signedIn() {
            Reply login = login();
            return callback(idp.visited(login.header("location")), cookie(login));
        }

        void configured(Map<String, ?> more, Map<String, ?> beside) {
            Map<String, Object> config = new HashMap<>(config(idp));
            config.putAll(more);
            Map<String, Object> body = new HashMap<>(Map.of("name", "Company", "type", "saml", "config", config));
            body.putAll(beside);
            tenant.put("/accounts/{account}/access/identity_providers/" + provider, body)
                    .result(200);
        }

        /** What the provider's own metadata says to encrypt to, as its administrators fetch it. */
        String published() {
            Reply metadata = at("").get("/cdn-cgi/access/" + provider + "/saml-metadata");
            assertThat(metadata.header("content-type")).isEqualTo("application/samlmetadata+xml");
            Matcher certificate = ENCRYPTION.matcher(metadata.text());
            assertThat(certificate.find()).as(metadata.text()).isTrue();
            return "-----BEGIN CERTIFICATE-----\n"
                    + certificate.group(1).strip().replaceAll("(.{64})", "$1\n") + "\n-----END CERTIFICATE-----\n";
        }

        List<String> log() {
            return tenant.house()
                    .query(
                            "select email || ' ' || reason from access_request where account_id = ? order by created_on, id",
                            tenant.account().hex());
        }
    }

    private static Map<String, Object> config(SamlIdp idp) {
        return Map.of(
                "issuer_url", ISSUER, "sso_target_url", idp.signOn(), "idp_public_certs", List.of(idp.certificate()));
    }

    private interface Story {
        void told(World world) throws Exception;
    }

    private void with(Story story) throws Exception {
        Tenant tenant = account();
        String domain = AccessHouse.organization(tenant);
        String host = "app." + tenant.zoneName();
        try (AccessHouse access = AccessHouse.beside(house());
                SamlIdp idp = SamlIdp.start(openssl(), ISSUER, "https://" + domain + "/cdn-cgi/access/callback")) {
            // One of its own: what other stories published in this house stays in its bundle.
            String aud = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
            published(tenant, host, aud);
            String provider = tenant.post(
                            "/accounts/{account}/access/identity_providers",
                            Map.of("name", "Company", "type", "saml", "config", config(idp)))
                    .result(201)
                    .path("id")
                    .textValue();
            story.told(new World(tenant, access, idp, domain, host, aud, provider));
        }
    }

    /** As edges are told of it: an application that lets in the addresses of example.com. */
    private static void published(Tenant tenant, String host, String aud) {
        UUID policy = UUID.randomUUID();
        AccessApplication application = new AccessApplication(
                UUID.randomUUID(),
                new AccessAccount(tenant.account().hex()),
                new Aud(aud),
                ApplicationType.SELF_HOSTED,
                "Wiki",
                List.of(new Place(host, "")),
                Duration.ofHours(2),
                List.of(),
                false,
                CookieRules.DEFAULT,
                Refusals.DEFAULT,
                null,
                false,
                null,
                List.of(policy));
        RuleSet rules = new RuleSet(List.of(new Rule.EmailDomain("example.com")), List.of(), List.of());
        List<Change> changes = List.of(
                Change.put(new AccessEntry.Application(application)),
                Change.put(new AccessEntry.Policy(
                        new AccessPolicy(policy, "staff", AccessPolicy.Effect.ALLOW, rules, null))));
        tenant.house().database().write(Lane.TRUST, tx -> new TrustLog(tenant.house()::now).publish(tx, changes));
    }

    private static String cookie(Reply reply) {
        List<String> pairs = new ArrayList<>();
        for (String line : reply.response().headers().allValues("set-cookie")) {
            Matcher cookie = COOKIE.matcher(line);
            if (cookie.lookingAt()) {
                pairs.add(cookie.group());
            }
        }
        return String.join("; ", pairs);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void assertIn(World world, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(302);
        assertThat(reply.header("location")).startsWith("https://" + world.host() + "/cdn-cgi/access/authorized?code=");
        JsonNode identity =
                world.at(cookie(reply)).get("/cdn-cgi/access/get-identity").json();
        assertThat(identity.path("email").textValue()).isEqualTo("alice@example.com");
        assertThat(identity.path("idp").path("type").textValue()).isEqualTo("saml");
    }

    private static void assertOut(Reply reply, SamlRefusal reason) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).contains(reason.sentence());
        assertThat(cookie(reply)).doesNotContain("CF_Authorization");
    }

    @Test
    void signsInByAnAddressAndByAFormOnceEach() throws Exception {
        with(world -> {
            assertIn(world, world.signedIn());
            Reply login = world.login();
            Posted answer = world.idp().visited(login.header("location"));
            assertThat(world.callback(answer, "").status())
                    .as("another browser")
                    .isEqualTo(403);
            assertIn(world, world.callback(answer, cookie(login)));
            assertThat(world.callback(answer, cookie(login)).status())
                    .as("the same answer again")
                    .isEqualTo(403);
            Reply other = world.login();
            Map<String, String> replayed = new HashMap<>(answer.fields());
            replayed.put(
                    "RelayState",
                    world.idp().visited(other.header("location")).fields().get("RelayState"));
            assertOut(world.callback(new Posted(answer.to(), replayed), cookie(other)), SamlRefusal.NOT_ASKED_FOR);
            assertThat(world.log()).contains("alice@example.com ", " " + SamlRefusal.NOT_ASKED_FOR.sentence());

            world.configured(Map.of("sign_request", true, "post_request", true), Map.of());
            Reply page = world.login();
            Map<String, String> fields = new HashMap<>();
            Matcher hidden = HIDDEN.matcher(page.text());
            while (hidden.find()) {
                fields.put(hidden.group(1), hidden.group(2).replace("&#43;", "+"));
            }
            assertThat(fields).containsOnlyKeys("SAMLRequest", "RelayState");
            assertIn(world, world.callback(world.idp().sent(form(fields)), cookie(page)));
        });
    }

    @Test
    void readsWhatAProviderOneStepBehindEncryptsAndNothingOlder() throws Exception {
        with(world -> {
            JsonNode set = world.tenant()
                    .post("/accounts/{account}/access/identity_providers/" + world.provider() + "/saml_certificate", "")
                    .result(201);
            String id = set.path("uid").textValue();
            world.configured(Map.of("enable_encryption", true), Map.of("saml_certificate_set_id", id));
            assertOut(world.signedIn(), SamlRefusal.NOT_ENCRYPTED);
            String rotate = "/accounts/{account}/access/saml_certificates/" + id + "/rotate";

            world.idp().encryptTo(world.published());
            assertIn(world, world.signedIn());
            for (String rotation : List.of("first", "second")) {
                String behind = world.published();
                world.tenant().post(rotate, "").result(200);
                assertThat(world.published()).as(rotation).isNotEqualTo(behind);
                assertIn(world, world.signedIn());
                if (rotation.equals("first")) {
                    world.idp().encryptTo(world.published());
                    assertIn(world, world.signedIn());
                }
            }
            world.tenant().post(rotate, "").result(200);
            assertOut(world.signedIn(), SamlRefusal.UNREADABLE);
            world.idp().encryptTo(world.published());
            assertIn(world, world.signedIn());

            world.configured(Map.of("enable_encryption", false), Map.of());
            assertOut(world.signedIn(), SamlRefusal.ENCRYPTED);
        });
    }

    @Test
    void tellsOfTheOrganizationAndRemembersWhatWasUsed() throws Exception {
        try (AccessHouse access = AccessHouse.beside(house())) {
            String domain = AccessHouse.organization(account());
            Reply metadata = access.at(domain).get("/cdn-cgi/access/saml-metadata");
            assertThat(metadata.text())
                    .contains("https://" + domain + "/cdn-cgi/access/callback", "use=\"signing\"")
                    .doesNotContain("use=\"encryption\"");
            assertThat(access.at(domain)
                            .get("/cdn-cgi/access/" + UUID.randomUUID() + "/saml-metadata")
                            .status())
                    .isEqualTo(404);
            UUID provider = UUID.randomUUID();
            Instant until = house().now().plus(Duration.ofMinutes(5));
            assertThat(access.plane().saml().use(provider, "_a", until)).isTrue();
            assertThat(access.plane().saml().use(provider, "_a", until))
                    .as("again")
                    .isFalse();
            assertThat(access.plane().saml().use(UUID.randomUUID(), "_a", until))
                    .as("another's")
                    .isTrue();
            access.plane().saml().forgetExpired();
            assertThat(access.plane().saml().use(provider, "_a", until))
                    .as("still")
                    .isFalse();
            house().pass(Duration.ofMinutes(6));
            access.plane().saml().forgetExpired();
            assertThat(access.plane().saml().use(provider, "_a", until))
                    .as("forgotten")
                    .isTrue();
        }
    }
}
