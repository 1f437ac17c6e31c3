package dev.chancery.control.principal;

import java.util.Optional;

/**
 * The id of a API token.
 *
 * @param hex 32 lower-case hex digits
 */
public record TokenId(String hex) {
    public TokenId {
        if (HexId.parse(hex).filter(hex::equals).isEmpty()) {
            throw new IllegalArgumentException("token id: %s (expected: 32 lower-case hex digits)".formatted(hex));
        }
    }

    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<TokenId> parse(String text) {
        return HexId.parse(text).map(TokenId::new);
    }

    @Override
    public String toString() {
        return hex;
    }
}
