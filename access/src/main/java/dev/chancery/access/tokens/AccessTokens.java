package dev.chancery.access.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.control.accessplane.TokenKeys;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Der;
import dev.chancery.pki.SignatureAlgorithm;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Makes tokens and reads them.
 *
 * <p>Guarantee of reading: the algorithm is RS256 whatever the header would like; the key is one of the account's own, named by its
 * id; keys and places of keys in the header are never looked at.
 */
public final class AccessTokens {
    private static final int LONGEST = 16 << 10;

    /** How far clocks of two replicas may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final TokenKeys keys;
    private final InstantSource clock;

    public AccessTokens(TokenKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes a token.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public String mint(AccountId account, AccessToken token) {
        return sign(account, JOSEObjectType.JWT, TokenClaims.of(token).toJSONObject());
    }

    /**
     * Signs claims that are no token, such as what tells a client of an application.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public String sign(AccountId account, Map<String, Object> claims) {
        return sign(account, JOSEObjectType.JWT, claims);
    }

    private String sign(AccountId account, JOSEObjectType type, Map<String, Object> claims) {
        TokenKeys.Signer signer = keys.signer(account);
        try {
            JWSObject object = new JWSObject(header(signer.id().hex(), type), new Payload(claims));
            object.sign(new DelegatedSigner(signer.key()));
            return object.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException("An RSA key signs RS256.", e);
        }
    }

    /**
     * By name ascending: cloudflared reads a token it kept and writes it anew before it sends it, its header in Go's order of
     * names, so that in any other the signature would be worth nothing.
     */
    private static JWSHeader header(String kid, JOSEObjectType type) throws ParseException {
        return JWSHeader.parse(
                Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"%s\",\"typ\":\"%s\"}".formatted(kid, type.getType())));
    }

    /**
     * What is expected of a token.
     *
     * @param type its type
     * @param issuer its issuer
     */
    public record Expected(AccessToken.Type type, String issuer) {}

    /**
     * Reads a token. Whether its holder has been revoked since, and whether its audience is the right one, is for the caller.
     *
     * @throws TokenRefused if it is not to be believed
     */
    public AccessToken read(AccountId account, String text, Expected expected) throws TokenRefused {
        AccessToken token = TokenClaims.read(verified(account, text));
        if (token.type() != expected.type() || !token.issuer().equals(expected.issuer())) {
            throw new TokenRefused(TokenRefused.Cause.ELSEWHERE);
        }
        Instant now = clock.instant();
        if (!now.isBefore(token.expiresAt()) || token.issuedAt().isAfter(now.plus(SKEW))) {
            throw new TokenRefused(TokenRefused.Cause.TIME);
        }
        return token;
    }

    /** Whom a token says it is for, without believing it: only to find out by what to read it. */
    public static Optional<String> unverifiedAudience(String text) {
        try {
            return text.length() > LONGEST
                    ? Optional.empty()
                    : JWTClaimsSet.parse(JWSObject.parse(text).getPayload().toJSONObject()).getAudience().stream()
                            .findFirst();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private JWTClaimsSet verified(AccountId account, String text) throws TokenRefused {
        if (text.length() > LONGEST) {
            throw new TokenRefused(TokenRefused.Cause.MALFORMED);
        }
        try {
            JWSObject object = JWSObject.parse(text);
            JWSHeader header = object.getHeader();
            String id = header.getKeyID();
            if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())
                    || id == null
                    || header.getCriticalParams() != null
                    || !header.isBase64URLEncodePayload()) {
                throw new TokenRefused(TokenRefused.Cause.MALFORMED);
            }
            TokenKeys.Verifier verifier = keys.verifiers(account).stream()
                    .filter(each -> each.id().hex().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new TokenRefused(TokenRefused.Cause.UNKNOWN_KEY));
            if (!verifier.key()
                    .verify(
                            SignatureAlgorithm.SHA256_WITH_RSA,
                            Der.of(object.getSigningInput()),
                            Der.of(object.getSignature().decode()))) {
                throw new TokenRefused(TokenRefused.Cause.SIGNATURE);
            }
            return JWTClaimsSet.parse(object.getPayload().toJSONObject());
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefused(TokenRefused.Cause.MALFORMED);
        }
    }
}
