package dev.chancery.control.edges;

/** How an edge stands to the control plane. The words are stored and shown. */
public enum Standing {
    /** It never held a lease, and none waits for it. */
    JOINED("joined"),
    /** It may hold a lease: a change is enforced only when this edge has applied it. */
    LEASED("leased"),
    /** It is given no lease any more, but may hold one still. */
    FENCED("fenced"),
    /** Whatever it held has ended; none waits for it until it has caught up. */
    LOST("lost");

    private final String word;

    Standing(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    public String word() {
        return word;
    }

    static Standing ofWord(String word) {
        for (Standing standing : values()) {
            if (standing.word.equals(word)) {
                return standing;
            }
        }
        throw new IllegalArgumentException(
                "standing of an edge: %s (expected: one this version knows)".formatted(word));
    }
}
