package dev.chancery.trust;

import dev.chancery.pki.SubjectPublicKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tokens call the key they are signed with ({@code kid}, RFC 7515 section 4.1.4): it follows from the key, so that nobody who
 * has the key has to be told.
 *
 * @param hex 64 lower-case hex digits: SHA-256 of the DER SubjectPublicKeyInfo
 */
public record TokenKeyId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public TokenKeyId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("key id: %s (expected: 64 lower-case hex digits)".formatted(hex));
        }
    }

    /** The id of a key. */
    public static TokenKeyId of(SubjectPublicKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new TokenKeyId(
                    HexFormat.of().formatHex(digest.digest(key.der().toByteArray())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /** Reads an id; empty if the text is none. */
    public static Optional<TokenKeyId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TokenKeyId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return hex;
    }
}
