package dev.chancery.edge.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a join token says: where control's listener for edges is, whom the edge will find there, and a secret to join with, once.
 *
 * @param fingerprint of the CA that certified the listener: SHA-256, 64 lower-case hexadecimal digits
 */
public record Invitation(String url, String fingerprint, String secret) {
    private static final String PREFIX = "chj_";
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /**
     * Reads a join token.
     *
     * @throws IllegalArgumentException in one sentence, without the token itself
     */
    public static Invitation parse(String token) {
        String text = token.strip();
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "join token: it does not begin with chj_ (expected: one as it was given out)");
        }
        String[] parts = decoded(text.substring(PREFIX.length())).split("\n", -1);
        if (parts.length != 3
                || !parts[0].startsWith("https://")
                || !FINGERPRINT.matcher(parts[1]).matches()
                || parts[2].isEmpty()) {
            throw new IllegalArgumentException("join token: it is damaged (expected: one as it was given out)");
        }
        return new Invitation(parts[0], parts[1], parts[2]);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("join token: it is damaged (expected: one as it was given out)", e);
        }
    }

    @Override
    public String toString() {
        return "Invitation[" + url + "]";
    }
}
