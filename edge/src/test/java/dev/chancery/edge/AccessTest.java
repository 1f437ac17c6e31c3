package dev.chancery.edge;

import static dev.chancery.edge.AccessWorld.APP;
import static dev.chancery.edge.AccessWorld.AUTH;
import static dev.chancery.edge.AccessWorld.application;
import static dev.chancery.edge.AccessWorld.claims;
import static dev.chancery.edge.AccessWorld.policy;
import static dev.chancery.trust.access.AccessPolicy.Effect.ALLOW;
import static dev.chancery.trust.access.AccessPolicy.Effect.BYPASS;
import static dev.chancery.trust.access.AccessPolicy.Effect.DENY;
import static dev.chancery.trust.access.AccessPolicy.Effect.NON_IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.chancery.edge.Curl.Said;
import dev.chancery.edge.belief.Belief;
import dev.chancery.pki.Der;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.Cors;
import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Network;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import dev.chancery.trust.access.Rule;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets through to an application, seen by curl. */
final class AccessTest {
    private static final String ANN = "ann@example.com";
    private static final String[] BROWSER = {"-H", "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"};

    private static final int STAFF = 1;
    private static final int PUBLIC = 2;
    private static final int MACHINES = 3;
    private static final int PREFLIGHTED = 4;
    private static final int SHARED = 5;
    private static final int ELSEWHERE = 6;

    private static final UUID SERVICE = new UUID(3, 1);

    @TempDir
    static Path folder;

    private static EchoOrigin origin;
    private static EchoOrigin plane;
    private static World world;
    private static AccessWorld access;
    private static Belief belief;

    @BeforeAll
    static void open() throws Exception {
        NoLeaks.watch();
        origin = new EchoOrigin();
        plane = new EchoOrigin();
        world = new World(folder, origin.uri());
        access = new AccessWorld(world, origin.uri(), plane.uri());
        belief = access.belief(entries());
        var _ = access.apply(belief);
    }

    private static List<TrustEntry> entries() {
        AccessPolicy staff = policy(1, ALLOW, new Rule.EmailDomain("example.com"));
        AccessPolicy notEve = policy(2, DENY, new Rule.Email("eve@example.com"));
        Network loopback =
                new Network(IpAddress.of(InetAddress.getLoopbackAddress().getAddress()), 8);
        AccessPolicy everybodyHere = policy(3, BYPASS, new Rule.Ip(loopback));
        AccessPolicy machines = policy(4, NON_IDENTITY, new Rule.ServiceToken(SERVICE));
        Cors cors = new Cors(
                false, List.of("https://pages.example.com"), true, List.of(), false, List.of("x-own"), true, 600);
        List<TrustEntry> all = new ArrayList<>();
        all.addAll(application(STAFF, APP, "", notEve, staff));
        all.addAll(application(PUBLIC, APP, "/public", everybodyHere));
        all.addAll(application(
                MACHINES,
                new Place(APP, "/machines"),
                new Refusals(null, null, null, true),
                "x-service",
                false,
                null,
                machines));
        all.addAll(application(PREFLIGHTED, new Place(APP, "/preflighted"), Refusals.DEFAULT, null, true, null, staff));
        all.addAll(application(SHARED, new Place(APP, "/shared"), Refusals.DEFAULT, null, false, cors, staff));
        all.addAll(application(
                ELSEWHERE,
                new Place(APP, "/elsewhere"),
                new Refusals("Ask Ann.", URI.create("https://help.example.com/no"), null, false),
                null,
                false,
                null,
                policy(5, ALLOW, new Rule.Email("boss@example.com"))));
        all.add(new AccessEntry.ServiceToken(
                SERVICE, AccessWorld.ACCOUNT, "robot.access", hash("the secret"), hash("before"), Instant.MAX, null));
        all.add(new AccessEntry.ServiceToken(
                new UUID(3, 2), AccessWorld.ACCOUNT, "ended.access", hash("the secret"), null, null, Instant.EPOCH));
        return all;
    }

    private static String hash(String secret) {
        return Der.of(secret.getBytes(StandardCharsets.UTF_8)).sha256Hex();
    }

    @AfterAll
    static void close() {
        world.close();
        plane.close();
        origin.close();
    }

    private static Said get(String path, String... options) {
        return world.curl.get(APP, path, options);
    }

    private static String[] with(String token, String... more) {
        List<String> options = new ArrayList<>(List.of("-H", "Cookie: CF_Authorization=" + token));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    @Test
    void aBrowserIsSentToSignInAndCarriesANonceThatTheLinkOnlyHasTheDigestOf() {
        for (String version : new String[] {"--http1.1", "--http2"}) {
            Said said = get("/reports?of=may&all", BROWSER[0], BROWSER[1], version);
            assertThat(said.status()).as(said.toString()).isEqualTo(302);
            assertThat(said.field("cache-control")).hasValue("no-store");
            String cookie = said.field("set-cookie").orElseThrow();
            assertThat(cookie)
                    .matches("CF_AppSession=[0-9a-f]{32}; Path=/; Max-Age=86400; HttpOnly; Secure; SameSite=Lax");
            String nonce = cookie.substring("CF_AppSession=".length(), "CF_AppSession=".length() + 32);
            URI location = URI.create(said.field("location").orElseThrow());
            assertThat(location.toString()).startsWith("https://auth.example.test:8443/cdn-cgi/access/login/" + APP);
            assertThat(query(location))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "kid",
                            AccessWorld.aud(STAFF).hex(),
                            "redirect_url",
                            "/reports?of=may&all",
                            "app_session",
                            hash(nonce)));
            Said again = get("/", BROWSER[0], BROWSER[1], "-H", "Cookie: CF_AppSession=" + nonce, version);
            assertThat(again.field("set-cookie")).isEmpty();
            assertThat(query(URI.create(again.field("location").orElseThrow())))
                    .containsEntry("app_session", hash(nonce));
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    @Test
    void aProgramIsToldWhichApplicationStandsInItsWay() {
        for (String[] how : new String[][] {
            {"--http2"},
            {"--http1.1", "-H", "Accept: application/json"},
            {"-H", BROWSER[1], "-H", "Sec-Fetch-Mode: cors"},
            {"-H", BROWSER[1], "-H", "X-Requested-With: XMLHttpRequest"},
            {"-H", BROWSER[1], "-d", "posted"}
        }) {
            Said said = get("/", how);
            assertThat(said.status()).as(said.toString()).isEqualTo(401);
            assertThat(said.field("cf-access-aud"))
                    .hasValue(AccessWorld.aud(STAFF).hex());
            assertThat(said.field("cf-access-domain")).hasValue(APP);
            assertThat(said.field("www-authenticate")).hasValue("Cloudflare-Access realm=\"" + APP + "\"");
            assertThat(said.field("x-chancery-reason")).hasValue("token_missing");
        }
        assertThat(get("/", "-I", "-H", "Accept:").status()).isEqualTo(302);
    }

    @Test
    void aTokenOpensAndTheOriginHearsWhoseItIsAndNothingAClientMadeUp() {
        String token = access.token("Ann@Example.com", STAFF);
        String[] forged = {
            "-H", "Cf-Access-Jwt-Assertion: forged",
            "-H", "cf_access_authenticated_user_email: root@example.com",
            "-H", "Cf-Access-Authenticated-User-Email: root@example.com",
            "-H", "Cf-Access-Client-Secret: s",
            "-H", "X-Chancery-Edge-Secret: s"
        };
        for (String version : new String[] {"--http1.1", "--http2"}) {
            Said said = get("/x", with(token + "; other=1", join(forged, version)));
            assertThat(said.status()).as(said.toString()).isEqualTo(200);
            assertThat(said.body())
                    .contains("Cf-access-jwt-assertion: " + token + "\n", "Cf-access-authenticated-user-email: " + ANN)
                    .contains("CF_Authorization=" + token)
                    .doesNotContain("forged", "root@", "Client-secret", "Edge-secret", "client-secret");
        }
        Said open = world.curl.get(World.OPEN, "/", forged);
        assertThat(open.body()).doesNotContain("forged", "root@", "client-secret", "edge-secret");
        assertThat(get("/", "-H", "cf-access-token: " + token).status()).isEqualTo(200);
    }

    private static String[] join(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void ofSeveralCookiesAnyValidOneCounts() {
        String good = access.token(ANN, STAFF);
        Said said = get(
                "/",
                "-H",
                "Cookie: a=b; CF_Authorization=nonsense;CF_Authorization=" + access.token(ANN, PUBLIC)
                        + " ; x;=; CF_Authorization=\"" + good + "\"");
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
        assertThat(said.body()).contains("Cf-access-jwt-assertion: " + good + "\n");
    }

    @Test
    void aTokenThatIsNotWhatItMustBeOpensNothingAndTheReasonIsSaid() throws Exception {
        JWTClaimsSet good = claims(ANN, STAFF).build();
        Instant now = Instant.now();
        JWSHeader header = header().build();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put(
                new PlainJWT(new PlainHeader.Builder().type(JOSEObjectType.JWT).build(), good).serialize(),
                "malformed");
        bad.put(hs256(good), "malformed");
        bad.put(
                access.signed(
                        new JWTClaimsSet.Builder(good).claim("type", "org").build()),
                "malformed");
        bad.put(
                access.signed(
                        new JWTClaimsSet.Builder(good).expirationTime(null).build()),
                "malformed");
        bad.put(
                access.signed(
                        new JWTClaimsSet.Builder(good).claim("email", null).build()),
                "malformed");
        bad.put(AccessWorld.signed(header().type(null).build(), good, access.pair), "malformed");
        bad.put(
                AccessWorld.signed(
                        header().criticalParams(Set.of("exp"))
                                .customParam("exp", 1)
                                .build(),
                        good,
                        access.pair),
                "malformed");
        bad.put(
                AccessWorld.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS512)
                                .type(JOSEObjectType.JWT)
                                .keyID(access.kid.hex())
                                .build(),
                        good,
                        access.pair),
                "malformed");
        bad.put(access.token(ANN, STAFF) + "=", "malformed");
        bad.put(AccessWorld.signed(header().keyID("00").build(), good, access.pair), "key_unknown");
        KeyPair other = AccessWorld.keys();
        bad.put(AccessWorld.signed(header, good, other), "forged");
        String[] parts = access.signed(good).split("\\.", -1);
        bad.put(
                parts[0] + "."
                        + Base64URL.encode(
                                claims("boss@example.com", STAFF).build().toString()) + "." + parts[2],
                "forged");
        bad.put(
                access.signed(new JWTClaimsSet.Builder(good)
                        .issuer("https://auth.example.test")
                        .build()),
                "issuer");
        bad.put(access.token(ANN, PUBLIC), "audience");
        bad.put(
                access.signed(new JWTClaimsSet.Builder(good)
                        .expirationTime(Date.from(now.minusSeconds(1)))
                        .build()),
                "expired");
        bad.put(
                access.signed(new JWTClaimsSet.Builder(good)
                        .notBeforeTime(Date.from(now.plusSeconds(3000)))
                        .build()),
                "not_yet_valid");
        for (Map.Entry<String, String> each : bad.entrySet()) {
            Said said = get("/", with(each.getKey()));
            assertThat(said.status()).as(each + "\n" + said).isEqualTo(401);
            assertThat(said.field("x-chancery-reason")).as(each.getKey()).hasValue("token_" + each.getValue());
        }
        assertThat(get("/", with(access.signed(good))).status()).isEqualTo(200);
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(access.kid.hex());
    }

    /** Keyed with what everybody knows: the public key. */
    private static String hs256(JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(access.kid.hex())
                        .build(),
                claims);
        token.sign(new MACSigner(access.key.der().toByteArray()));
        return token.serialize();
    }

    @Test
    void whomThePoliciesKeepOutGets403AsAPageOrAsJson() {
        for (String who : new String[] {"eve@example.com", "ann@elsewhere.test"}) {
            Said json = get("/", with(access.token(who, STAFF)));
            assertThat(json.status()).isEqualTo(403);
            assertThat(json.field("x-chancery-reason"))
                    .hasValue(who.startsWith("eve") ? "denied_by_policy" : "no_policy");
            assertThat(json.body()).contains("\"success\":false", "\"code\":20413");
            assertThat(json.field("cf-access-domain")).hasValue(APP);
        }
        Said page = get("/", with(access.token("eve@example.com", STAFF), BROWSER));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("<h1>403</h1>", "A policy of this application keeps you out.");
        Said elsewhere = get("/elsewhere/", with(access.token(ANN, ELSEWHERE), BROWSER));
        assertThat(elsewhere.status()).isEqualTo(302);
        assertThat(elsewhere.field("location")).hasValue("https://help.example.com/no");
        Said said = get("/elsewhere/", with(access.token(ANN, ELSEWHERE)));
        assertThat(said.status()).isEqualTo(403);
        assertThat(said.body()).contains("Ask Ann.");
    }

    @Test
    void aBypassAsksNothingAndTellsTheOriginNothing() {
        Said said = get("/public/x", with(access.token(ANN, PUBLIC), "-H", "cf-access-jwt-assertion: forged"));
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.body()).doesNotContain("jwt-assertion", "user-email");
    }

    @Test
    void noSpellingReachesAPlaceByThePoliciesOfAnother() {
        for (String path : new String[] {
            "/public/../secret",
            "/public/%2e%2e/secret",
            "/public/..%2fsecret",
            "/public/..\\secret",
            "/public/x#/../.."
        }) {
            Said said = get(path, "--path-as-is", "--request-target", path);
            assertThat(said.status()).as(path + said).isEqualTo(400);
            assertThat(said.field("x-chancery-reason")).hasValue("path_unclear");
        }
        assertThat(get("/public/%61?x=/../..", "--path-as-is").status()).isEqualTo(200);
        assertThat(get("/publicity").status()).isEqualTo(401);
    }

    @Test
    void aServiceShowsItsTokenAndTheOriginHearsItsNameButNotItsSecret() {
        for (String secret : new String[] {"the secret", "before"}) {
            Said said = get(
                    "/machines", "-H", "CF-Access-Client-Id: robot.access", "-H", "CF-Access-Client-Secret: " + secret);
            assertThat(said.status()).as(said.toString()).isEqualTo(200);
            assertThat(said.body())
                    .contains("Cf-access-client-id: robot.access")
                    .doesNotContain(secret, "client-secret");
        }
        Said one = get(
                "/machines",
                "-H",
                "X-Service: {\"cf-access-client-id\":\"robot.access\",\"cf-access-client-secret\":\"the secret\"}");
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.body()).doesNotContain("the secret");
        Said token = get(
                "/machines",
                with(access.signed(claims(ANN, MACHINES)
                        .claim("email", null)
                        .claim("common_name", "robot.access")
                        .build())));
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        assertThat(token.body()).contains("Cf-access-jwt-assertion: ", "Cf-access-client-id: robot.access");
    }

    @Test
    void aServiceThatShowsTheWrongThingIsToldSoAndSentNowhere() {
        record Case(String path, String id, String secret, int status, String reason) {}
        for (Case each : List.of(
                new Case("/machines", "robot.access", "wrong", 401, "service_token_invalid"),
                new Case("/machines", "nobody.access", "the secret", 401, "service_token_invalid"),
                new Case("/machines", "ended.access", "the secret", 401, "service_token_invalid"),
                new Case("/", "robot.access", "the secret", 403, "service_token_refused"))) {
            Said said = get(
                    each.path(),
                    "-H",
                    BROWSER[1],
                    "-H",
                    "CF-Access-Client-Id: " + each.id(),
                    "-H",
                    "CF-Access-Client-Secret: " + each.secret());
            assertThat(said.status()).as(each + said.toString()).isEqualTo(each.status());
            assertThat(said.field("x-chancery-reason")).hasValue(each.reason());
        }
        Said nothing = get("/machines", BROWSER);
        assertThat(nothing.status()).isEqualTo(401);
        assertThat(nothing.field("x-chancery-reason")).hasValue("service_auth_required");
        assertThat(get("/machines", with(access.token(ANN, MACHINES))).status()).isEqualTo(403);
    }

    @Test
    void whatBelongsToTheRoleThatSignsPeopleInIsCarriedThere() {
        String[] forged = {
            "-H", "X-Forwarded-Host: evil.test",
            "-H", "X_Forwarded_For: 9.9.9.9",
            "-H", "Forwarded: for=9.9.9.9",
            "-H", "X-Chancery-Edge-Secret: guessed",
            "-H", "Cf-Access-Jwt-Assertion: forged",
            "-H", "Cookie: CF_AppSession=1; CF_Authorization=2"
        };
        for (String host : new String[] {APP, AUTH}) {
            String path = "/cdn-cgi/access/authorized?code=a%2Fb&redirect_url=%2F";
            Said said = world.curl.get(host, path, join(forged, "-d", "body"));
            assertThat(said.status()).as(said.toString()).isEqualTo(200);
            assertThat(said.body())
                    .startsWith("POST " + path + "\n")
                    .contains("X-forwarded-host: " + host + ":" + world.curl.port() + "\n")
                    .contains("X-forwarded-proto: https\n", "X-forwarded-for: 127.0.0.1\n")
                    .contains("X-chancery-edge-secret: " + AccessWorld.SECRET + "\n")
                    .contains("Cookie: CF_AppSession=1; CF_Authorization=2\n", "\n\nbody")
                    .doesNotContain("evil", "9.9.9.9", "guessed", "forged");
        }
        assertThat(world.curl.get(AUTH, "/anything").body()).contains("GET /anything\n", "X-chancery-edge-secret");
        Said metadata =
                get("/reports/../x y".replace(' ', '+'), "--path-as-is", "-H", "cf-access-metadata-request: true");
        assertThat(metadata.body()).startsWith("GET /cdn-cgi/access/metadata?path=%2Freports%2F..%2Fx%2By\n");
        Said head = get("/", "-I", "-H", "cf-access-metadata-request: true");
        assertThat(head.status()).isEqualTo(200);
    }

    @Test
    void withNobodyToCarryToThereIsNoSigningIn() throws Exception {
        AccessEntry.AccessPlane none = new AccessEntry.AccessPlane(plane.uri(), AccessWorld.SECRET);
        AccessEntry.AccessPlane gone = new AccessEntry.AccessPlane(URI.create("http://127.0.0.1:1"), "s");
        try {
            for (Belief each : List.of(
                    access.belief(belief.bundle().with(List.of(Change.take(none)))),
                    access.belief(belief.bundle().with(List.of(Change.put(gone)))))) {
                var _ = access.apply(each);
                Said said = world.curl.get(AUTH, "/cdn-cgi/access/certs");
                assertThat(said.status()).as(said.toString()).isEqualTo(503);
                assertThat(said.field("x-chancery-reason")).hasValue("access_unavailable");
            }
            assertThat(get("/", with(access.token(ANN, STAFF))).status()).isEqualTo(200);
        } finally {
            var _ = access.apply(belief);
        }
    }

    @Test
    void withoutALeaseApplicationsAreClosedAndTheAuthDomainIsNot() {
        String token = access.token(ANN, STAFF);
        world.leased.set(false);
        try {
            assertThat(get("/", with(token)).status()).isEqualTo(503);
            assertThat(get("/public").status()).isEqualTo(503);
            assertThat(get("/cdn-cgi/access/certs").status()).isEqualTo(503);
            assertThat(world.curl.get(AUTH, "/cdn-cgi/access/certs").status()).isEqualTo(200);
            assertThat(world.curl.get(World.OPEN, "/").status()).isEqualTo(200);
        } finally {
            world.leased.set(true);
        }
    }

    @Test
    void preflightsPassOrAreAnsweredAsTheApplicationHasIt() {
        String[] asks = {
            "-X", "OPTIONS",
            "-H", "Origin: https://pages.example.com",
            "-H", "Access-Control-Request-Method: PUT"
        };
        assertThat(get("/preflighted", asks).body()).startsWith("OPTIONS /preflighted\n");
        assertThat(get("/preflighted", "-X", "OPTIONS").status()).isEqualTo(401);
        assertThat(get("/", asks).status()).isEqualTo(401);
        Said answered = get("/shared", asks);
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.field("access-control-allow-origin")).hasValue("https://pages.example.com");
        assertThat(answered.field("access-control-allow-methods")).hasValue("PUT");
        assertThat(answered.field("access-control-allow-headers")).hasValue("x-own");
        assertThat(answered.field("access-control-allow-credentials")).hasValue("true");
        assertThat(answered.field("access-control-max-age")).hasValue("600");
        Said foreign = get("/shared", "-X", "OPTIONS", "-H", "Origin: https://evil.test", asks[4], asks[5]);
        assertThat(foreign.field("access-control-allow-origin")).isEmpty();
        Said told = get("/shared", "-H", "Origin: https://pages.example.com");
        assertThat(told.status()).isEqualTo(401);
        assertThat(told.field("access-control-allow-origin")).hasValue("https://pages.example.com");
        assertThat(told.field("access-control-allow-credentials")).hasValue("true");
        assertThat(told.field("cf-access-aud")).isPresent();
        Said untold = get("/shared", "-H", "Origin: https://evil.test");
        assertThat(untold.field("access-control-allow-origin")).isEmpty();
        assertThat(untold.field("vary")).hasValue("Origin");
    }

    @Test
    void aCertificateIsSeenByPoliciesWhereTheHostnameOnlyRecords() throws Exception {
        AccessPolicy alice = policy(9, NON_IDENTITY, new Rule.CommonName("alice"));
        List<TrustEntry> more = new ArrayList<>(entries());
        more.addAll(application(9, World.LOG, "", alice, policy(1, ALLOW, new Rule.EmailDomain("example.com"))));
        try {
            var _ = access.apply(access.belief(more));
            assertThat(world.curl.get(World.LOG, "/", World.as("alice")).status())
                    .isEqualTo(200);
            assertThat(world.curl.get(World.LOG, "/", World.as("mallory")).status())
                    .isEqualTo(401);
            assertThat(world.curl.get(World.LOG, "/").status()).isEqualTo(401);
            assertThat(world.curl
                            .get(World.LOG, "/", with(access.token(ANN, 9)))
                            .status())
                    .isEqualTo(200);
        } finally {
            var _ = access.apply(belief);
        }
    }

    @Test
    void aTokenWhoseKeyOrPersonIsNotBelievedAnyMoreIsWorthNothingAtOnce() throws Exception {
        String token = access.token(ANN, STAFF);
        String bob = access.token("bob@example.com", STAFF);
        assertThat(get("/", with(token)).status()).isEqualTo(200);
        try {
            var _ = access.apply(access.belief(belief.bundle()
                    .with(List.of(Change.take(
                            new AccessEntry.AccessKey(AccessWorld.ACCOUNT, access.kid, access.key, null))))));
            Said unknown = get("/", with(token));
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(unknown.field("x-chancery-reason")).hasValue("token_key_unknown");
            var _ = access.apply(access.belief(belief.bundle().with(List.of(Change.put(revoked(ANN, Instant.now()))))));
            Said revoked = get("/", with(token));
            assertThat(revoked.field("x-chancery-reason")).hasValue("token_revoked");
            assertThat(get("/", with(bob)).status()).isEqualTo(200);
            String newer = access.signed(claims(ANN, STAFF)
                    .issueTime(Date.from(Instant.now().plusSeconds(5)))
                    .build());
            assertThat(get("/", with(newer)).status()).isEqualTo(200);
            var _ = access.apply(access.belief(belief.bundle()
                    .with(List.of(Change.put(new AccessEntry.TokensRevoked(
                            AccessWorld.ACCOUNT,
                            AccessEntry.TokenScope.APPLICATION,
                            AccessWorld.id(STAFF).toString(),
                            Instant.now()))))));
            assertThat(get("/", with(bob)).status()).isEqualTo(401);
        } finally {
            var _ = access.apply(belief);
        }
        world.clock.set(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        try {
            assertThat(get("/", with(token)).field("x-chancery-reason")).hasValue("token_expired");
        } finally {
            world.clock.set(Clock.systemUTC());
        }
    }

    static AccessEntry.TokensRevoked revoked(String email, Instant before) {
        return new AccessEntry.TokensRevoked(AccessWorld.ACCOUNT, AccessEntry.TokenScope.USER, email, before);
    }
}
