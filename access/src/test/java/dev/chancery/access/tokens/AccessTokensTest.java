package dev.chancery.access.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.chancery.access.AccessHouse;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.control.house.Tenant;
import dev.chancery.testkit.Reply;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens over the real keys of a house, judged by a JOSE library beside our own reading. */
final class AccessTokensTest extends OnSqlite {
    private static final String AUD = "a".repeat(64);

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

    private AccessTokens tokens() {
        return new AccessTokens(access().plane().keys(), house()::now);
    }

    private AccessToken token() {
        Instant now = house().now().truncatedTo(ChronoUnit.SECONDS);
        return new AccessToken(
                AccessToken.Type.APP,
                AUD,
                "https://login.example",
                new AccessToken.Holder.Person(
                        "jane@example.com",
                        "4c2e9d5e-0000-4000-8000-000000000000",
                        Optional.of(new AccessToken.Provider("5c3e9d5e-0000-4000-8000-000000000000", "oidc")),
                        "XX",
                        Map.of("groups", List.of("staff", "oncall"))),
                "nonce",
                now,
                now.plusSeconds(3600));
    }

    private AccessToken read(String text) throws TokenRefused {
        return tokens().read(
                        account().account(),
                        text,
                        new AccessTokens.Expected(AccessToken.Type.APP, "https://login.example"));
    }

    private void refuses(String text, TokenRefused.Cause cause) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        TokenRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(cause));
    }

    private JWKSet published(String domain) throws Exception {
        return JWKSet.parse(access().at(domain).get("/cdn-cgi/access/certs").text());
    }

    @Test
    void whatIsMintedReadsBackAndVerifiesByThePublishedKeys() throws Exception {
        String domain = AccessHouse.organization(account());
        JWKSet before = published(domain);
        String text = tokens().mint(account().account(), token());
        assertThat(read(text)).isEqualTo(token());
        SignedJWT jwt = SignedJWT.parse(text);
        assertThat(jwt.getHeader().toJSONObject())
                .containsOnlyKeys("alg", "kid", "typ")
                .containsEntry("alg", "RS256")
                .containsEntry("typ", "JWT");
        RSAKey key = before.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(key.toJSONObject()).containsOnlyKeys("kty", "kid", "alg", "use", "n", "e");
        assertThat(key.getKeyID()).matches("[0-9a-f]{64}");
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getClaims())
                .containsOnlyKeys(
                        "aud",
                        "email",
                        "exp",
                        "iat",
                        "nbf",
                        "iss",
                        "type",
                        "identity_nonce",
                        "sub",
                        "country",
                        "idp",
                        "custom");
    }

    @Test
    void aRetiredKeyIsPublishedAndBelievedForAWeekAndNoLonger() throws Exception {
        String domain = AccessHouse.organization(account());
        AccessToken longLived = new AccessToken(
                token().type(),
                AUD,
                token().issuer(),
                token().holder(),
                "nonce",
                token().issuedAt(),
                token().issuedAt().plus(Duration.ofDays(30)));
        String text = tokens().mint(account().account(), longLived);
        rotate();
        assertThat(published(domain).getKeys()).hasSize(2);
        assertThat(published(domain).getKeys().getFirst().getKeyID())
                .isEqualTo(SignedJWT.parse(tokens().mint(account().account(), token()))
                        .getHeader()
                        .getKeyID());
        assertThat(read(text)).isEqualTo(longLived);
        house().pass(Duration.ofDays(8));
        assertThat(published(domain).getKeys()).hasSize(1);
        refuses(text, TokenRefused.Cause.UNKNOWN_KEY);
    }

    @Test
    void theKeyBeforeThePreviousOneIsNeitherPublishedNorBelieved() throws Exception {
        String domain = AccessHouse.organization(account());
        String first = tokens().mint(account().account(), token());
        rotate();
        String second = tokens().mint(account().account(), token());
        rotate();
        refuses(first, TokenRefused.Cause.UNKNOWN_KEY);
        assertThat(read(second)).isEqualTo(token());
        assertThat(published(domain).getKeys())
                .hasSize(2)
                .extracting(JWK::getKeyID)
                .endsWith(SignedJWT.parse(second).getHeader().getKeyID());
    }

    @Test
    void publishesTheSameKeysAsCertificates() throws Exception {
        String domain = AccessHouse.organization(account());
        String retired = tokens().mint(account().account(), token());
        rotate();
        String current = tokens().mint(account().account(), token());
        JsonNode body = access().at(domain).get("/cdn-cgi/access/certs").json();
        assertThat(body.at("/public_cert/kid").textValue())
                .isEqualTo(SignedJWT.parse(current).getHeader().getKeyID());
        assertThat(body.at("/public_certs/0")).isEqualTo(body.path("public_cert"));
        assertThat(body.path("public_certs").findValuesAsText("kid"))
                .isEqualTo(body.path("keys").findValuesAsText("kid"));
        for (String text : List.of(current, retired)) {
            SignedJWT jwt = SignedJWT.parse(text);
            String pem = StreamSupport.stream(body.path("public_certs").spliterator(), false)
                    .filter(each ->
                            each.path("kid").textValue().equals(jwt.getHeader().getKeyID()))
                    .map(each -> each.path("cert").textValue())
                    .findFirst()
                    .orElseThrow();
            assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----END CERTIFICATE-----\n");
            assertThat(jwt.verify(new RSASSAVerifier(
                            (RSAPublicKey) X509CertUtils.parse(pem).getPublicKey())))
                    .isTrue();
        }
    }

    private void rotate() {
        account().call("POST", "/accounts/{account}/access/keys/rotate", "").result();
    }

    @Test
    void believesNothingThatIsNotExactlyOurs() throws Exception {
        Tenant other = house().account();
        String good = tokens().mint(account().account(), token());
        SignedJWT jwt = SignedJWT.parse(good);
        String kid = jwt.getHeader().getKeyID();
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        refuses(new PlainJWT(claims).serialize(), TokenRefused.Cause.MALFORMED);
        refuses(hs256(kid, claims), TokenRefused.Cause.MALFORMED);
        RSAKey stranger = new RSAKeyGenerator(2048).generate();
        refuses(signed(JWSAlgorithm.RS256, kid, claims, stranger), TokenRefused.Cause.SIGNATURE);
        refuses(signed(JWSAlgorithm.RS512, kid, claims, stranger), TokenRefused.Cause.MALFORMED);
        refuses(withItsOwnKey(kid, claims, stranger), TokenRefused.Cause.SIGNATURE);
        refuses(tokens().mint(other.account(), token()), TokenRefused.Cause.UNKNOWN_KEY);
        int dot = good.lastIndexOf('.');
        refuses(good.substring(0, dot + 1), TokenRefused.Cause.MALFORMED);
        refuses(
                good.substring(0, dot - 1) + (good.charAt(dot - 1) == 'A' ? 'B' : 'A') + good.substring(dot),
                TokenRefused.Cause.SIGNATURE);
        refuses("x".repeat(20_000), TokenRefused.Cause.MALFORMED);
    }

    @Test
    void aTokenIsForItsKindItsIssuerAndItsTime() throws Exception {
        String good = tokens().mint(account().account(), token());
        assertThatThrownBy(() -> tokens().read(
                                account().account(),
                                good,
                                new AccessTokens.Expected(AccessToken.Type.ORG, "https://login.example")))
                .isInstanceOf(TokenRefused.class);
        assertThatThrownBy(() -> tokens().read(
                                account().account(),
                                good,
                                new AccessTokens.Expected(AccessToken.Type.APP, "https://other.example")))
                .isInstanceOf(TokenRefused.class);
        house().pass(Duration.ofSeconds(3599));
        assertThat(read(good).audience()).isEqualTo(AUD);
        house().pass(Duration.ofSeconds(1));
        refuses(good, TokenRefused.Cause.TIME);
    }

    @Test
    void onlyEdgesComeHere() {
        Reply reply =
                access().stranger().with("X-Forwarded-Host", "login.example").get("/cdn-cgi/access/certs");
        assertThat(reply.status()).isEqualTo(403);
        JsonNode said = reply.json();
        assertThat(said.path("status").intValue()).isEqualTo(403);
        assertThat(said.path("message").textValue()).startsWith("Forbidden.");
        Reply nowhere = access().at("nobody.example").get("/cdn-cgi/access/certs");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.header("cache-control")).isEqualTo("no-store");
        assertThat(access().at("nobody.example")
                        .get("/elsewhere")
                        .json()
                        .path("status")
                        .intValue())
                .isEqualTo(404);
    }

    private static String hs256(String kid, JWTClaimsSet claims) throws JOSEException {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims);
        forged.sign(new MACSigner(new byte[32]));
        return forged.serialize();
    }

    private static String signed(JWSAlgorithm algorithm, String kid, JWTClaimsSet claims, RSAKey key)
            throws JOSEException {
        JWTClaimsSet later = new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(Instant.parse("2099-01-01T00:00:00Z")))
                .build();
        SignedJWT forged =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), later);
        forged.sign(new RSASSASigner(key));
        return forged.serialize();
    }

    private static String withItsOwnKey(String kid, JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(kid)
                        .jwk(key.toPublicJWK())
                        .build(),
                claims);
        forged.sign(new RSASSASigner(key));
        return forged.serialize();
    }
}
