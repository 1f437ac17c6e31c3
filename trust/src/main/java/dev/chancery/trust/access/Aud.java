package dev.chancery.trust.access;

/**
 * The audience tag of an application: what its tokens are for (RFC 7519 section 4.1.3).
 *
 * @param hex 64 lower-case hex digits
 */
public record Aud(String hex) {
    public Aud {
        Hex.check(hex, 64, "audience tag");
    }

    @Override
    public String toString() {
        return hex;
    }
}
