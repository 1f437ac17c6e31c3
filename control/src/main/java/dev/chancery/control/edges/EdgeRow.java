package dev.chancery.control.edges;

import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An edge as it is kept.
 *
 * @param name as whoever let it join called it
 * @param network which network it serves, such as {@code china}; "" for the one everybody has
 * @param address where it listens for clients, as it says itself; "" before it first came
 * @param fencings counts up with every fencing
 * @param reason why it was fenced; null while it is not
 * @param instance the process that last came; null before the first
 * @param applied the revision it last said it enforces; empty if none since its process came
 * @param lastHeardOn when it last said anything; null before the first time
 * @param handover whether it has told what it believed revoked, after a recovery
 */
public record EdgeRow(
        EdgeId id,
        String name,
        String network,
        String address,
        Instant joinedOn,
        Standing standing,
        long fencings,
        @Nullable String reason,
        @Nullable UUID instance,
        Optional<Revision> applied,
        @Nullable Instant lastHeardOn,
        Handover handover) {
    /** How far it has come in a lineage: the number of the revision it enforces, 0 if that is none of this lineage. */
    public long appliedIn(Lineage lineage) {
        return applied.filter(revision -> revision.lineage().equals(lineage))
                .map(Revision::number)
                .orElse(0L);
    }
}
