package dev.chancery.bench.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.FreePort;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import dev.chancery.bench.signin.Browser.Screen;
import dev.chancery.bench.signin.Browser.Seen;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Real people's way in: Chromium opens an application behind the edge, signs in at a real Keycloak, by OpenID Connect and by SAML,
 * reaches the application or is refused, and signs out; and a SAML certificate set is rotated while Keycloak lags behind.
 */
public final class SignInCampaign {
    private static final String ANNA = "anna@example.com";
    private static final String MALLORY = "mallory@example.org";
    private static final String OPENID = "Company (OpenID Connect)";
    private static final String SAML = "Company (SAML)";
    private static final String UNREADABLE = "The encrypted assertion cannot be read.";

    private final House house;
    private final Keycloak keycloak;
    private final Browser browser;
    private final Path ca;
    private final String password;
    private int steps;

    private SignInCampaign(House house, Keycloak keycloak, Browser browser, Path ca, String password) {
        this.house = house;
        this.keycloak = keycloak;
        this.browser = browser;
        this.ca = ca;
        this.password = password;
    }

    /**
     * Runs it.
     *
     * @param distribution where Keycloak lies, unpacked
     * @param chromium the executable
     * @return what the exit status is to be
     */
    public static int run(Path distribution, Path chromium) throws IOException {
        Path folder = Checkout.emptyFolder("sign-in");
        int port = FreePort.find().getPort();
        Product.Plan plan = new Product.Plan(
                folder.resolve("product"),
                List.of(
                        "--roles",
                        "access,edge",
                        "--edge-listen",
                        "127.0.0.1:" + port,
                        "--access-listen",
                        "127.0.0.1:0"),
                Map.of("CHANCERY_BUILD", "never", "CHANCERY_AOT", "off"),
                false);
        Path ca = plan.folder().resolve("data").resolve("edge-ca.pem");
        String password = UUID.randomUUID().toString();
        try (Echo origin = Echo.open();
                Keycloak keycloak = Keycloak.start(distribution, folder);
                Product product = Product.start(plan)) {
            House house = House.of(product, port);
            house.found(origin.url());
            keycloak.realm(password, List.of(ANNA, MALLORY));
            List<String> names = List.of(House.AUTH_DOMAIN, House.WIKI, House.NOTES);
            try (Browser browser = Browser.start(folder, chromium, names, ca)) {
                SignInCampaign campaign = new SignInCampaign(house, keycloak, browser, ca, password);
                campaign.byOpenId();
                campaign.bySaml();
                System.out.println(campaign.steps + " things held; pictures are in " + folder.resolve("pictures"));
            }
        }
        return 0;
    }

    private void byOpenId() throws IOException {
        String secret = keycloak.openIdClient("chancery", house.at(House.AUTH_DOMAIN, "/cdn-cgi/access/callback"));
        house.provider(Map.of(
                "name",
                OPENID,
                "type",
                "oidc",
                "config",
                Map.of(
                        "client_id",
                        "chancery",
                        "client_secret",
                        secret,
                        "auth_url",
                        keycloak.at("/protocol/openid-connect/auth"),
                        "token_url",
                        keycloak.at("/protocol/openid-connect/token"),
                        "certs_url",
                        keycloak.at("/protocol/openid-connect/certs"))));
        everybody("openid", OPENID);
    }

    private void bySaml() throws IOException {
        Map<String, Object> config = new HashMap<>(Map.of(
                "issuer_url",
                keycloak.at(""),
                "sso_target_url",
                keycloak.at("/protocol/saml"),
                "idp_public_certs",
                List.of(keycloak.signingCertificate())));
        Map<String, Object> body = new HashMap<>(Map.of("name", SAML, "type", "saml", "config", config));
        String provider = house.provider(body);
        keycloak.samlClient(metadata());
        everybody("saml", SAML);
        Seen identity = browser.open(house.at(House.NOTES, "/cdn-cgi/access/get-identity"), "idp_exp");
        JsonNode told = new ObjectMapper().readTree(identity.text());
        long life = told.path("exp").asLong() - told.path("iat").asLong();
        holds(Math.abs(life - Keycloak.SESSION_SECONDS) < 60, "the session ends when Keycloak wants", identity);

        config.putAll(Map.of("sign_request", true, "post_request", true));
        house.change(provider, body);
        keycloak.readAgain(metadata());
        letIn(House.WIKI, SAML, "signed requests, posted");

        String set = house.certificateSet(provider);
        config.put("enable_encryption", true);
        body.put("saml_certificate_set_id", set);
        house.change(provider, body);
        refused("encryption is on here, and not there", "is not encrypted");
        keycloak.readAgain(metadata());
        everybody("encrypted", SAML);
        house.rotate(set);
        letIn(House.WIKI, SAML, "rotated; Keycloak is one step behind");
        house.rotate(set);
        refused("rotated again; Keycloak is two steps behind", UNREADABLE);
        browser.picture("two-steps-behind");
        keycloak.readAgain(metadata());
        letIn(House.WIKI, SAML, "Keycloak has read the metadata");
        house.rotate(set);
        letIn(House.WIKI, SAML, "rotated; Keycloak is one step behind again");
    }

    /** The metadata of the organization, as an administrator gets it. */
    private byte[] metadata() throws IOException {
        URI address = house.at(House.AUTH_DOMAIN, "/cdn-cgi/access/saml-metadata");
        String text = Processes.run(List.of(
                "curl",
                "-sSf",
                "--cacert",
                ca.toString(),
                "--resolve",
                House.AUTH_DOMAIN + ":" + house.port() + ":127.0.0.1",
                address.toString()));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Who may come in, and signs out; who may not; and an application whose cookie is strict. */
    private void everybody(String name, String way) throws IOException {
        Seen in = letIn(House.WIKI, way, name + ": who may come in reaches the application");
        browser.picture(name + "-application");
        holds(in.address().equals(house.at(House.WIKI, "/page?of=7")), "the page they asked for", in);
        holds(in.text().contains("cf-access-jwt-assertion: eyJ"), "the origin got the token", in);
        Seen out = browser.open(house.at(House.WIKI, "/cdn-cgi/access/logout"), "Signed out");
        browser.picture(name + "-signed-out");
        holds(out.status() == 200, "signed out", out);
        holds(browser.open(house.at(House.WIKI, "/page"), "Sign in to Example").status() == 200, "asked again", out);

        browser.person(Screen.PHONE);
        arrive(House.WIKI);
        browser.picture(name + "-login");
        Seen no = vouched(way, MALLORY, "No access");
        browser.picture(name + "-refused");
        holds(no.status() == 403 && no.text().contains(MALLORY), "who may not is told so", no);
        Seen still = browser.open(house.at(House.WIKI, "/"), "No access");
        holds(still.status() == 403, "and told again", still);
        uncomplaining(still);

        letIn(House.NOTES, way, name + ": an application whose cookie is strict");
    }

    /** Somebody new signs in and reaches the application. */
    private Seen letIn(String host, String way, String what) throws IOException {
        browser.person(Screen.DESK);
        arrive(host);
        Seen in = vouched(way, ANNA, "The wiki");
        holds(in.status() == 200 && in.text().contains("cf-access-authenticated-user-email: " + ANNA), what, in);
        uncomplaining(in);
        return in;
    }

    private void refused(String what, String because) throws IOException {
        browser.person(Screen.DESK_AT_NIGHT);
        arrive(House.WIKI);
        Seen no = vouched(SAML, ANNA, "Not signed in");
        holds(no.status() == 403 && no.text().contains(because), what + ": refused", no);
        uncomplaining(no);
    }

    private void arrive(String host) throws IOException {
        browser.open(house.at(host, "/page?of=7"), "Sign in to Example");
    }

    /** Chooses a way and signs in at Keycloak. */
    private Seen vouched(String way, String email, String until) throws IOException {
        browser.press(way, "Username or email");
        browser.fill("Username or email", email);
        browser.fill("Password", password);
        return browser.press("Sign In", until);
    }

    private void uncomplaining(Seen seen) throws IOException {
        holds(seen.complaints().stream().noneMatch(each -> each.contains("Policy")), "no policy was violated", seen);
    }

    private void holds(boolean right, String what, Seen seen) throws IOException {
        if (!right) {
            throw new IOException("%s: no. %s".formatted(what, seen));
        }
        steps++;
        System.out.println(what);
    }
}
