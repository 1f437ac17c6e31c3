package dev.chancery.control.accessrules;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as Access writes it: {@code 300ms}, {@code 2h45m}, {@code 1.5h} (the form of Go's {@code time.Duration}).
 *
 * @param text as it was written; shown again as it is
 * @param length how long that is
 */
public record AccessDuration(String text, Duration length) {
    /** What sentences say is expected. */
    public static final String FORM = "a duration such as 300ms or 2h45m";

    private static final Pattern WHOLE = Pattern.compile("((\\d{1,9}(\\.\\d{1,9})?)(ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(?:\\.(\\d+))?(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    /** Reads a duration, which is never negative; empty if the text is none. */
    public static Optional<AccessDuration> parse(String text) {
        if (text.length() > 64 || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        try {
            while (part.find()) {
                long unit = NANOS.getOrDefault(part.group(3), 0L);
                sum = sum.plus(Duration.ofNanos(unit).multipliedBy(Long.parseLong(part.group(1))));
                if (part.group(2) != null) {
                    sum = sum.plusNanos((long) (Double.parseDouble("0." + part.group(2)) * unit));
                }
            }
            return Optional.of(new AccessDuration(text, sum));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
