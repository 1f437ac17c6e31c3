package dev.chancery.trust.access;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who is meant: whoever meets at least one rule to include, all that are required, and none that excludes.
 *
 * @param include one of these must match
 * @param require all of these must match
 * @param exclude none of these may match
 */
public record RuleSet(List<Rule> include, List<Rule> require, List<Rule> exclude) {
    public RuleSet {
        include = List.copyOf(include);
        require = List.copyOf(require);
        exclude = List.copyOf(exclude);
    }

    /** Every rule, those to include first. */
    public Stream<Rule> rules() {
        return Stream.of(include, require, exclude).flatMap(List::stream);
    }
}
