package dev.chancery.control.v4;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The query parameters of a call. Getters gather faults; {@link #check()} raises them all at once. Unknown parameters
 * are ignored, as the original does.
 */
public final class Query {
    private final Map<String, List<String>> values;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param values decoded names and values in the order sent
     */
    public Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The first value of a parameter; empty if absent or blank. */
    public Optional<String> text(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** Every value of an array parameter: repeated, comma-joined or both. */
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A parameter read by a parser that answers empty for text it does not know. */
    public <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String expected) {
        Optional<String> text = text(name);
        Optional<T> value = text.flatMap(parser);
        if (text.isPresent() && value.isEmpty()) {
            fault(name, text.get(), expected);
        }
        return value;
    }

    /** An array parameter each of whose values is read by a parser. */
    public <T> List<T> eachParsed(String name, Function<String, Optional<T>> parser, String expected) {
        List<T> parsed = new ArrayList<>();
        for (String text : texts(name)) {
            parser.apply(text).ifPresentOrElse(parsed::add, () -> fault(name, text, expected));
        }
        return parsed;
    }

    /** A boolean parameter: {@code true} or {@code false}. */
    public Optional<Boolean> flag(String name) {
        return parsed(
                name,
                text -> switch (text) {
                    case "true", "1" -> Optional.of(true);
                    case "false", "0" -> Optional.of(false);
                    default -> Optional.empty();
                },
                "true or false");
    }

    /** A whole number within bounds; the default if absent. */
    public long number(String name, long min, long max, long byDefault) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one fault for both
        }
        fault(name, text.get(), "a whole number from %d to %d".formatted(min, max));
        return byDefault;
    }

    /** Whether {@code direction} asks for descending order. */
    public boolean descending(boolean byDefault) {
        return parsed(
                        "direction",
                        text -> switch (text) {
                            case "asc" -> Optional.of(false);
                            case "desc" -> Optional.of(true);
                            default -> Optional.empty();
                        },
                        "asc or desc")
                .orElse(byDefault);
    }

    /** {@code page} and {@code per_page} within a list's bounds. */
    public Paging paging(Paging.Bounds bounds) {
        long page = number("page", 1, Integer.MAX_VALUE, 1);
        long perPage = number("per_page", bounds.minPerPage(), bounds.maxPerPage(), bounds.defaultPerPage());
        return Paging.ofPage(page, (int) perPage);
    }

    /** {@code limit} and {@code offset} if either is sent, else {@code page} and {@code per_page}. */
    public Paging pagingOrOffset(Paging.Bounds bounds) {
        if (text("limit").isEmpty() && text("offset").isEmpty()) {
            return paging(bounds);
        }
        long limit = number("limit", 1, bounds.maxPerPage(), bounds.defaultPerPage());
        return Paging.ofOffset(number("offset", 0, Integer.MAX_VALUE, 0), (int) limit);
    }

    /** Adds a fault of a parameter. */
    public void fault(String name, String found, String expected) {
        faults.add(ErrorCode.INVALID_PARAMETER.at(
                name, "%s: %s (expected: %s)".formatted(name, Excerpt.of(found), expected)));
    }

    /**
     * Raises what the getters found.
     *
     * @throws Refusal with every fault
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }
}
