package dev.chancery.control.edges;

import dev.chancery.control.v4.Rfc3339;
import dev.chancery.trust.Revision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An edge as the API shows it. */
record EdgeJson(
        String id,
        String name,
        String network,
        String address,
        String status,
        @Nullable String reason,
        @Nullable String lineage,
        @Nullable Long appliedRevision,
        String joinedOn,
        @Nullable String lastHeardOn) {
    static EdgeJson of(EdgeRow edge) {
        Optional<Revision> applied = edge.applied();
        return new EdgeJson(
                edge.id().toString(),
                edge.name(),
                edge.network(),
                edge.address(),
                edge.standing().word(),
                edge.reason(),
                applied.map(revision -> revision.lineage().hex()).orElse(null),
                applied.map(Revision::number).orElse(null),
                Rfc3339.micros(edge.joinedOn()),
                Optional.ofNullable(edge.lastHeardOn()).map(Rfc3339::micros).orElse(null));
    }
}
