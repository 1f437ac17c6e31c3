package dev.chancery.control.accessrules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as Access writes it: {@code 300ms}, {@code 2h45m}, {@code 1.5h}. These are the forms Go's
 * {@code time.ParseDuration} reads, without a sign: {@code 0}, or numbers each with its unit, a digit on at least one side of a
 * decimal point.
 *
 * @param text as it was written, at most 64 characters; shown again as it is
 * @param length how long that is, from zero to 2^63 nanoseconds
 */
public record AccessDuration(String text, Duration length) {
    /** What sentences say is expected. */
    public static final String FORM = "a duration such as 300ms or 2h45m";

    /** Every unit there is; micro is written with either of Unicode's two signs. */
    public static final Set<String> ANY_UNIT = Set.of("ns", "us", "µs", "μs", "ms", "s", "m", "h");

    private static final int LONGEST_TEXT = 64;
    private static final Pattern PART = Pattern.compile("((?:\\d+(?:\\.\\d*)?)|(?:\\.\\d+))(ns|us|µs|μs|ms|s|m|h)");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Reads a duration in any units; empty if the text is none. */
    public static Optional<AccessDuration> parse(String text) {
        return parse(text, ANY_UNIT);
    }

    /** Reads a duration in these units, of {@link #ANY_UNIT}; empty if the text is none. */
    public static Optional<AccessDuration> parse(String text, Set<String> units) {
        if (text.equals("0")) {
            return Optional.of(new AccessDuration(text, Duration.ZERO));
        }
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (end < text.length()) {
            if (!part.region(end, text.length()).lookingAt() || !units.contains(part.group(2))) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
            end = part.end();
        }
        return nanos.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(new AccessDuration(text, Duration.ofNanos(nanos.longValue())));
    }

    private static BigDecimal nanosOf(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "us", "µs", "μs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                });
    }

    @Override
    public String toString() {
        return text;
    }
}
