package dev.chancery.access.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What edges show to the role access, so that nobody else on the network can say who a client is. */
public final class EdgeSecret {
    /** The header it comes in, lower case. Edges never pass on one that a client sent. */
    public static final String HEADER = "x-chancery-edge-secret";

    private final byte[] bytes;

    /**
     * @param text at least 32 characters
     */
    public EdgeSecret(String text) {
        if (text.length() < 32) {
            throw new IllegalArgumentException(
                    "the edges' secret has %d characters (expected: at least 32)".formatted(text.length()));
        }
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this is it; takes as long for every wrong one. */
    boolean is(String shown) {
        return MessageDigest.isEqual(bytes, shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "EdgeSecret";
    }
}
