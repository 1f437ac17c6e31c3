package dev.chancery.edge.stream;

import dev.chancery.edge.Edge;
import dev.chancery.edge.EdgeOptions;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.UUID;

/** An edge that believes what its control plane tells it. It serves nothing before it was told. */
public final class ControlledEdge implements AutoCloseable {
    private final Edge edge;
    private final ControlStream stream;
    private final Membership membership;
    private final HeldLease lease;

    private ControlledEdge(Edge edge, ControlStream stream, Membership membership, HeldLease lease) {
        this.edge = edge;
        this.stream = stream;
        this.membership = membership;
        this.lease = lease;
    }

    /**
     * Opens the listener and begins to follow control.
     *
     * @param options whose lease is this one
     * @param lease what control's grants go to
     * @param membership of an edge that has joined
     * @param network which network the edge stands in
     * @param originAuthorities PEM of the CAs that may vouch for https origins, or empty for those the JDK knows
     * @param instance drawn for this process
     * @throws IOException if the address cannot be listened on
     */
    public static ControlledEdge open(
            EdgeOptions options,
            HeldLease lease,
            Membership membership,
            Network network,
            String originAuthorities,
            UUID instance)
            throws IOException {
        Edge edge = Edge.open(options, Belief.NOTHING);
        BundleBeliever believer = new BundleBeliever(edge, network, originAuthorities);
        Follower follower = new Follower(believer, membership.believed(), options.nanos());
        InetSocketAddress address = edge.address();
        ControlStream stream = new ControlStream(
                membership::identity,
                new ControlStream.Parts(
                        lease,
                        believer,
                        edge.sightings()::take,
                        edge.sightings()::takeWaiting,
                        network == Network.GLOBAL ? "" : network.name().toLowerCase(Locale.ROOT),
                        address.getAddress().getHostAddress() + ":" + address.getPort()),
                follower,
                instance);
        edge.sightings().begin();
        stream.start();
        return new ControlledEdge(edge, stream, membership, lease);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return edge.address();
    }

    /** Whether it has heard all there is to hear and speaks for every hostname: it holds a lease. */
    public boolean isReady() {
        return lease.holds();
    }

    /** Has the edge's own certificate renewed if it is over soon. Call it now and then. */
    public void renewInTime() {
        membership.renewInTime();
    }

    /** Stops accepting and drains, then leaves control. */
    @Override
    public void close() {
        edge.close();
        stream.close();
    }
}
