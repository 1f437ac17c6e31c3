package dev.chancery.control.zones;

import java.util.Optional;

/** The type of a zone; it changes nothing here and is kept because clients send it. Internal zones are listed only when asked for. */
public enum ZoneType {
    FULL("full"),
    PARTIAL("partial"),
    SECONDARY("secondary"),
    INTERNAL("internal");

    private final String word;

    ZoneType(String word) {
        this.word = word;
    }

    /** The API's word. */
    public String word() {
        return word;
    }

    /** The type of this word. */
    public static Optional<ZoneType> parse(String text) {
        for (ZoneType type : values()) {
            if (type.word.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
