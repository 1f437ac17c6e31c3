package dev.chancery.control.tokens;

import java.util.Optional;

/** Whether a token may be used. Active and disabled follow one another at will; expired comes with time and is not stored. */
public enum TokenStatus {
    ACTIVE("active"),
    DISABLED("disabled"),
    EXPIRED("expired");

    private final String word;

    TokenStatus(String word) {
        this.word = word;
    }

    /** The API's word. */
    public String word() {
        return word;
    }

    /** The status of this word. */
    public static Optional<TokenStatus> parse(String text) {
        for (TokenStatus status : values()) {
            if (status.word.equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
