package dev.chancery.control.identityproviders;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The token a SCIM client shows: 256 random bits. Only {@link #reveal} gives it away. */
public final class ScimSecret {
    private static final int BYTES = 32;

    private final String value;

    private ScimSecret(String value) {
        this.value = value;
    }

    static ScimSecret generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ScimSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The value itself, for the one answer that shows it. */
    String reveal() {
        return value;
    }

    /** What the database keeps of it: lower-case hex SHA-256. */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "ScimSecret";
    }
}
