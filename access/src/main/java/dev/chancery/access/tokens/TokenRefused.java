package dev.chancery.access.tokens;

/** Why a token is not believed. */
public final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    /** What is wrong with it. */
    public enum Cause {
        /** It is no JWS with RS256, or its claims are not those of a token of ours. */
        MALFORMED,
        /** No key that is believed has the id it names. */
        UNKNOWN_KEY,
        /** The signature is not that key's. */
        SIGNATURE,
        /** It is not yet or no longer good. */
        TIME,
        /** Another organization made it, or it is another kind of token, or for another application. */
        ELSEWHERE
    }

    TokenRefused(Cause cause) {
        super(cause.name(), null, false, false);
        this.cause = cause;
    }

    /** What is wrong with it. */
    public Cause reason() {
        return cause;
    }
}
