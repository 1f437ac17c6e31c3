package dev.chancery.control.accessrules;

import dev.chancery.control.v4.Body;

/** The member {@code name} of a body. */
public final class NameBody {
    /** In UTF-16 units, as the original documents for every name of Access. */
    private static final int LONGEST = 350;

    private NameBody() {}

    /** Reads a name that must be there and is not blank; the empty text, with a fault, when it is not. */
    public static String read(Body body) {
        if (!body.has("name")) {
            body.missing("name", "a string");
            return "";
        }
        if (body.raw("name")
                .filter(name -> name.isTextual() && name.textValue().isBlank())
                .isPresent()) {
            body.invalid("name", "name: blank (expected: 1 to %d characters)".formatted(LONGEST));
        }
        return body.text("name", LONGEST).orElse("");
    }
}
