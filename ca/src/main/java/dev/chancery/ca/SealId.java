package dev.chancery.ca;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The public name of a {@link Seal}: derived from its key, the same on every start, and telling nothing about the key.
 * The store keeps it beside the data so that a replica with another seal is noticed.
 */
public record SealId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException unless the value is 32 lower-case hex digits */
    public SealId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A seal id is 32 lower-case hex digits.");
        }
    }

    static SealId ofBytes(byte[] sixteen) {
        return new SealId(HexFormat.of().formatHex(sixteen));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
