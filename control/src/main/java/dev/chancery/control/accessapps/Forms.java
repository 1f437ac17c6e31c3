package dev.chancery.control.accessapps;

import dev.chancery.control.accessrules.AccessDuration;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of text that members of applications have. */
final class Forms {
    private static final int LONGEST_URL = 2048;
    private static final Duration LONGEST_MFA = Duration.ofDays(30);
    private static final Set<String> MFA_UNITS = Set.of("m", "h");
    /** A field name (RFC 9110 section 5.6.2). */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

    private static final Pattern COLOR = Pattern.compile("#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})");
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    static final Shape DURATION_SHAPE =
            new Shape.Formed(text -> AccessDuration.parse(text).isPresent(), AccessDuration.FORM);
    static final Shape MFA_DURATION_SHAPE =
            new Shape.Formed(Forms::isMfaDuration, "minutes or hours up to 720h, such as 5m");
    static final Shape URL = new Shape.Formed(Forms::isWebUrl, "an http or https URL of at most 2048 characters");
    static final Shape HEADER_NAME =
            new Shape.Formed(text -> HEADER.matcher(text).matches(), "the name of an HTTP header");
    static final Shape COLOR_SHAPE =
            new Shape.Formed(text -> COLOR.matcher(text).matches(), "a colour such as #ff0000");
    static final Shape PORT_RANGE = new Shape.Formed(Forms::isPortRange, "a port or a range such as 80-90");

    private Forms() {}

    private static boolean isMfaDuration(String text) {
        return AccessDuration.parse(text, MFA_UNITS)
                .filter(duration -> duration.length().compareTo(LONGEST_MFA) <= 0)
                .isPresent();
    }

    /** Whether a text is an absolute URL a browser may be sent to; an empty one stands for none. */
    private static boolean isWebUrl(String text) {
        return text.isEmpty() || webUrl(text).isPresent();
    }

    /** An absolute http or https URL with a host. */
    static Optional<URI> webUrl(String text) {
        if (text.length() > LONGEST_URL) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isPortRange(String text) {
        Matcher parts = PORTS.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int first = Integer.parseInt(parts.group(1));
        int last = parts.group(2) == null ? first : Integer.parseInt(parts.group(2));
        return first >= 1 && first <= last && last <= 65_535;
    }
}
