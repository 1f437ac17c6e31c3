package dev.chancery.access.tokens;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.access.tokens.AccessToken.Holder;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens as claims (RFC 7519 section 4). */
final class TokenClaims {
    private TokenClaims() {}

    static JWTClaimsSet of(AccessToken token) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .audience(List.of(token.audience()))
                .expirationTime(Date.from(token.expiresAt()))
                .issueTime(Date.from(token.issuedAt()))
                .notBeforeTime(Date.from(token.issuedAt()))
                .issuer(token.issuer())
                .claim("type", token.type().word());
        switch (token.holder()) {
            case Holder.Person person -> {
                claims.claim("email", person.email())
                        .claim("identity_nonce", token.nonce())
                        .subject(person.subject())
                        .claim("country", person.country());
                person.provider()
                        .ifPresent(
                                provider -> claims.claim("idp", Map.of("id", provider.id(), "type", provider.type())));
                if (!person.custom().isEmpty()) {
                    claims.claim("custom", person.custom());
                }
                if (!person.methods().isEmpty()) {
                    claims.claim("amr", person.methods());
                }
                if (!person.groups().isEmpty()) {
                    claims.claim("groups", person.groups());
                }
            }
            case Holder.Service service ->
                claims.claim("common_name", service.commonName()).subject("");
        }
        return claims.build();
    }

    static AccessToken read(JWTClaimsSet claims) throws TokenRefused {
        try {
            List<String> audience = claims.getAudience();
            if (audience.size() != 1) {
                throw malformed();
            }
            return new AccessToken(
                    type(claims.getStringClaim("type")),
                    audience.getFirst(),
                    present(claims.getIssuer()),
                    holder(claims),
                    Optional.ofNullable(claims.getStringClaim("identity_nonce")).orElse(""),
                    instant(claims.getIssueTime()),
                    instant(claims.getExpirationTime()));
        } catch (ParseException e) {
            throw malformed();
        }
    }

    private static AccessToken.Type type(@Nullable String word) throws TokenRefused {
        for (AccessToken.Type type : AccessToken.Type.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw malformed();
    }

    private static Holder holder(JWTClaimsSet claims) throws ParseException, TokenRefused {
        @Nullable String service = claims.getStringClaim("common_name");
        if (service != null) {
            return new Holder.Service(service);
        }
        return new Holder.Person(
                present(claims.getStringClaim("email")),
                present(claims.getSubject()),
                provider(claims.getJSONObjectClaim("idp")),
                Optional.ofNullable(claims.getStringClaim("country")).orElse("XX"),
                custom(claims.getJSONObjectClaim("custom")),
                texts(claims.getStringListClaim("amr")),
                texts(claims.getStringListClaim("groups")));
    }

    private static List<String> texts(@Nullable List<String> claim) {
        return claim == null ? List.of() : claim;
    }

    private static Optional<AccessToken.Provider> provider(@Nullable Map<String, Object> claim) {
        return claim != null && claim.get("id") instanceof String id && claim.get("type") instanceof String type
                ? Optional.of(new AccessToken.Provider(id, type))
                : Optional.empty();
    }

    private static Map<String, List<String>> custom(@Nullable Map<String, Object> claim) {
        Map<String, List<String>> custom = new LinkedHashMap<>();
        if (claim != null) {
            claim.forEach((name, value) -> {
                List<String> values = new ArrayList<>();
                for (Object each : value instanceof List<?> list ? list : List.of(value)) {
                    values.add(String.valueOf(each));
                }
                custom.put(name, values);
            });
        }
        return custom;
    }

    private static String present(@Nullable String value) throws TokenRefused {
        if (value == null || value.isEmpty()) {
            throw malformed();
        }
        return value;
    }

    private static Instant instant(@Nullable Date date) throws TokenRefused {
        if (date == null) {
            throw malformed();
        }
        return date.toInstant();
    }

    private static TokenRefused malformed() {
        return new TokenRefused(TokenRefused.Cause.MALFORMED);
    }
}
