package dev.chancery.control.accesspolicies;

import java.util.Optional;

/** What happens to whoever a policy means. The words are stored and shown. */
public enum Decision {
    ALLOW("allow"),
    DENY("deny"),
    /** Let in without signing in, for machines that show a service token or a certificate. */
    NON_IDENTITY("non_identity"),
    /** Let through without any question. */
    BYPASS("bypass");

    private final String word;

    Decision(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    public String word() {
        return word;
    }

    /** The decision with this word. */
    public static Optional<Decision> ofWord(String word) {
        for (Decision decision : values()) {
            if (decision.word.equals(word)) {
                return Optional.of(decision);
            }
        }
        return Optional.empty();
    }
}
