package dev.chancery.control.zones;

import dev.chancery.trust.Hostname;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A domain name a zone can have: a host name whose last label is not all digits, because that would read as an address.
 *
 * @param ascii lower case, no trailing dot, 253 characters at most
 */
public record ZoneName(String ascii) {
    private static final Pattern DIGITS_LAST = Pattern.compile(".*\\.\\d+");

    /**
     * Reads a name in any case, with or without a trailing dot; Unicode labels become A-labels.
     *
     * @param broken told the rule that is broken, as half a sentence
     * @return empty if one is
     */
    public static Optional<ZoneName> parse(String text, Consumer<String> broken) {
        try {
            String ascii = Hostname.parse(text).ascii();
            if (DIGITS_LAST.matcher(ascii).matches()) {
                broken.accept("it ends like an address");
                return Optional.empty();
            }
            return Optional.of(new ZoneName(ascii));
        } catch (Hostname.Malformed e) {
            broken.accept(e.reason());
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return ascii;
    }
}
