package dev.chancery.trust;

/**
 * A state of trust: the number-th of its lineage, counted 1, 2, 3 … without gaps.
 *
 * @param number 0 before the first change
 */
public record Revision(Lineage lineage, long number) {
    /**
     * @throws IllegalArgumentException if the number is negative
     */
    public Revision {
        if (number < 0) {
            throw new IllegalArgumentException("revision %d (expected: 0 or more)".formatted(number));
        }
    }

    @Override
    public String toString() {
        return lineage.hex().substring(0, 8) + ":" + number;
    }
}
