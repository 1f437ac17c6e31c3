package dev.chancery.trust.access;

/** Whether a visitor meets something; in the order that makes "or" the greater and "and" the lesser of two (Kleene's logic). */
enum Match {
    NO,
    /** Nobody here can tell. */
    UNKNOWN,
    YES;

    static Match of(boolean yes) {
        return yes ? YES : NO;
    }

    Match or(Match other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Match and(Match other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Match not() {
        return switch (this) {
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
            case YES -> NO;
        };
    }
}
