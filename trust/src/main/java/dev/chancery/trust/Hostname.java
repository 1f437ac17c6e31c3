package dev.chancery.trust;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A fully qualified host name in the form edges compare: ASCII, lower case, no trailing dot.
 *
 * @param ascii at most 253 characters; labels of 1 to 63 letters, digits and inner hyphens (RFC 1123 section 2.1)
 */
public record Hostname(String ascii) {
    private static final int MOST = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** Why a text is no host name, as half a sentence. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed(String reason) {
            super(reason, null, false, false);
        }

        /** What is wrong, without the text itself. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads a host name: any case, a single trailing dot, and Unicode labels, which become A-labels (RFC 3490).
     *
     * <p>Labels with characters that RFC 3490 and RFC 5891 map differently (such as {@code ß}) are refused, because two clients
     * could mean two names by them.
     *
     * @throws Malformed with the rule that is broken
     */
    public static Hostname parse(String text) throws Malformed {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty()) {
            throw new Malformed("it is empty");
        }
        if (name.indexOf('*') >= 0) {
            throw new Malformed("wildcards are not supported: every hostname is named exactly");
        }
        String ascii = ascii(name).toLowerCase(Locale.ROOT);
        if (ascii.length() > MOST) {
            throw new Malformed("it has %d characters (at most %d)".formatted(ascii.length(), MOST));
        }
        String[] labels = ascii.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw new Malformed(
                        "a label is empty, longer than 63 characters or not made of letters, digits and inner hyphens");
            }
        }
        if (labels.length < 2) {
            throw new Malformed("it has a single label");
        }
        return new Hostname(ascii);
    }

    private static String ascii(String name) throws Malformed {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return name;
        }
        if (name.length() > MOST || name.chars().anyMatch(Hostname::isDeviation)) {
            throw new Malformed(
                    "it has characters whose meaning differs between IDNA versions; send its A-labels (xn--…)");
        }
        try {
            return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new Malformed("its Unicode labels have no A-label form");
        }
    }

    /** The four deviation characters of UTS 46: sharp s, final sigma, zero width joiner and non-joiner. */
    private static boolean isDeviation(int c) {
        return c == 0xDF || c == 0x3C2 || c == 0x200C || c == 0x200D;
    }

    /** Whether the name is the zone's own or lies below it. */
    public boolean liesIn(String zoneName) {
        return ascii.equals(zoneName) || ascii.endsWith("." + zoneName);
    }

    @Override
    public String toString() {
        return ascii;
    }
}
