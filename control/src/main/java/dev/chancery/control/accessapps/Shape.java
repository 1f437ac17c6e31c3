package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a member may be. Reading checks a value and gives what is kept of it: the value as it was sent, without the members of
 * objects that nobody knows, and without nulls.
 */
@FunctionalInterface
interface Shape {
    /** Reads a value that is not null; what it gives counts only if no fault was found. */
    JsonNode read(JsonNode sent, Position at);

    /** A boolean. */
    record Flag() implements Shape {
        @Override
        public JsonNode read(JsonNode sent, Position at) {
            if (!sent.isBoolean()) {
                at.wrongType(sent, "a boolean");
            }
            return sent;
        }
    }

    /** A text, at most so many UTF-16 units long. */
    record Text(int most) implements Shape {
        @Override
        public JsonNode read(JsonNode sent, Position at) {
            if (!sent.isTextual()) {
                at.wrongType(sent, "a string");
            } else if (sent.textValue().length() > most) {
                at.refuse("%s: %d characters (expected: at most %d)"
                        .formatted(at.name(), sent.textValue().length(), most));
            } else if (!isKeepable(sent.textValue())) {
                at.invalid(sent.textValue(), "text without U+0000");
            }
            return sent;
        }

        /** PostgreSQL keeps no U+0000, and half a surrogate pair is no character: neither could be given back as it came. */
        private static boolean isKeepable(String text) {
            return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        }
    }

    /** A text of a form. */
    record Formed(Predicate<String> form, String expected) implements Shape {
        @Override
        public JsonNode read(JsonNode sent, Position at) {
            if (!sent.isTextual()) {
                at.wrongType(sent, expected);
            } else if (!form.test(sent.textValue())) {
                at.invalid(sent.textValue(), expected);
            }
            return sent;
        }
    }

    /** A whole number. */
    record Whole(int min, int max) implements Shape {
        @Override
        public JsonNode read(JsonNode sent, Position at) {
            if (!sent.isNumber()
                    || !sent.canConvertToLong()
                    || sent.decimalValue().stripTrailingZeros().scale() > 0) {
                at.wrongType(sent, "an integer");
                return sent;
            }
            if (sent.longValue() < min || sent.longValue() > max) {
                at.refuse("%s: %d (expected: %d to %d)".formatted(at.name(), sent.longValue(), min, max));
                return sent;
            }
            // 5.0 is kept as 5, which is what it reads as again.
            return JsonNodeFactory.instance.numberNode((int) sent.longValue());
        }
    }

    /** An array. */
    record Each(Shape item, int most) implements Shape {
        @Override
        public JsonNode read(JsonNode sent, Position at) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            if (!sent.isArray()) {
                at.wrongType(sent, "an array");
                return kept;
            }
            if (sent.size() > most) {
                at.refuse("%s: %d items (expected: at most %d)".formatted(at.name(), sent.size(), most));
                return kept;
            }
            for (int i = 0; i < sent.size(); i++) {
                kept.add(item.read(sent.get(i), at.at(i)));
            }
            return kept;
        }
    }

    /** An object with members of its own. */
    record Fields(Map<String, Shape> members, Set<String> required) implements Shape {
        @Override
        public JsonNode read(JsonNode sent, Position at) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            if (!sent.isObject()) {
                at.wrongType(sent, "an object");
                return kept;
            }
            sent.properties().forEach(member -> {
                Shape shape = members.get(member.getKey());
                if (shape != null && !member.getValue().isNull()) {
                    kept.set(member.getKey(), shape.read(member.getValue(), at.at(member.getKey())));
                }
            });
            required.stream()
                    .sorted()
                    .filter(name -> !sent.hasNonNull(name))
                    .forEach(name -> at.at(name).missing("a value"));
            return kept;
        }
    }

    /** An object whose members are the caller's to name, each an array of texts. */
    record Attributes() implements Shape {
        private static final Shape VALUES = new Each(new Text(255), 100);

        @Override
        public JsonNode read(JsonNode sent, Position at) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            if (!sent.isObject()) {
                at.wrongType(sent, "an object");
                return kept;
            }
            if (sent.isEmpty() || sent.size() > 100) {
                at.refuse("%s: %d attributes (expected: 1 to 100)".formatted(at.name(), sent.size()));
            }
            sent.properties().forEach(member -> {
                Position here = at.at(member.getKey());
                new Text(255).read(JsonNodeFactory.instance.textNode(member.getKey()), here);
                if (member.getValue().isArray() && member.getValue().isEmpty()) {
                    here.refuse("%s: no value (expected: at least one)".formatted(here.name()));
                }
                kept.set(member.getKey(), VALUES.read(member.getValue(), here));
            });
            return kept;
        }
    }

    /** A member that needs what this house does not have; only nothing is taken. */
    record Nothing(String sentence) implements Shape {
        @Override
        public JsonNode read(JsonNode sent, Position at) {
            boolean nothing = sent.isValueNode() ? sent.isBoolean() && !sent.booleanValue() : sent.isEmpty();
            if (!nothing) {
                at.refuse(at.name() + ": " + sentence);
            }
            return sent;
        }
    }

    /** One of some words. */
    static Shape word(String... words) {
        List<String> all = List.of(words);
        return new Formed(all::contains, String.join(", ", all));
    }
}
