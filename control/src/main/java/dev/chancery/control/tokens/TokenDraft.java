package dev.chancery.control.tokens;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token as a caller asks for it, its parts each checked.
 *
 * @param name 1 to 120 characters
 * @param policies at least one
 * @param condition where it may be used from
 * @param notBefore from when on
 * @param expiresOn until when
 * @param enabled whether it may be used; empty for as it is
 */
public record TokenDraft(
        String name,
        List<PolicyDraft> policies,
        TokenCondition condition,
        Optional<Instant> notBefore,
        Optional<Instant> expiresOn,
        Optional<Boolean> enabled) {
    public TokenDraft {
        policies = List.copyOf(policies);
    }
}
