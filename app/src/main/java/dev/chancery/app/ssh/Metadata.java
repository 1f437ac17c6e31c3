package dev.chancery.app.ssh;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an edge says of the application at a hostname: the header {@code cf-access-metadata}, signed by the organization whose
 * auth domain it names.
 *
 * @param authDomain where the application's people sign in
 * @param audience the application's audience tag
 */
record Metadata(Site authDomain, String audience) {
    private static final Duration MOST_AGE = Duration.ofHours(24);
    private static final Duration SKEW = Duration.ofMinutes(5);

    /**
     * Asks for it and checks it: the signature by a key that the auth domain publishes, the hostname, the type, the age.
     *
     * @throws SshFailed if there is no application at the hostname, or what is said of it is not to be believed
     */
    static Metadata of(Site site, Web web, InstantSource clock) {
        HttpResponse<byte[]> answer = web.send(HttpRequest.newBuilder(site.at("/"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("cf-access-metadata-request", "true"));
        String text = answer.headers()
                .firstValue("cf-access-metadata")
                .orElseThrow(() -> new SshFailed("%s: there is no Access application".formatted(site)));
        try {
            SignedJWT metadata = SignedJWT.parse(text);
            JWTClaimsSet claims = metadata.getJWTClaimsSet();
            Site authDomain = Site.parse(String.valueOf(claims.getStringClaim("auth_domain")));
            verify(metadata, authDomain, web);
            check(claims, site, clock);
            return new Metadata(authDomain, audience(claims));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new SshFailed("%s: what it says of its application does not read".formatted(site), e);
        }
    }

    private static void verify(SignedJWT metadata, Site authDomain, Web web) throws ParseException, JOSEException {
        HttpResponse<byte[]> answer = web.send(HttpRequest.newBuilder(authDomain.at("/cdn-cgi/access/certs")));
        if (answer.statusCode() != 200) {
            throw new SshFailed("%s: it publishes no keys (status %d)".formatted(authDomain, answer.statusCode()));
        }
        @Nullable
        JWK key = JWKSet.parse(new String(answer.body(), StandardCharsets.UTF_8))
                .getKeyByKeyId(String.valueOf(metadata.getHeader().getKeyID()));
        boolean good = key != null
                && JWSAlgorithm.RS256.equals(metadata.getHeader().getAlgorithm())
                && metadata.verify(new RSASSAVerifier(key.toRSAKey()));
        if (!good) {
            throw new SshFailed("%s did not sign what is said of the application".formatted(authDomain));
        }
    }

    private static void check(JWTClaimsSet claims, Site site, InstantSource clock) throws ParseException {
        if (!site.host().equalsIgnoreCase(claims.getStringClaim("hostname"))
                || !"match".equals(claims.getStringClaim("type"))) {
            throw new SshFailed("%s: what it says is of another application".formatted(site));
        }
        Instant now = clock.instant();
        Optional<Instant> at = Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant);
        if (at.filter(made -> made.isAfter(now.minus(MOST_AGE)) && made.isBefore(now.plus(SKEW)))
                .isEmpty()) {
            throw new SshFailed("%s: what it says of its application is out of date".formatted(site));
        }
    }

    private static String audience(JWTClaimsSet claims) throws ParseException {
        String audience =
                claims.getAudience().size() == 1 ? claims.getAudience().getFirst() : "";
        if (!audience.matches("[0-9a-f]{64}")) {
            throw new SshFailed("the audience tag of the application does not read");
        }
        return audience;
    }
}
