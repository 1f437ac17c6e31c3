package dev.chancery.control.edges;

import dev.chancery.control.publishing.ClientCertificateChanges.Changed;
import dev.chancery.control.v4.Rfc3339;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a change has come: the revision that made it, and each edge's receipt for it.
 *
 * @param revision null while nothing was changed since it was issued
 */
record EnforcementJson(String id, String status, @Nullable Long revision, List<Edge> edges) {
    /**
     * One edge.
     *
     * @param status how it stands
     * @param applied whether it enforces the revision; a lost edge needs not, because it serves no protected hostname
     */
    record Edge(
            String id,
            String name,
            String status,
            boolean applied,
            @Nullable Long appliedRevision,
            @Nullable String digest,
            @Nullable Long connectionsCut,
            @Nullable Double tookMs,
            @Nullable String appliedOn) {}

    static EnforcementJson of(Changed changed, List<EdgeRow> edges, List<Receipt> receipts) {
        Map<EdgeId, Receipt> byEdge = receipts.stream().collect(Collectors.toMap(Receipt::edge, Function.identity()));
        return new EnforcementJson(
                changed.id(),
                changed.status(),
                changed.revision(),
                edges.stream()
                        .map(edge -> edge(edge, changed.revision(), Optional.ofNullable(byEdge.get(edge.id()))))
                        .toList());
    }

    private static Edge edge(EdgeRow edge, @Nullable Long revision, Optional<Receipt> receipt) {
        boolean applied = revision == null
                || edge.applied().filter(at -> at.number() >= revision).isPresent();
        return new Edge(
                edge.id().toString(),
                edge.name(),
                edge.standing().word(),
                applied,
                receipt.map(Receipt::revision).orElse(null),
                receipt.map(Receipt::digest).orElse(null),
                receipt.map(Receipt::connectionsCut).orElse(null),
                receipt.map(one -> one.took().toNanos() / 1_000_000.0).orElse(null),
                receipt.map(Receipt::at).map(Rfc3339::micros).orElse(null));
    }
}
