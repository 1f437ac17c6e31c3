package dev.chancery.control.accessservicetokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret of a service token: 256 random bits in lower-case hex. Only {@link #reveal} gives it away. */
public final class ClientSecret {
    private static final int BYTES = 32;

    private final String value;

    private ClientSecret(String value) {
        this.value = value;
    }

    static ClientSecret generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ClientSecret(HexFormat.of().formatHex(bytes));
    }

    /** The secret itself, for the one answer that shows it. */
    public String reveal() {
        return value;
    }

    /** What the database keeps of it: with 256 random bits behind it, a plain SHA-256 is enough. */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ClientSecret[…]";
    }
}
