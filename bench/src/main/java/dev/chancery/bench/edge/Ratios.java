package dev.chancery.bench.edge;

import dev.chancery.bench.Median;
import java.util.ArrayList;
import java.util.List;

/** Figures of rounds that belong together. */
final class Ratios {

    private Ratios() {}

    static double median(List<Double> figures) {
        return Median.of(figures);
    }

    /** The median of the rounds' ratios, each taken within its round. */
    static double median(List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return Median.of(ratios);
    }
}
