package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import java.util.List;

/**
 * A place in the body that is being read, and where the faults found there go.
 *
 * @param pointer its JSON pointer (RFC 6901)
 * @param faults takes them
 */
record Position(String pointer, List<Fault> faults) {
    /** A member or an item of what stands here. */
    Position at(String name) {
        return new Position(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), faults);
    }

    Position at(int index) {
        return new Position(pointer + "/" + index, faults);
    }

    /** What stands here has another JSON type. */
    void wrongType(JsonNode found, String expected) {
        faults.add(
                ErrorCode.WRONG_TYPE.at(pointer, "%s: %s (expected: %s)".formatted(name(), describe(found), expected)));
    }

    /** Something that must stand here does not. */
    void missing(String expected) {
        faults.add(ErrorCode.MISSING_FIELD.at(pointer, "%s: missing (expected: %s)".formatted(name(), expected)));
    }

    /** A text that stands here is not what it may be. */
    void invalid(String found, String expected) {
        refuse("%s: %s (expected: %s)".formatted(name(), Excerpt.of(found), expected));
    }

    /** A rule is broken here. */
    void refuse(String sentence) {
        faults.add(AccessRefusals.invalid(pointer, sentence));
    }

    /** The place as a message names it. */
    String name() {
        return pointer.substring(1);
    }

    private static String describe(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> node.asText().length() > 32 ? "a number" : node.asText();
            case BOOLEAN -> node.asText();
            case STRING -> "a string";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "nothing JSON knows";
        };
    }
}
