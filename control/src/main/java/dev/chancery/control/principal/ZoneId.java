package dev.chancery.control.principal;

import java.util.Optional;

/**
 * The id of a zone.
 *
 * @param hex 32 lower-case hex digits
 */
public record ZoneId(String hex) {
    public ZoneId {
        if (HexId.parse(hex).filter(hex::equals).isEmpty()) {
            throw new IllegalArgumentException("zone id: %s (expected: 32 lower-case hex digits)".formatted(hex));
        }
    }

    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<ZoneId> parse(String text) {
        return HexId.parse(text).map(ZoneId::new);
    }

    @Override
    public String toString() {
        return hex;
    }
}
