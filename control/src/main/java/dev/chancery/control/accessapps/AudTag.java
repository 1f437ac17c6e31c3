package dev.chancery.control.accessapps;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The application audience tag: what the tokens issued for an application name it by. It never changes while the application
 * lives.
 *
 * @param hex 64 lower-case hex digits
 */
public record AudTag(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public AudTag {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("aud: %s (expected: 64 lower-case hex digits)".formatted(hex));
        }
    }

    /** A new one: 256 random bits. */
    static AudTag random(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new AudTag(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return hex;
    }
}
