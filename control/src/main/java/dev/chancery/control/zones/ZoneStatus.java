package dev.chancery.control.zones;

import java.util.Optional;

/** Where a zone stands. There are no name servers to wait for, so every zone made here is active; the other words are the API's. */
public enum ZoneStatus {
    INITIALIZING("initializing"),
    PENDING("pending"),
    ACTIVE("active"),
    MOVED("moved");

    private final String word;

    ZoneStatus(String word) {
        this.word = word;
    }

    /** The API's word. */
    public String word() {
        return word;
    }

    /** The status of this word. */
    public static Optional<ZoneStatus> parse(String text) {
        for (ZoneStatus status : values()) {
            if (status.word.equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
