package dev.chancery.bench.convergence;

import dev.chancery.edge.stream.Believer;
import dev.chancery.edge.stream.ControlStream;
import dev.chancery.edge.stream.Follower;
import dev.chancery.edge.stream.HeldLease;
import dev.chancery.edge.stream.Invitation;
import dev.chancery.edge.stream.Membership;
import dev.chancery.pki.Der;
import dev.chancery.trust.TrustBundle;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * An edge in this process that follows control as every edge does, serves nobody, and can be made to refuse what it is told or to
 * hang while it applies it: what no signal to a process makes one do.
 */
final class StubbornEdge implements AutoCloseable {

    private final ControlStream stream;
    private volatile CompletableFuture<Integer> goesOn = CompletableFuture.completedFuture(0);
    private volatile boolean refuses;

    private StubbornEdge(Membership membership) {
        HeldLease lease = new HeldLease(System::nanoTime, InstantSource.system());
        Believer believer = new Believer() {
            @Override
            public CompletableFuture<Integer> believe(TrustBundle bundle, Map<UUID, Der> serverKeys) {
                if (refuses) {
                    throw new IllegalStateException("it is stubborn");
                }
                return goesOn;
            }

            @Override
            public void lapse() {}
        };
        stream = new ControlStream(
                membership::identity,
                new ControlStream.Parts(lease, believer, List::of, List::of, "", "nowhere"),
                new Follower(believer, membership.believed(), System::nanoTime),
                UUID.randomUUID());
        stream.start();
    }

    /**
     * Joins, if it has not yet, and begins to follow.
     *
     * @param token to join with, once
     */
    static StubbornEdge following(Path folder, String control, String token) {
        Membership membership = new Membership(folder, new SecureRandom(), InstantSource.system());
        if (!membership.joined()) {
            Invitation invitation = Invitation.parse(token);
            membership.join(new Invitation(control, invitation.fingerprint(), invitation.secret()));
        }
        membership.movedTo(control);
        return new StubbornEdge(membership);
    }

    /** From now on it hangs where it applies something. */
    void hang() {
        goesOn = new CompletableFuture<>();
    }

    /** From now on it refuses what it is told. */
    void refuse() {
        refuses = true;
    }

    /** It goes on. */
    void goOn() {
        refuses = false;
        goesOn.complete(0);
    }

    @Override
    public void close() {
        goOn();
        stream.close();
    }
}
