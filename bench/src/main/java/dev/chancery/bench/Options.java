package dev.chancery.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code --name value} pairs of a command line. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads pairs.
     *
     * @param known the names there are, without dashes
     * @throws IllegalArgumentException for a name there is not, or one without a value; the message is for people
     */
    public static Options parse(List<String> arguments, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i).replaceFirst("^--", "");
            if (!known.contains(name)) {
                throw new IllegalArgumentException(arguments.get(i) + " (expected one of: "
                        + String.join(
                                ", ", known.stream().sorted().map(k -> "--" + k).toList()) + ")");
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " has no value");
            }
            values.put(name, arguments.get(i + 1));
        }
        return new Options(values);
    }

    /** Returns a number, or its default. */
    public int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** Returns a text, or its default. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
