package dev.chancery.control.db;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the members of one group of writes gather and write together, once, before the commit.
 *
 * <p>A store keeps its own subclass and reaches it by {@link Tx#group}. Members only {@link #add}; what a failed member added
 * is dropped again. {@link #flush} runs outside any savepoint, so it may lock rows that must stay locked until the commit. If a
 * flush fails, the group is rolled back and its members run again one by one, so that the failure reaches the member that
 * caused it. What waits here is not yet seen by queries.
 *
 * @param <T> what a member adds
 */
public abstract class GroupState<T> {
    private final List<T> items = new ArrayList<>();
    private int kept;

    /** When a state is flushed. The order is the same in every group, so that two replicas never lock crosswise. */
    public enum Order {
        /** Counter rows and the rows that take their numbers from them. */
        ROWS,
        /** Counts derived from rows. */
        COUNTS,
        /** The audit log. */
        JOURNAL
    }

    /** For subclasses. */
    protected GroupState() {}

    /** Adds to what the group writes. */
    public final void add(T item) {
        items.add(item);
    }

    /** What the members so far have added, in the order of their adding. */
    public final List<T> items() {
        return Collections.unmodifiableList(items);
    }

    /** When this state is flushed. */
    protected abstract Order order();

    /**
     * Writes what was gathered.
     *
     * @param tx the group's transaction; other states of the same or a later order may be added to
     * @param items everything added by members that did not fail; may be empty
     */
    protected abstract void flush(Tx tx, List<T> items);

    final void keep() {
        kept = items.size();
    }

    final void drop() {
        items.subList(kept, items.size()).clear();
    }

    final void flush(Tx tx) {
        List<T> all = List.copyOf(items);
        items.clear();
        kept = 0;
        flush(tx, all);
    }
}
