package dev.chancery.control.edges;

import dev.chancery.trust.Believed;
import dev.chancery.trust.Lineage;
import java.util.Optional;

/** What becomes of an edge that comes, by what it believes. */
public sealed interface Welcome {
    /**
     * It is told what is new.
     *
     * @param known what control knows it believes; empty if it must be told everything
     */
    record Follows(Optional<Believed> known) implements Welcome {}

    /**
     * It believed a lineage that ended with a recovery: before anything else it tells which leaves it believes revoked.
     *
     * @param lineage the one that goes on
     * @param known whether it is one of this house; else it is heard and told nothing
     */
    record HandsOver(Lineage lineage, boolean known) implements Welcome {}

    /**
     * It has heard of what this database does not know, and nobody ran {@code chancery recover}: it is told nothing, because it
     * would believe as valid what was revoked.
     *
     * @param reason as a sentence
     */
    record Astray(String reason) implements Welcome {}
}
