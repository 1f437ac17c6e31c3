package dev.chancery.control.v4;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object a call carries. Getters gather faults with their JSON pointer, so that one answer names everything
 * that is wrong; {@link #check()} raises them. An absent or empty body reads as {@code {}}. A member whose value is null
 * reads as absent. Unknown members are ignored, as the original does, unless {@link #nothingBut} says otherwise.
 */
public final class Body {
    private final JsonNode object;
    private final String at;
    private final List<Fault> faults;

    Body(JsonNode object) {
        this(object, "", new ArrayList<>());
    }

    private Body(JsonNode object, String at, List<Fault> faults) {
        this.object = object;
        this.at = at;
        this.faults = faults;
    }

    /**
     * An object inside a body that someone else reads.
     *
     * @param object what was sent there
     * @param at its JSON pointer
     * @param faults takes what is wrong, for whoever raises it
     */
    public static Body within(ObjectNode object, String at, List<Fault> faults) {
        return new Body(object, at, faults);
    }

    /** Whether a member was sent and is not null. */
    public boolean has(String name) {
        return member(name) != null;
    }

    /** Whether a member was sent as null, which a partial update takes for "clear it". */
    public boolean isNull(String name) {
        JsonNode node = object.get(name);
        return node != null && node.isNull();
    }

    /** A text that must be there; the empty text when it is not, with a fault. */
    public String requiredText(String name) {
        return required(name, "a string", text(name), "");
    }

    /** A text. */
    public Optional<String> text(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            wrongType(name, node, "a string");
            return Optional.of("");
        }
        return Optional.of(node.textValue());
    }

    /** A text of bounded length in UTF-16 units. */
    public Optional<String> text(String name, int maxLength) {
        Optional<String> value = text(name);
        value.filter(text -> text.length() > maxLength)
                .ifPresent(text -> invalid(
                        name, "%s: %d characters (expected: at most %d)".formatted(name, text.length(), maxLength)));
        value.filter(text -> !isKeepable(text))
                .ifPresent(text ->
                        invalid(name, "%s: %s (expected: text without U+0000)".formatted(name, Excerpt.of(text))));
        return value;
    }

    /** A text exactly as it was sent, for the few whose reader says better than we could what is wrong with it: PEM. */
    public Optional<String> verbatim(String name, String expected) {
        JsonNode node = member(name);
        if (node != null && !node.isTextual()) {
            wrongType(name, node, expected);
        }
        return Optional.ofNullable(node).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** A text read by a parser that answers empty for text it does not know. */
    public <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String expected) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            wrongType(name, node, expected);
            return Optional.empty();
        }
        Optional<T> value =
                Optional.of(node.textValue()).filter(Body::isKeepable).flatMap(parser);
        if (value.isEmpty()) {
            invalid(name, "%s: %s (expected: %s)".formatted(name, Excerpt.of(node.textValue()), expected));
        }
        return value;
    }

    /** The same for a text that must be there. */
    public <T> Optional<T> requiredParsed(String name, Function<String, Optional<T>> parser, String expected) {
        if (!has(name)) {
            missing(name, expected);
        }
        return parsed(name, parser, expected);
    }

    /** A boolean. */
    public Optional<Boolean> flag(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            wrongType(name, node, "a boolean");
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    /** A boolean that must be there; false when it is not, with a fault. */
    public boolean requiredFlag(String name) {
        JsonNode node = member(name);
        return node == null
                ? required(name, "a boolean", Optional.empty(), false)
                : flag(name).orElse(false);
    }

    /** A whole number that must be there; 0 when it is not, with a fault. */
    public long requiredInteger(String name) {
        JsonNode node = member(name);
        return node == null
                ? required(name, "an integer", Optional.empty(), 0L)
                : integer(name).orElse(0L);
    }

    /** A whole number; a JSON number without a fraction, such as {@code 30} or {@code 30.0}. */
    public Optional<Long> integer(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isNumber()
                || !node.canConvertToLong()
                || node.decimalValue().stripTrailingZeros().scale() > 0) {
            wrongType(name, node, "an integer");
            return Optional.empty();
        }
        return Optional.of(node.longValue());
    }

    /** An array of texts. */
    public Optional<List<String>> texts(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isArray()) {
            wrongType(name, node, "an array of strings");
            return Optional.of(List.of());
        }
        List<String> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            JsonNode item = node.get(i);
            if (item.isTextual()) {
                values.add(item.textValue());
            } else {
                wrongType(name + "/" + i, item, "a string");
            }
        }
        return Optional.of(List.copyOf(values));
    }

    /** A nested object, which shares this body's faults. */
    public Optional<Body> object(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            wrongType(name, node, "an object");
            return Optional.empty();
        }
        return Optional.of(new Body(node, pointer(name), faults));
    }

    /** An array of objects, each of which shares this body's faults. */
    public Optional<List<Body>> objects(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isArray()) {
            wrongType(name, node, "an array of objects");
            return Optional.of(List.of());
        }
        List<Body> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            JsonNode item = node.get(i);
            if (item.isObject()) {
                values.add(new Body(item, pointer(name) + "/" + i, faults));
            } else {
                wrongType(name + "/" + i, item, "an object");
            }
        }
        return Optional.of(List.copyOf(values));
    }

    /** A member as it was sent, for the few places whose shape is free. */
    public Optional<JsonNode> raw(String name) {
        return Optional.ofNullable(member(name));
    }

    /** The JSON pointer of this object itself; empty for the whole body. */
    public String pointer() {
        return at;
    }

    /** Adds a fault for every member of another name, for the few objects that are closed. */
    public void nothingBut(Set<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                faults.add(ErrorCode.INVALID_VALUE.at(
                        at,
                        "%s: an unknown member (expected: nothing but %s)"
                                .formatted(Excerpt.of(name), String.join(", ", new TreeSet<>(names)))));
            }
        });
    }

    /** The JSON pointer (RFC 6901) of a member. */
    public String pointer(String name) {
        return at + "/" + name;
    }

    /** Adds a fault for a value outside what is allowed. */
    public void invalid(String name, String message) {
        fault(ErrorCode.INVALID_VALUE, name, message);
    }

    /** Adds a fault of any code. */
    public void fault(ErrorCode code, String name, String message) {
        faults.add(code.at(pointer(name), message));
    }

    /** Adds the fault of a required member that is missing. */
    public void missing(String name, String expected) {
        fault(ErrorCode.MISSING_FIELD, name, "%s: missing (expected: %s)".formatted(name, expected));
    }

    /** What the getters found so far, for an operation that raises it together with what it finds itself. */
    public List<Fault> faults() {
        return List.copyOf(faults);
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

    private <T> T required(String name, String expected, Optional<T> value, T otherwise) {
        if (value.isEmpty()) {
            missing(name, expected);
        }
        return value.orElse(otherwise);
    }

    /** PostgreSQL keeps no U+0000, and half a surrogate pair is no character: neither could be given back as it came. */
    private static boolean isKeepable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private void wrongType(String name, JsonNode found, String expected) {
        fault(ErrorCode.WRONG_TYPE, name, "%s: %s (expected: %s)".formatted(name, describe(found), expected));
    }

    private static String describe(JsonNode node) {
        JsonNodeType type = node.getNodeType();
        return switch (type) {
            case NUMBER -> node.asText().length() > 32 ? "a number" : node.asText();
            case BOOLEAN -> node.asText();
            case STRING -> "a string";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "nothing JSON knows";
        };
    }

    private @Nullable JsonNode member(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }
}
