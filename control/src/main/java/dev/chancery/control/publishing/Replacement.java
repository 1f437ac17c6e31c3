package dev.chancery.control.publishing;

import dev.chancery.trust.Hostname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to turn one list of hostnames into another.
 *
 * <p>Positions only have to rise, so a name keeps its own where it can: taking names out moves nothing, and names put at the end
 * move nothing either.
 *
 * @param added names to tell the edges of, at their places
 * @param changed names of which something else is to be said, at their new places
 * @param moved names that only change their place, which no edge needs to know
 * @param removed names to take back from the edges
 * @param <T> what the list says of a hostname
 */
public record Replacement<T>(
        List<Published<T>> added, List<Published<T>> changed, List<Published<T>> moved, List<Published<T>> removed) {
    public Replacement {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        moved = List.copyOf(moved);
        removed = List.copyOf(removed);
    }

    /**
     * Compares.
     *
     * @param now every row of the list, those on their way out too
     * @param wanted the new list in its order
     */
    public static <T> Replacement<T> of(List<Published<T>> now, SequencedMap<Hostname, T> wanted) {
        Map<Hostname, Published<T>> listed = HashMap.newHashMap(now.size());
        now.stream().filter(Published::listed).forEach(there -> listed.put(there.hostname(), there));
        List<Published<T>> added = new ArrayList<>();
        List<Published<T>> changed = new ArrayList<>();
        List<Published<T>> moved = new ArrayList<>();
        long last = -1;
        for (Map.Entry<Hostname, T> entry : wanted.entrySet()) {
            @Nullable Published<T> there = listed.remove(entry.getKey());
            last = there != null && there.position() > last ? there.position() : last + 1;
            if (there == null || !there.what().equals(entry.getValue())) {
                (there == null ? added : changed)
                        .add(new Published<>(entry.getKey(), entry.getValue(), last, DeploymentStatus.ACTIVE, null));
            } else if (there.position() != last) {
                moved.add(there.movedTo(last));
            }
        }
        return new Replacement<>(added, changed, moved, List.copyOf(listed.values()));
    }

    /** Whether the lists are the same. */
    public boolean isNothing() {
        return !changesTrust() && moved.isEmpty();
    }

    /** Whether edges have to hear of it. */
    public boolean changesTrust() {
        return !added.isEmpty() || !changed.isEmpty() || !removed.isEmpty();
    }

    /** What edges are to believe that they did not before. */
    List<Published<T>> told() {
        List<Published<T>> rows = new ArrayList<>(added);
        rows.addAll(changed);
        return rows;
    }

    /** The rows to write when edges must apply a revision first. */
    List<Published<T>> pendingAt(long revision) {
        List<Published<T>> rows = new ArrayList<>(moved);
        added.forEach(row -> rows.add(row.pending(DeploymentStatus.PENDING_DEPLOYMENT, revision)));
        changed.forEach(row -> rows.add(row.pending(DeploymentStatus.PENDING_DEPLOYMENT, revision)));
        removed.forEach(row -> rows.add(row.pending(DeploymentStatus.PENDING_DELETION, revision)));
        return rows;
    }

    /** The rows to write when there is no edge to wait for; the removed ones are to be deleted. */
    List<Published<T>> atOnce() {
        List<Published<T>> rows = new ArrayList<>(moved);
        rows.addAll(added);
        rows.addAll(changed);
        return rows;
    }
}
