package dev.chancery.bench;

import java.util.List;

/** The middle of a few figures, which one noisy round does not move. */
public final class Median {

    private Median() {}

    /** Returns the median; the mean of the two middle figures where their number is even. */
    public static double of(List<Double> figures) {
        if (figures.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
