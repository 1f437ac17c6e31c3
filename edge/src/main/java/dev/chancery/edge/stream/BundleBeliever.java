package dev.chancery.edge.stream;

import dev.chancery.edge.Applied;
import dev.chancery.edge.Edge;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.Network;
import dev.chancery.edge.belief.ServedConfig;
import dev.chancery.edge.belief.ServerIdentity;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.Pem;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Puts a bundle of a control plane into force on an edge. */
final class BundleBeliever implements Believer {
    private final Edge edge;
    private final Network network;
    private final String originAuthorities;

    /**
     * @param originAuthorities PEM of the CAs that may vouch for https origins, or empty for those the JDK knows
     */
    BundleBeliever(Edge edge, Network network, String originAuthorities) {
        this.edge = edge;
        this.network = network;
        this.originAuthorities = originAuthorities;
    }

    @Override
    public CompletableFuture<Integer> believe(TrustBundle bundle, Map<UUID, Der> serverKeys) {
        Belief now = edge.belief();
        // A revocation is believed at once; only another configuration costs the making of contexts.
        Belief next = now.bundle().config() == bundle.config()
                ? now.with(bundle)
                : new Belief(
                        bundle,
                        ServedConfig.of(
                                bundle.config(),
                                hostname -> identity(bundle, hostname, serverKeys),
                                network,
                                originAuthorities));
        return edge.apply(next).thenApply(Applied::cut);
    }

    @Override
    public void lapse() {
        var _ = edge.lapse();
    }

    private static Optional<ServerIdentity> identity(TrustBundle bundle, Hostname hostname, Map<UUID, Der> serverKeys) {
        return bundle.config()
                .serverCertificate(hostname)
                .flatMap(certificate ->
                        Optional.ofNullable(serverKeys.get(certificate.id())).map(key -> identity(certificate, key)));
    }

    private static ServerIdentity identity(TrustEntry.ServerCertificate certificate, Der key) {
        return new ServerIdentity(
                certificate.id() + " " + certificate.chain().getFirst().fingerprintSha256(),
                certificate.chain().stream().map(Certificate::toPem).collect(Collectors.joining()),
                Pem.encode("PRIVATE KEY", key).getBytes(StandardCharsets.US_ASCII));
    }
}
