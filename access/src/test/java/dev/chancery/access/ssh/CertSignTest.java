package dev.chancery.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.chancery.access.AccessHouse;
import dev.chancery.access.tokens.AccessToken;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.control.house.Tenant;
import dev.chancery.testkit.Reply;
import dev.chancery.testkit.SshKeygen;
import dev.chancery.testkit.Sshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code cert_sign} over its real listener; a real sshd decides what the certificates are worth. */
final class CertSignTest extends OnSqlite {
    private @Nullable AccessHouse access;

    @BeforeAll
    void open() {
        access = AccessHouse.beside(house());
    }

    @AfterAll
    void shut() {
        access().close();
    }

    private AccessHouse access() {
        return Objects.requireNonNull(access);
    }

    /** An application with an SSH CA, in an account whose people sign in at a domain. */
    private record App(Tenant tenant, String domain, String id, String aud, String ca, String line) {
        String issuer() {
            return "https://" + domain;
        }
    }

    private App app(Tenant tenant, String label, boolean withCa) {
        JsonNode application = tenant.post(
                        "/accounts/{account}/access/apps",
                        Map.of(
                                "type",
                                "ssh",
                                "domain",
                                label + "." + tenant.zoneName(),
                                "policies",
                                List.of(policy("staff", Map.of("email_domain", Map.of("domain", "example.com"))))))
                .result(201);
        String id = application.path("id").textValue();
        JsonNode ca = withCa
                ? tenant.post("/accounts/{account}/access/apps/" + id + "/ca", "")
                        .result()
                : application;
        return new App(
                tenant,
                issuer(tenant),
                id,
                application.path("aud").textValue(),
                ca.path("id").textValue(),
                ca.path("public_key").asText());
    }

    private static Map<String, Object> policy(String name, Map<String, ?> include) {
        return Map.of("name", name, "decision", "allow", "include", List.of(include));
    }

    /** Where the account's people sign in, with the port edges are reached at. */
    private String issuer(Tenant tenant) {
        if (access().plane().teams().of(tenant.account()).isEmpty()) {
            AccessHouse.organization(tenant);
        }
        return access().plane()
                .teams()
                .of(tenant.account())
                .orElseThrow()
                .authUrl()
                .toString()
                .substring("https://".length());
    }

    private AccessToken token(App app, AccessToken.Holder holder) {
        Instant now = house().now().truncatedTo(ChronoUnit.SECONDS);
        return new AccessToken(
                AccessToken.Type.APP, app.aud(), app.issuer(), holder, "nonce", now, now.plus(Duration.ofDays(30)));
    }

    private static AccessToken.Holder person(String email) {
        return new AccessToken.Holder.Person(
                email, "4c2e9d5e-0000-4000-8000-000000000000", Optional.empty(), "XX", Map.of());
    }

    private String mint(App app, AccessToken token) {
        return new AccessTokens(access().plane().keys(), house()::now)
                .mint(app.tenant().account(), token);
    }

    private String jwt(App app, String user) {
        return mint(app, token(app, person(user + "@example.com")));
    }

    private Reply ask(App at, String publicKey, String jwt, String issuer) {
        return access().at(at.domain())
                .with("content-type", "application/json")
                .post("/cdn-cgi/access/cert_sign", Map.of("public_key", publicKey, "jwt", jwt, "issuer", issuer));
    }

    private String certificate(App app, String publicKey, String jwt) {
        Reply reply = ask(app, publicKey, jwt, app.issuer());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("certificate").textValue();
    }

    private static void says(Reply reply, int status, String message) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("status").intValue()).isEqualTo(status);
        assertThat(reply.json().path("message").textValue()).isEqualTo(message);
    }

    private static void unauthorized(Reply reply) {
        says(reply, 401, "Unauthorized. The token is not one of ours, or not good any more.");
    }

    /** One server that believes the CA of an application and its revocation list, and somebody's key. */
    private record Server(App app, Sshd sshd, Path krl, Path key, String publicKey) implements AutoCloseable {
        String login(String certificate) throws IOException {
            Sshd.Login login = sshd.login(key, certificate.strip(), "echo welcome");
            return login.exit() == 0 ? login.output() : "";
        }

        @Override
        public void close() {
            sshd.close();
        }
    }

    private Server server(App app) throws IOException {
        Path krl = folder().resolve("revoked.krl");
        Path key = folder().resolve("id");
        fetchKrl(app, krl);
        Sshd sshd = Sshd.start(Files.createDirectory(folder().resolve("sshd")), app.line(), krl);
        sshd.newKey(key, "ecdsa");
        return new Server(app, sshd, krl, key, Files.readString(Path.of(key + ".pub")));
    }

    private void fetchKrl(App app, Path file) throws IOException {
        Files.write(file, house().anybody().get("/ssh/" + app.ca() + ".krl").bytes());
    }

    @Test
    void aRealServerLetsInWhoHasACertificateUntilItIsRevoked() throws IOException {
        App app = app(account(), "story", true);
        try (Server server = server(app)) {
            String email = Sshd.user() + "@example.com";
            Reply reply = ask(app, server.publicKey(), jwt(app, Sshd.user()), app.issuer());
            String good = reply.json().path("certificate").textValue();
            assertThat(server.login(good)).isEqualTo("welcome\n");
            assertThat(server.sshd().awaitLog("Accepted publickey"))
                    .contains("ID " + reply.json().path("id").textValue() + " (serial ");
            assertThat(reply.json().path("expires_at").textValue())
                    .isEqualTo(house().now()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .plusSeconds(180)
                            .toString());

            account()
                    .post("/accounts/{account}/access/apps/" + app.id() + "/ca/revoke", Map.of("email", email))
                    .result();
            fetchKrl(app, server.krl());
            refused(server.sshd(), server.key(), good);
            String fresh = certificate(app, server.publicKey(), jwt(app, Sshd.user()));
            assertThat(server.login(fresh)).isEqualTo("welcome\n");

            String token = jwt(app, Sshd.user());
            assertThat(account()
                            .post("/accounts/{account}/access/users/revoke", Map.of("email", email))
                            .result()
                            .path("ssh_certificates")
                            .intValue())
                    .as("the kill switch")
                    .isEqualTo(1);
            fetchKrl(app, server.krl());
            refused(server.sshd(), server.key(), fresh);
            house().pass(Duration.ofSeconds(2));
            unauthorized(ask(app, server.publicKey(), token, app.issuer()));
            String after = jwt(app, Sshd.user());
            house().pass(Duration.ofSeconds(2).negated());
            assertThat(server.login(certificate(app, server.publicKey(), after)))
                    .as("whoever signs in anew is let in again")
                    .isEqualTo("welcome\n");
        }
    }

    /**
     * Somebody who should not get in.
     *
     * @param status what {@code cert_sign} answers; 200 where it does sign, and the server is to refuse what it signed
     */
    private record Intruder(String who, int status, Supplier<Reply> asks) {}

    @Test
    void aRealServerLetsInNobodyElse() throws Exception {
        App app = app(account(), "others", true);
        App sibling = app(account(), "sibling", true);
        App foreign = app(house().account(), "foreign", true);
        try (Server server = server(app)) {
            String old = jwt(app, Sshd.user());
            account().post("/accounts/{account}/access/keys/rotate", "").result();
            account().post("/accounts/{account}/access/keys/rotate", "").result();
            String good = jwt(app, Sshd.user());
            SignedJWT jwt = SignedJWT.parse(good);
            Map<String, Integer> heard = new LinkedHashMap<>();
            for (Intruder intruder : List.of(
                    new Intruder("expired", 200, () -> ago(() -> signed(server, app, jwt(app, Sshd.user())))),
                    new Intruder("another principal", 200, () -> signed(server, app, jwt(app, "somebody-else"))),
                    new Intruder(
                            "another application's CA", 200, () -> signed(server, sibling, jwt(sibling, Sshd.user()))),
                    new Intruder("another issuer's CA", 200, () -> signed(server, foreign, jwt(foreign, Sshd.user()))),
                    new Intruder("another issuer's token", 401, () -> signed(server, app, jwt(foreign, Sshd.user()))),
                    new Intruder("another issuer's name", 400, () -> ask(app, server.publicKey(), good, "https://x.y")),
                    new Intruder("the key before the previous one", 401, () -> signed(server, app, old)),
                    new Intruder("alg=none", 401, () -> signed(server, app, unsigned(jwt))),
                    new Intruder("HS256", 401, () -> signed(server, app, byMac(jwt))),
                    new Intruder("whom no policy lets in", 403, () -> signed(server, app, elsewhere(app))))) {
                Reply reply = intruder.asks().get();
                String certificate =
                        reply.status() == 200 ? reply.json().path("certificate").textValue() : "";
                assertThat(server.login(certificate)).as(intruder.who()).isEmpty();
                heard.put(intruder.who(), reply.status() - intruder.status());
            }
            assertThat(heard.values()).as("%s", heard).containsOnly(0);
            refused(server.sshd(), server.key(), "");
            assertThat(server.login(certificate(app, server.publicKey(), good)))
                    .as("the same server, with a certificate")
                    .isEqualTo("welcome\n");
        }
    }

    private Reply signed(Server server, App app, String jwt) {
        return ask(app, server.publicKey(), jwt, app.issuer());
    }

    private Reply ago(Supplier<Reply> asks) {
        house().pass(Duration.ofMinutes(4).negated());
        try {
            return asks.get();
        } finally {
            house().pass(Duration.ofMinutes(4));
        }
    }

    private String elsewhere(App app) {
        return mint(app, token(app, person(Sshd.user() + "@elsewhere.example")));
    }

    private static String unsigned(SignedJWT jwt) {
        try {
            return new PlainJWT(jwt.getJWTClaimsSet()).serialize();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String byMac(SignedJWT jwt) {
        try {
            SignedJWT forged = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(jwt.getHeader().getKeyID())
                            .build(),
                    jwt.getJWTClaimsSet());
            forged.sign(new MACSigner("a secret of at least 32 characters".getBytes(StandardCharsets.US_ASCII)));
            return forged.serialize();
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPolicySaysAsWhomAndHowItsPeopleGetIn() throws IOException {
        App app = app(account(), "terms", true);
        Map<String, Object> ops = new HashMap<>(policy("ops", Map.of("email", Map.of("email", "ops@example.com"))));
        ops.put("precedence", 1);
        ops.put(
                "ssh_certificate",
                Map.of("usernames", List.of("deploy", Sshd.user()), "force_command", "echo forced", "lifetime", "5m"));
        String policies = "/accounts/{account}/access/apps/" + app.id() + "/policies";
        String staff = account().get(policies).text("/0/id");
        account()
                .put(
                        policies + "/" + staff,
                        Map.of(
                                "name",
                                "staff",
                                "decision",
                                "allow",
                                "precedence",
                                2,
                                "include",
                                List.of(Map.of("email_domain", Map.of("domain", "example.com")))))
                .result();
        String made = account().post(policies, ops).result(201).path("id").textValue();
        try (Server server = server(app)) {
            assertThat(server.login(certificate(app, server.publicKey(), jwt(app, "ops"))))
                    .isEqualTo("forced\n");
            assertThat(server.login(certificate(app, server.publicKey(), jwt(app, Sshd.user()))))
                    .as("of the other policy")
                    .isEqualTo("welcome\n");
            String token = jwt(app, "ops");
            account().delete(policies + "/" + made).result(202);
            assertThat(server.login(certificate(app, server.publicKey(), token)))
                    .as("as nobody but ops")
                    .isEmpty();
            account().delete(policies + "/" + staff).result(202);
            says(
                    ask(app, server.publicKey(), token, app.issuer()),
                    403,
                    "Forbidden. No policy of the application lets you in.");
        }
    }

    private static void refused(Sshd sshd, Path key, String certificate) throws IOException {
        Sshd.Login login = sshd.login(key, certificate.strip(), "echo welcome");
        assertThat(login.exit()).as(login.output()).isEqualTo(255);
        assertThat(login.output()).contains("Permission denied").doesNotContain("welcome");
    }

    private String publicKey() {
        return new SshKeygen(folder()).newKey("id", "", "-t", "ed25519");
    }

    @Test
    void believesOnlyTokensOfItsOwnKeysThatAreGood() throws Exception {
        App app = app(account(), "tokens", true);
        String publicKey = publicKey();
        String good = jwt(app, "jane");
        certificate(app, publicKey, good);
        SignedJWT jwt = SignedJWT.parse(good);
        // As cloudflared writes it anew before it sends it: names ascending, nothing between.
        assertThat(jwt.getHeader().toBase64URL().decodeToString())
                .isEqualTo("{\"alg\":\"RS256\",\"kid\":\"%s\",\"typ\":\"JWT\"}"
                        .formatted(jwt.getHeader().getKeyID()));

        unauthorized(ask(app, publicKey, unsigned(jwt), app.issuer()));
        unauthorized(ask(app, publicKey, byMac(jwt), app.issuer()));
        AccessToken org = token(app, person("jane@example.com"));
        unauthorized(ask(
                app,
                publicKey,
                mint(
                        app,
                        new AccessToken(
                                AccessToken.Type.ORG,
                                org.audience(),
                                org.issuer(),
                                org.holder(),
                                org.nonce(),
                                org.issuedAt(),
                                org.expiresAt())),
                app.issuer()));

        account().post("/accounts/{account}/access/keys/rotate", "").result();
        certificate(app, publicKey, good);
        account().post("/accounts/{account}/access/keys/rotate", "").result();
        unauthorized(ask(app, publicKey, good, app.issuer()));
        String afterTwo = jwt(app, "jane");
        certificate(app, publicKey, afterTwo);
        house().pass(Duration.ofDays(31));
        unauthorized(ask(app, publicKey, afterTwo, app.issuer()));
    }

    @Test
    void believesNoTokenOfAnotherIssuerOrForAnApplicationWithoutACa() {
        App app = app(account(), "issuers", true);
        App theirs = app(house().account(), "theirs", true);
        String publicKey = publicKey();

        unauthorized(ask(app, publicKey, jwt(theirs, "jane"), app.issuer()));
        says(
                ask(app, publicKey, jwt(theirs, "jane"), theirs.issuer()),
                400,
                "Bad Request. Invalid issuer. (expected: %s)".formatted(app.issuer()));
        App bare = app(account(), "bare", false);
        says(
                ask(bare, publicKey, jwt(bare, "jane"), bare.issuer()),
                400,
                "Bad Request. Please create a ca for application.");
        // Our own key, and an application of somebody else's.
        App mixed = new App(app.tenant(), app.domain(), theirs.id(), theirs.aud(), theirs.ca(), theirs.line());
        says(
                ask(app, publicKey, jwt(mixed, "jane"), app.issuer()),
                400,
                "Bad Request. Please create a ca for application.");
    }

    @Test
    void saysWhatElseIsWrong() {
        App app = app(account(), "wrong", true);
        String publicKey = publicKey();
        String jwt = jwt(app, "jane");

        says(
                ask(app, publicKey, mint(app, token(app, new AccessToken.Holder.Service("0123.access"))), app.issuer()),
                403,
                "Forbidden. A service token speaks of no person.");
        assertThat(ask(app, "ssh-ed25519 AAAA", jwt, app.issuer())
                        .json()
                        .path("message")
                        .textValue())
                .startsWith("Bad Request. public_key: ");
        String weak = new SshKeygen(folder()).newKey("weak", "", "-t", "rsa", "-b", "1024");
        assertThat(ask(app, weak, jwt, app.issuer()).status()).isEqualTo(400);
        says(
                access().at(app.domain()).post("/cdn-cgi/access/cert_sign", "{\"jwt\":1}"),
                400,
                "Bad Request. issuer: missing (expected: a string)");
        for (String body : new String[] {"[]", "{", "{}{}", "{\"jwt\":\"a\",\"jwt\":\"b\"}", ""}) {
            says(
                    access().at(app.domain()).post("/cdn-cgi/access/cert_sign", body),
                    400,
                    "Bad Request. The body is not one JSON object.");
        }
        says(
                access().at("nobody.example").post("/cdn-cgi/access/cert_sign", "{}"),
                404,
                "Not Found. Nobody signs in at this host.");

        house().pass(Duration.ofSeconds(1));
        account()
                .post("/accounts/{account}/access/organizations/revoke_user", Map.of("email", "jane@example.com"))
                .result();
        unauthorized(ask(app, publicKey, jwt, app.issuer()));
    }
}
