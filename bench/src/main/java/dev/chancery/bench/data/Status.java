package dev.chancery.bench.data;

import java.util.Locale;

/** A client certificate's status, with the number it is stored as. */
public enum Status {
    /** In use. */
    ACTIVE(1),
    /** Revoked, and not every edge has heard. */
    PENDING_REVOCATION(2),
    /** Revoked. */
    REVOKED(3),
    /** Given back, and not every edge has heard. */
    PENDING_REACTIVATION(4);

    private final int number;

    Status(int number) {
        this.number = number;
    }

    /** Returns the status stored as this number. */
    public static Status stored(int number) {
        for (Status status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        throw new IllegalArgumentException("status " + number);
    }

    /** Returns the status of this word of the API. */
    public static Status ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Returns the number it is stored as. */
    public int number() {
        return number;
    }

    /** Returns the API's word for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
