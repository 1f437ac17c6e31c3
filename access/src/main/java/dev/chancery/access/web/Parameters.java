package dev.chancery.access.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query or a form, decoded.
 *
 * @param values by name, in the order they came
 */
public record Parameters(Map<String, List<String>> values) {
    /** None. */
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        values = copy;
    }

    /**
     * The value of a parameter; empty if it did not come.
     *
     * @throws WebRefusal 400 if it came more than once, because two readers could take two values
     */
    public Optional<String> one(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new WebRefusal(400, "Bad Request. %s: %d values (expected: one)".formatted(name, all.size()));
        }
        return all.stream().findFirst();
    }

    /**
     * The value of a parameter that has to be there.
     *
     * @throws WebRefusal 400 if it did not come, is empty or came more than once
     */
    public String required(String name) {
        return one(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new WebRefusal(400, "Bad Request. %s: missing".formatted(name)));
    }

    /** Shows names only: values may be secrets. */
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
