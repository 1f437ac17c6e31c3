package dev.chancery.access.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.chancery.access.signin.Identity;
import dev.chancery.access.signin.SignInRefused;
import dev.chancery.control.accessplane.SignInProvider;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads ID tokens (OpenID Connect Core 1.0 section 3.1.3.7): signed by a key that the provider publishes now, for our client id and
 * for this sign-in's nonce. The config names no issuer, so the provider is known by its keys: an issuer may be what it likes, but
 * the same in the token and in the answer (RFC 9207).
 */
final class IdTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);
    private static final int MILLISECONDS = 10_000;
    private static final int MOST_BYTES = 512 << 10;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** Keys by where they are published; a source asks again when a token names a key it does not know. */
    private final Cache<String, JWKSource<SecurityContext>> sources =
            Caffeine.newBuilder().maximumSize(1_000).build();

    /**
     * Who a token speaks of.
     *
     * @param nonce the one of this sign-in
     * @param answered the issuer the answer named
     * @throws SignInRefused if it is not to be believed, or tells no verified address
     */
    Identity identity(SignInProvider provider, JWT token, String nonce, Optional<String> answered)
            throws SignInRefused {
        try {
            JWTClaimsSet unverified = token.getJWTClaimsSet();
            @Nullable String issuer = unverified == null ? null : unverified.getIssuer();
            if (issuer == null
                    || answered.filter(named -> !named.equals(issuer)).isPresent()) {
                throw new SignInRefused("The identity provider's answer names another issuer.");
            }
            JWTClaimsSet claims = new IDTokenValidator(
                            new Issuer(issuer),
                            new ClientID(provider.text("client_id").orElse("")),
                            new JWSVerificationKeySelector<>(ALGORITHMS, keys(provider)),
                            null)
                    .validate(token, new Nonce(nonce))
                    .toJWTClaimsSet();
            return identity(provider, claims);
        } catch (ParseException
                | BadJOSEException
                | JOSEException
                | com.nimbusds.oauth2.sdk.ParseException
                | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("provider", provider.id()).setCause(e).log("an ID token is not believed");
            throw new SignInRefused("The identity provider's answer could not be verified.");
        }
    }

    private JWKSource<SecurityContext> keys(SignInProvider provider) {
        return sources.get(provider.text("certs_url").orElse(""), IdTokens::source);
    }

    private static JWKSource<SecurityContext> source(String address) {
        try {
            URL url = URI.create(address).toURL();
            return JWKSourceBuilder.create(url, new DefaultResourceRetriever(MILLISECONDS, MILLISECONDS, MOST_BYTES))
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("certs_url: no address", e);
        }
    }

    private static Identity identity(SignInProvider provider, JWTClaimsSet claims) throws SignInRefused {
        String name = provider.text("email_claim_name").orElse("email");
        Set<String> addresses = texts(claims.getClaim(name));
        if (name.equals("email") && texts(claims.getClaim("email_verified")).contains("false")) {
            throw new SignInRefused("The identity provider has not verified the e-mail address.");
        }
        Map<String, Set<String>> told = new HashMap<>();
        provider.config().path("claims").forEach(each -> {
            Set<String> values = texts(claims.getClaim(each.textValue()));
            if (!values.isEmpty()) {
                told.put(each.textValue(), values);
            }
        });
        return Identity.of(
                addresses.size() == 1 ? addresses.iterator().next() : "",
                texts(claims.getClaim("name")).stream().findFirst().orElse(""),
                texts(claims.getClaim("amr")),
                texts(claims.getClaim("groups")),
                told);
    }

    /** A claim's values as texts; objects are none. */
    private static Set<String> texts(@Nullable Object claim) {
        Set<String> texts = new HashSet<>();
        for (Object each : claim instanceof List<?> list ? list : claim == null ? List.of() : List.of(claim)) {
            if (each instanceof String || each instanceof Boolean || each instanceof Number) {
                texts.add(each.toString());
            }
        }
        return texts;
    }
}
