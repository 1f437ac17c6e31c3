package dev.chancery.control.accessapps;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The id of an SSH CA.
 *
 * @param hex 48 lower-case hex digits
 */
public record SshCaId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{48}");

    public SshCaId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("SSH CA id: %s (expected: 48 lower-case hex digits)".formatted(hex));
        }
    }

    /** A new one: 192 random bits. */
    static SshCaId random(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return new SshCaId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return hex;
    }
}
