package dev.chancery.control.tokens;

import dev.chancery.control.principal.Principal;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A token as the authenticator remembers it: what to judge a call by, and the principal it stands for. */
final class KnownToken {
    private final ApiToken token;
    private final Principal principal;
    private final AtomicReference<Instant> noted;

    KnownToken(ApiToken token, Principal principal) {
        this.token = token;
        this.principal = principal;
        this.noted = new AtomicReference<>(token.lastUsedOn() == null ? Instant.MIN : token.lastUsedOn());
    }

    ApiToken token() {
        return token;
    }

    Principal principal() {
        return principal;
    }

    /** Whether this use is worth noting: the last one noted is a minute old, and nobody else is noting just now. */
    boolean dueToNote(Instant now) {
        Instant last = noted.get();
        return last.isBefore(now.minus(TokenUse.STEP)) && noted.compareAndSet(last, now);
    }
}
