package dev.chancery.control.publishing;

/** How far edges have heard of something they must know (DESIGN 4.3). The words are stored and shown. */
public enum DeploymentStatus {
    /** Decided; some edge has not applied it yet. */
    PENDING_DEPLOYMENT("pending_deployment"),
    /** In force on every edge. */
    ACTIVE("active"),
    /** Taken back; some edge has not applied that yet. */
    PENDING_DELETION("pending_deletion");

    private final String word;

    DeploymentStatus(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    public String word() {
        return word;
    }

    /**
     * The status with this word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeploymentStatus ofWord(String word) {
        for (DeploymentStatus status : values()) {
            if (status.word.equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("deployment status: %s (expected: one this version knows)".formatted(word));
    }
}
