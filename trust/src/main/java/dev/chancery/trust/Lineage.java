package dev.chancery.trust;

import java.util.regex.Pattern;

/**
 * Which history revisions belong to: new whenever a database is created or recovered, so that numbers of two histories are never
 * compared (DESIGN 4.2).
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record Lineage(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /**
     * @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits
     */
    public Lineage {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "lineage: %s (expected: 32 lower-case hexadecimal digits)".formatted(hex));
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
