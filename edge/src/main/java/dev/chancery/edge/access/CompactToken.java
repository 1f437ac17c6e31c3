package dev.chancery.edge.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.pki.Der;
import dev.chancery.pki.SignatureAlgorithm;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.access.Person;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token in compact form (RFC 7515 section 7.1) whose header is one the house signs with: RS256 and nothing else, so that no
 * token chooses how it is verified (RFC 8725 section 3.1). Its claims are read after its signature held.
 */
final class CompactToken {
    /** Longer than any cookie a browser keeps, and any header this edge takes in full. */
    private static final int MOST = 16 << 10;

    private final JWSObject parsed;
    private final String kid;

    private CompactToken(JWSObject parsed, String kid) {
        this.parsed = parsed;
        this.kid = kid;
    }

    /** Reads a text; empty if it is no such token. */
    static Optional<CompactToken> read(String text) {
        if (!isCompact(text)) {
            return Optional.empty();
        }
        try {
            JWSObject parsed = JWSObject.parse(text);
            JWSHeader header = parsed.getHeader();
            String kid = header.getKeyID();
            boolean ours = JWSAlgorithm.RS256.equals(header.getAlgorithm())
                    && JOSEObjectType.JWT.equals(header.getType())
                    && header.getCriticalParams() == null
                    && header.isBase64URLEncodePayload()
                    && kid != null;
            return ours ? Optional.of(new CompactToken(parsed, kid)) : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Three parts of base64url without padding; the library would pass over other characters. */
    private static boolean isCompact(String text) {
        if (text.length() > MOST) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                dots++;
            } else if (!((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_')) {
                return false;
            }
        }
        return dots == 2;
    }

    /** Which key is said to have signed it. */
    String kid() {
        return kid;
    }

    /** Whether this key signed it. */
    boolean isSignedBy(SubjectPublicKey key) {
        return key.verify(
                SignatureAlgorithm.SHA256_WITH_RSA,
                Der.of(parsed.getSigningInput()),
                Der.of(parsed.getSignature().decode()));
    }

    /**
     * What it says; empty if that is not what an application token says.
     *
     * @param key that signed it
     */
    Optional<AppToken> claims(SubjectPublicKey key) {
        Map<String, Object> payload = parsed.getPayload().toJSONObject();
        if (payload == null) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = JWTClaimsSet.parse(payload);
            String issuer = claims.getIssuer();
            Date issued = claims.getIssueTime();
            Date begins = claims.getNotBeforeTime();
            Date ends = claims.getExpirationTime();
            String email = claims.getStringClaim("email");
            String service = claims.getStringClaim("common_name");
            boolean whole = issuer != null
                    && issued != null
                    && begins != null
                    && ends != null
                    && "app".equals(claims.getStringClaim("type"))
                    && (email == null) != (service == null);
            if (!whole) {
                return Optional.empty();
            }
            return Optional.of(new AppToken(
                    kid,
                    key,
                    issuer,
                    new HashSet<>(claims.getAudience()),
                    second(issued),
                    second(begins),
                    second(ends),
                    email == null ? null : person(email, claims),
                    service));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static Instant second(Date date) {
        return date.toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Person person(String email, JWTClaimsSet claims) throws ParseException {
        @Nullable Map<String, Object> provider = claims.getJSONObjectClaim("idp");
        @Nullable Map<String, Object> custom = claims.getJSONObjectClaim("custom");
        Map<String, Set<String>> others = new HashMap<>();
        if (custom != null) {
            custom.forEach((name, value) -> others.put(name, texts(value)));
        }
        return new Person(
                email,
                provider == null ? Person.NO_PROVIDER : id(provider.get("id")),
                texts(claims.getClaim("amr")),
                texts(claims.getClaim("groups")),
                others);
    }

    private static UUID id(@Nullable Object text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            return Person.NO_PROVIDER;
        }
    }

    /** One value or a list of them; what is neither text, number nor truth value has none. */
    private static Set<String> texts(@Nullable Object value) {
        Set<String> texts = new HashSet<>();
        for (Object each : value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value)) {
            if (each instanceof String || each instanceof Number || each instanceof Boolean) {
                texts.add(each.toString());
            }
        }
        return texts;
    }
}
