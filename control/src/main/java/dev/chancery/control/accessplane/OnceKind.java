package dev.chancery.control.accessplane;

import java.time.Duration;

/** What somebody may come back for. The words are stored. */
public enum OnceKind {
    /** A sign-in under way. */
    SIGN_IN("sign_in", Duration.ofMinutes(15)),
    /** An application's token, for the browser that signed in. */
    CODE("code", Duration.ofSeconds(60)),
    /** Who signed in, for as long as the session lasts. */
    IDENTITY("identity", Duration.ofDays(400)),
    /** Tokens on their way to a command line. */
    TRANSFER("transfer", Duration.ofMinutes(10));

    private final String word;
    private final Duration longest;

    OnceKind(String word, Duration longest) {
        this.word = word;
        this.longest = longest;
    }

    String word() {
        return word;
    }

    /** How long it may be kept at most. */
    public Duration longest() {
        return longest;
    }
}
