package dev.chancery.control.principal;

import java.util.Optional;

/**
 * The id of an account.
 *
 * @param hex 32 lower-case hex digits
 */
public record AccountId(String hex) {
    public AccountId {
        if (HexId.parse(hex).filter(hex::equals).isEmpty()) {
            throw new IllegalArgumentException("account id: %s (expected: 32 lower-case hex digits)".formatted(hex));
        }
    }

    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<AccountId> parse(String text) {
        return HexId.parse(text).map(AccountId::new);
    }

    @Override
    public String toString() {
        return hex;
    }
}
