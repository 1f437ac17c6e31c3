package dev.chancery.edge.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.pki.Der;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads application tokens. A signature is verified once: that it holds under a key is true for ever and is remembered, by the
 * digest of the token. Everything else a token's worth hangs on (its key, its times, what was revoked) is asked anew each time,
 * so nothing that is remembered can be out of date.
 */
final class AppTokens {
    /** How far the clock of the role that signs may be ahead of this machine's. */
    static final Duration AHEAD = Duration.ofSeconds(60);

    private static final int MOST_REMEMBERED = 50_000;

    private final Cache<Der, AppToken> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /**
     * Reads a token that is to open an application.
     *
     * @param text as the client sent it
     */
    TokenReading read(String text, AccessApplication application, AccessConfig access, Instant now) {
        Der digest = Der.of(Der.of(text.getBytes(StandardCharsets.UTF_8)).sha256());
        @Nullable AppToken known = remembered.getIfPresent(digest);
        if (known != null) {
            return again(known, application, access, now);
        }
        Optional<CompactToken> compact = CompactToken.read(text);
        if (compact.isEmpty()) {
            return bad(TokenFault.TOKEN_MALFORMED);
        }
        CompactToken token = compact.get();
        Optional<SubjectPublicKey> key = key(token.kid(), application, access, now);
        if (key.isEmpty()) {
            return bad(TokenFault.TOKEN_KEY_UNKNOWN);
        }
        if (!token.isSignedBy(key.get())) {
            return bad(TokenFault.TOKEN_FORGED);
        }
        Optional<AppToken> claims = token.claims(key.get());
        if (claims.isEmpty()) {
            return bad(TokenFault.TOKEN_MALFORMED);
        }
        remembered.put(digest, claims.get());
        return again(claims.get(), application, access, now);
    }

    private static Optional<SubjectPublicKey> key(
            String kid, AccessApplication application, AccessConfig access, Instant now) {
        return access.key(application.account(), kid, now).map(AccessEntry.AccessKey::publicKey);
    }

    /** What a token whose signature held is worth now. */
    static TokenReading again(AppToken token, AccessApplication application, AccessConfig access, Instant now) {
        if (key(token.kid(), application, access, now)
                .filter(token.key()::equals)
                .isEmpty()) {
            return bad(TokenFault.TOKEN_KEY_UNKNOWN);
        }
        boolean ours = access.organization(application.account())
                .filter(it -> it.authUrl().toString().equals(token.issuer()))
                .isPresent();
        if (!ours) {
            return bad(TokenFault.TOKEN_ISSUER);
        }
        if (!token.audiences().contains(application.aud().hex())) {
            return bad(TokenFault.TOKEN_AUDIENCE);
        }
        if (!now.isBefore(token.expires())) {
            return bad(TokenFault.TOKEN_EXPIRED);
        }
        Instant latest = now.plus(AHEAD);
        if (token.notBefore().isAfter(latest) || token.issuedAt().isAfter(latest)) {
            return bad(TokenFault.TOKEN_NOT_YET_VALID);
        }
        return isRevoked(token, application, access) ? bad(TokenFault.TOKEN_REVOKED) : new TokenReading.Good(token);
    }

    private static boolean isRevoked(AppToken token, AccessApplication application, AccessConfig access) {
        if (token.issuedAt().isBefore(access.revokedBefore(application))) {
            return true;
        }
        @Nullable Person person = token.person();
        return person != null && token.issuedAt().isBefore(access.revokedBefore(application.account(), person.email()));
    }

    private static TokenReading bad(TokenFault fault) {
        return new TokenReading.Bad(fault);
    }
}
