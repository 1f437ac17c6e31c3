package dev.chancery.control.audit;

/**
 * How an action ended. A refused request changes nothing and leaves a line in the server's log, not an entry here: entries
 * commit with the change they tell of.
 */
public enum Outcome {
    /** It is done. */
    SUCCESS("success"),
    /** It is decided and recorded, and done once every edge has applied it. */
    PENDING("pending");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The stored word. */
    public String word() {
        return word;
    }
}
