package dev.chancery.bench.histories;

import java.util.List;
import java.util.Optional;

/** A list that is replaced as a whole and is always there, such as an account's hostname settings. */
public record RegisterModel() implements Model<List<String>> {

    @Override
    public List<String> initial() {
        return List.of();
    }

    @Override
    public Optional<List<String>> after(List<String> state, Step step) {
        return switch (step.op()) {
            case "list" -> step.ok() && step.got().equals(state) ? Optional.of(state) : Optional.empty();
            case "bind" -> step.ok() && step.got().equals(step.sent()) ? Optional.of(step.sent()) : Optional.empty();
            default -> throw new IllegalArgumentException("a step no list takes: " + step.op());
        };
    }
}
