package dev.chancery.control.accessrules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is meant: whoever meets at least one rule to include, all that are required, and none that excludes.
 *
 * @param include one of these must match
 * @param require all of these must match
 * @param exclude none of these may match
 */
public record RuleSet(List<WrittenRule> include, List<WrittenRule> require, List<WrittenRule> exclude) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public RuleSet {
        include = List.copyOf(include);
        require = List.copyOf(require);
        exclude = List.copyOf(exclude);
    }

    /** Every rule, those to include first. */
    public Stream<Rule> rules() {
        return Stream.of(include, require, exclude).flatMap(List::stream).map(WrittenRule::rule);
    }

    /** Everything the rules name, each once. */
    public List<Reference> references() {
        return rules().flatMap(rule -> rule.reference().stream()).distinct().toList();
    }

    /** A list of rules as it is shown. */
    public static ArrayNode words(List<WrittenRule> rules) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rules.forEach(rule -> array.add(rule.words()));
        return array;
    }

    /** The text to store. */
    public String toStored() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("include", words(include));
        object.set("require", words(require));
        object.set("exclude", words(exclude));
        return object.toString();
    }

    /** Reads what {@link #toStored} made. */
    public static RuleSet ofStored(String text) {
        try {
            JsonNode object = JSON.readTree(text);
            List<Fault> faults = new ArrayList<>();
            RuleSet rules = new RuleSet(
                    RuleReader.read(object.path("include"), "include", "", faults),
                    RuleReader.read(object.path("require"), "require", "", faults),
                    RuleReader.read(object.path("exclude"), "exclude", "", faults));
            if (!faults.isEmpty()) {
                throw new IllegalStateException("stored rules: %s (expected: rules this version knows)"
                        .formatted(faults.getFirst().message()));
            }
            return rules;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored rules: not JSON (expected: what toStored made)", e);
        }
    }
}
