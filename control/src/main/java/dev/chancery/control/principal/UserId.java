package dev.chancery.control.principal;

import java.util.Optional;

/**
 * The id of a user.
 *
 * @param hex 32 lower-case hex digits
 */
public record UserId(String hex) {
    public UserId {
        if (HexId.parse(hex).filter(hex::equals).isEmpty()) {
            throw new IllegalArgumentException("user id: %s (expected: 32 lower-case hex digits)".formatted(hex));
        }
    }

    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<UserId> parse(String text) {
        return HexId.parse(text).map(UserId::new);
    }

    @Override
    public String toString() {
        return hex;
    }
}
