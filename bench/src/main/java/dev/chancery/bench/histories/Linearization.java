package dev.chancery.bench.histories;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an order of an object's steps in which each was over before the next began to count: an order that respects who
 * was answered before who asked, and in which every answer is the one the model gives (Herlihy and Wing).
 *
 * <p>The search is Wing and Gong's with Lowe's memory: of the steps that nobody unfinished precedes, each is tried as the next
 * one; a set of steps done and the state it led to are tried once.
 */
public final class Linearization<S> {

    private final Model<S> model;
    private final List<Step> steps;
    private final Set<Tried<S>> tried = new HashSet<>();
    private List<Step> longest = List.of();

    private record Tried<S>(BitSet done, S state) {}

    private Linearization(Model<S> model, List<Step> steps) {
        this.model = model;
        this.steps = steps.stream().sorted(Comparator.comparingLong(Step::from)).toList();
    }

    /**
     * Judges one object's steps, in any order.
     *
     * @return empty if there is an order; otherwise the longest beginning of one, and what could not follow, to be read
     */
    public static <S> Optional<String> violation(Model<S> model, List<Step> steps) {
        Linearization<S> search = new Linearization<>(model, steps);
        return search.from(new BitSet(), model.initial(), new ArrayList<>())
                ? Optional.empty()
                : Optional.of(search.explanation());
    }

    private boolean from(BitSet done, S state, List<Step> order) {
        if (done.cardinality() == steps.size()) {
            return true;
        }
        if (!tried.add(new Tried<>((BitSet) done.clone(), state))) {
            return false;
        }
        if (order.size() > longest.size()) {
            longest = List.copyOf(order);
        }
        long earliestAnswer = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
            Step step = steps.get(i);
            // They stand in the order they were asked: nobody after this one can be next any more.
            if (step.from() > earliestAnswer) {
                break;
            }
            earliestAnswer = Math.min(earliestAnswer, step.to());
            Optional<S> next = model.after(state, step);
            if (next.isPresent()) {
                done.set(i);
                order.add(step);
                if (from(done, next.get(), order)) {
                    return true;
                }
                order.removeLast();
                done.clear(i);
            }
        }
        return false;
    }

    private String explanation() {
        StringBuilder text = new StringBuilder("these follow one another:\n");
        longest.forEach(step -> text.append("  ").append(step).append('\n'));
        text.append("and none of these can be next:\n");
        steps.stream()
                .filter(step -> !longest.contains(step))
                .filter(step -> steps.stream()
                        .filter(other -> !longest.contains(other))
                        .noneMatch(other -> other.precedes(step)))
                .forEach(step -> text.append("  ").append(step).append('\n'));
        return text.toString();
    }
}
