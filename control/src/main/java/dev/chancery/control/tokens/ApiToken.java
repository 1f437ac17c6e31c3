package dev.chancery.control.tokens;

import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.TokenId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token without its value.
 *
 * @param id given by us
 * @param owner whose token it is
 * @param name at most 120 characters
 * @param enabled whether its owner lets it be used
 * @param policies what it may do
 * @param condition where it may be used from
 * @param notBefore from when on it may be used; null for at once
 * @param expiresOn from when on it may no longer be used; null for never
 * @param issuedOn when it was made
 * @param modifiedOn when it was last changed or rolled
 * @param lastUsedOn about when it was last used, to a minute or two; null for never
 */
public record ApiToken(
        TokenId id,
        Principal.Owner owner,
        String name,
        boolean enabled,
        List<Policy> policies,
        TokenCondition condition,
        @Nullable Instant notBefore,
        @Nullable Instant expiresOn,
        Instant issuedOn,
        Instant modifiedOn,
        @Nullable Instant lastUsedOn) {
    /** Names are no longer than this. */
    public static final int MAX_NAME = 120;

    public ApiToken {
        policies = List.copyOf(policies);
    }

    /** The status at an instant; expiry outweighs being disabled. */
    public TokenStatus status(Instant now) {
        if (expiresOn != null && !now.isBefore(expiresOn)) {
            return TokenStatus.EXPIRED;
        }
        return enabled ? TokenStatus.ACTIVE : TokenStatus.DISABLED;
    }
}
