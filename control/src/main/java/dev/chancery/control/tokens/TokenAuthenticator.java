package dev.chancery.control.tokens;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.control.cache.CommittedCache;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.v4.Authenticator;
import dev.chancery.control.v4.Credentials;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Turns a token, or a legacy e-mail address and key, into a principal.
 *
 * <p>Guarantee: a token that was changed, rolled or removed through this process is judged by its new state from the moment the
 * caller reads the answer; one changed through another replica after {@link CommittedCache#MOST_STALE} at the latest. Status,
 * times and network conditions are judged on every call.
 *
 * <p>Unknown credentials are refused with "Authentication error" and nothing else. Whoever shows a known token proved to have
 * it, and is told what keeps it from being used.
 */
public final class TokenAuthenticator implements Authenticator, AccessChange {
    private static final long MOST = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final TokenUse use;
    private final CommittedCache<String, KnownToken> tokens;
    private final CommittedCache<String, Principal> users;
    private final PrincipalStore store = new PrincipalStore();

    /**
     * @param clock what expiry is judged by
     * @param ticker nanoseconds on a monotonic clock, for the age of what is remembered
     * @param use where uses are noted
     */
    public TokenAuthenticator(Database database, InstantSource clock, Ticker ticker, TokenUse use) {
        this.database = database;
        this.clock = clock;
        this.use = use;
        this.tokens = new CommittedCache<>(database.engine(), ticker, MOST);
        this.users = new CommittedCache<>(database.engine(), ticker, MOST);
    }

    @Override
    public Principal authenticate(Credentials credentials, String ip) {
        return switch (credentials) {
            case Credentials.Bearer(String value) -> ofToken(value, ip);
            case Credentials.EmailAndKey(String email, String key) -> ofUser(email, key);
        };
    }

    private Principal ofToken(String value, String ip) {
        if (!TokenSecret.plausible(value)) {
            throw unknown();
        }
        KnownToken known = tokens.get(TokenSecret.hash(value), hash -> database.read(tx -> store.byValueHash(tx, hash)))
                .orElseThrow(TokenAuthenticator::unknown);
        Instant now = clock.instant();
        judge(known.token(), now, ip);
        if (known.dueToNote(now)) {
            use.note(known.token().id(), now);
        }
        return known.principal();
    }

    private Principal ofUser(String email, String key) {
        // Both parts are in the key of the cache, so that a hit proves both.
        String both = TokenSecret.hash(email.toLowerCase(Locale.ROOT) + '\n' + key);
        return users.get(both, _ -> database.read(tx -> store.byLegacyKey(tx, email, TokenSecret.hash(key))))
                .orElseThrow(TokenAuthenticator::unknown);
    }

    private static void judge(ApiToken token, Instant now, String ip) {
        switch (token.status(now)) {
            case ACTIVE -> {}
            case DISABLED -> throw unusable("the token is disabled");
            case EXPIRED -> throw unusable("the token has expired");
        }
        if (token.notBefore() != null && now.isBefore(token.notBefore())) {
            throw unusable("the token is not valid yet");
        }
        if (!token.condition().admits(ip)) {
            throw unusable("the token may not be used from this address");
        }
    }

    private static Refusal unknown() {
        return ErrorCode.AUTHENTICATION_FAILED.refusal("Authentication error");
    }

    private static Refusal unusable(String why) {
        return ErrorCode.AUTHENTICATION_FAILED.refusal("Authentication error: " + why);
    }

    /** Forgets one token once the transaction is durable. */
    void forget(Tx tx, String valueHash) {
        tokens.forget(tx, valueHash);
    }

    /** Forgets everybody once the transaction is durable: what owners reach has changed. */
    @Override
    public void in(Tx tx) {
        tokens.forgetAll(tx);
        users.forgetAll(tx);
    }
}
