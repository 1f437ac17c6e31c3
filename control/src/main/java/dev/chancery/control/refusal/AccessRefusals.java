package dev.chancery.control.refusal;

/** Faults of the Access families, in the words clients know: {@code access.api.error.…}, and after it the sentence. */
public final class AccessRefusals {
    private AccessRefusals() {}

    /** Something that breaks a rule of an Access object (12130). */
    public static Fault invalid(String pointer, String detail) {
        return ErrorCode.ACCESS_INVALID_REQUEST.at(pointer, "access.api.error.invalid_request: " + detail);
    }

    /** Something that breaks a rule of the object as a whole (12130). */
    public static Refusal invalid(String detail) {
        return ErrorCode.ACCESS_INVALID_REQUEST.refusal("access.api.error.invalid_request: " + detail);
    }

    /** Something that exists stands against it (12132, 409). */
    public static Fault conflict(String pointer, String detail) {
        return ErrorCode.ACCESS_CONFLICT.at(pointer, "access.api.error.conflict: " + detail);
    }

    /** Something that exists stands against the whole of it (12132, 409). */
    public static Refusal conflict(String detail) {
        return ErrorCode.ACCESS_CONFLICT.refusal("access.api.error.conflict: " + detail);
    }

    /**
     * Nothing of the kind has this id (12135, 404).
     *
     * @param detail what was looked for
     */
    public static Refusal notFound(String detail) {
        return ErrorCode.ACCESS_NOT_FOUND.refusal("access.api.error.not_found: " + detail);
    }
}
