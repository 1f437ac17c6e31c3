package dev.chancery.control.edges;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The word an edge joins with, once: where to, whom it will find there, and a secret.
 *
 * @param url of the listener edges come to
 * @param fingerprint of the edge CA: SHA-256, 64 lower-case hexadecimal digits
 * @param secret shown once; control keeps its hash
 */
public record JoinToken(String url, String fingerprint, String secret) {
    private static final String PREFIX = "chj_";

    /** The token as it is pasted. */
    public String text() {
        byte[] all = String.join("\n", url, fingerprint, secret).getBytes(StandardCharsets.UTF_8);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** What control keeps of a secret. */
    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Where to, and nothing else. */
    @Override
    public String toString() {
        return "JoinToken[" + url + "]";
    }
}
