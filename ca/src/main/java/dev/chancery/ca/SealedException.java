package dev.chancery.ca;

/**
 * Key work is refused because the seal is missing or differs from the one the store was sealed with. The process
 * serves everything else; an operator has to bring the right seal.
 */
public final class SealedException extends RuntimeException {
    private final String reason;

    SealedException(String reason) {
        super("Chancery is sealed: " + reason + ".");
        this.reason = reason;
    }

    /** Why, as half a sentence without a full stop. */
    public String reason() {
        return reason;
    }
}
