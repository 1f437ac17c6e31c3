package dev.chancery.control.hostnameassociations;

import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.Hostname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to turn one list into another.
 *
 * @param added names to tell the edges of, at their new places
 * @param moved names that only change their place, which no edge needs to know
 * @param removed names to take back from the edges
 */
record Replacement(List<Placed> added, List<Association> moved, List<Association> removed) {
    /** A name at a place. */
    record Placed(Hostname hostname, long position) {}

    /**
     * Compares.
     *
     * @param now every association of the authority in the zone, those on their way out too
     * @param wanted the new list, no name twice
     */
    static Replacement of(List<Association> now, List<Hostname> wanted) {
        Map<Hostname, Association> listed = new HashMap<>();
        now.stream().filter(Association::listed).forEach(there -> listed.put(there.hostname(), there));
        List<Placed> added = new ArrayList<>();
        List<Association> moved = new ArrayList<>();
        for (int position = 0; position < wanted.size(); position++) {
            @Nullable Association there = listed.get(wanted.get(position));
            if (there == null) {
                added.add(new Placed(wanted.get(position), position));
            } else if (there.position() != position) {
                moved.add(there.movedTo(position));
            }
        }
        Set<Hostname> kept = new HashSet<>(wanted);
        List<Association> removed = listed.values().stream()
                .filter(there -> !kept.contains(there.hostname()))
                .toList();
        return new Replacement(added, moved, removed);
    }

    /** Whether the lists are the same. */
    boolean isNothing() {
        return !changesTrust() && moved.isEmpty();
    }

    /** Whether edges have to hear of it. */
    boolean changesTrust() {
        return !added.isEmpty() || !removed.isEmpty();
    }

    /** The rows to write when edges must apply a revision first. */
    List<Association> pendingAt(long revision) {
        List<Association> rows = new ArrayList<>(moved);
        added.forEach(placed -> rows.add(
                new Association(placed.hostname(), placed.position(), DeploymentStatus.PENDING_DEPLOYMENT, revision)));
        removed.forEach(gone -> rows.add(
                new Association(gone.hostname(), gone.position(), DeploymentStatus.PENDING_DELETION, revision)));
        return rows;
    }

    /** The rows to write when there is no edge to wait for; the removed ones are to be deleted. */
    List<Association> atOnce() {
        List<Association> rows = new ArrayList<>(moved);
        added.forEach(placed ->
                rows.add(new Association(placed.hostname(), placed.position(), DeploymentStatus.ACTIVE, null)));
        return rows;
    }
}
