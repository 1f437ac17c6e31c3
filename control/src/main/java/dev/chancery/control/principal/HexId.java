package dev.chancery.control.principal;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The identifier forms of the v4 API: 32 hex digits or a 36-character UUID, each accepted where the other is meant. */
public final class HexId {
    private HexId() {}

    /**
     * Reads either form.
     *
     * @return 32 lower-case hex digits, or empty if the text is neither form
     */
    public static Optional<String> parse(String text) {
        if (text.length() == 36
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-') {
            return parse(text.substring(0, 8)
                    + text.substring(9, 13)
                    + text.substring(14, 18)
                    + text.substring(19, 23)
                    + text.substring(24));
        }
        if (text.length() != 32) {
            return Optional.empty();
        }
        for (int i = 0; i < 32; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return Optional.empty();
            }
        }
        return Optional.of(text.toLowerCase(Locale.ROOT));
    }

    /** A new id: 128 random bits. */
    public static String random(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The UUID with these 32 hex digits. */
    public static UUID toUuid(String hex32) {
        return new UUID(Long.parseUnsignedLong(hex32, 0, 16, 16), Long.parseUnsignedLong(hex32, 16, 32, 16));
    }
}
