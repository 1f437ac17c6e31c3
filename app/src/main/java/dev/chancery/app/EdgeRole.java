package dev.chancery.app;

import dev.chancery.control.edges.EdgePlane;
import dev.chancery.control.edges.JoinEdges;
import dev.chancery.edge.EdgeOptions;
import dev.chancery.edge.front.FrontLimits;
import dev.chancery.edge.origin.OriginLimits;
import dev.chancery.edge.stream.ControlledEdge;
import dev.chancery.edge.stream.EdgeIdentity;
import dev.chancery.edge.stream.HeldLease;
import dev.chancery.edge.stream.Invitation;
import dev.chancery.edge.stream.Membership;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** The role {@code edge}: beside control in one process, or alone. */
final class EdgeRole {
    private static final int BACKLOG = 1_024;
    private static final Duration LOCAL_TOKEN_LIFE = Duration.ofMinutes(1);

    private final EdgeListenOptions options;
    private final DataFolder data;
    private final SecureRandom random;
    private final MeterRegistry meters;
    private final Membership membership;

    EdgeRole(EdgeListenOptions options, DataFolder data, SecureRandom random, MeterRegistry meters) {
        this.options = options;
        this.data = data;
        this.random = random;
        this.meters = meters;
        this.membership = new Membership(data.path().resolve("edge"), random, InstantSource.system());
    }

    /** Runs beside control: it joins at the first start, over no network, and comes over the same stream as every other. */
    ControlledEdge beside(EdgePlane plane, String url) {
        if (membership.joined()) {
            membership.movedTo(url);
        } else {
            membership.join(csr -> {
                JoinEdges.Joined joined = plane.join()
                        .join(plane.join().token(url, "local", LOCAL_TOKEN_LIFE).secret(), csr);
                return new EdgeIdentity(joined.id().toString(), url, joined.certificate(), "", joined.root());
            });
        }
        return open();
    }

    /** Runs alone. */
    static ControlledEdge alone(EdgeListenOptions options, DataFolder data) {
        EdgeRole role = new EdgeRole(options, data, new SecureRandom(), new SimpleMeterRegistry());
        if (!role.membership.joined()) {
            role.join();
        }
        if (options.control != null) {
            role.membership.movedTo(options.control);
        }
        return role.open();
    }

    private void join() {
        if (options.joinToken == null) {
            throw new Unusable(
                    "--join-token: missing (expected: a token from POST /accounts/{account_id}/edges/join_tokens;"
                            + " this folder has not joined a control plane yet).");
        }
        try {
            Invitation invitation = Invitation.parse(options.joinToken);
            membership.join(
                    options.control == null
                            ? invitation
                            : new Invitation(options.control, invitation.fingerprint(), invitation.secret()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Unusable("--join-token: " + e.getMessage() + ".");
        }
    }

    private ControlledEdge open() {
        HostPort where = new Ports(data).kept("edge", options.hostPort());
        HeldLease lease = new HeldLease(System::nanoTime, InstantSource.system());
        try {
            return ControlledEdge.open(
                    new EdgeOptions(
                            new InetSocketAddress(where.host(), where.port()),
                            Runtime.getRuntime().availableProcessors(),
                            BACKLOG,
                            FrontLimits.byDefault(),
                            OriginLimits.byDefault(),
                            lease,
                            InstantSource.system(),
                            System::nanoTime,
                            random,
                            meters),
                    lease,
                    membership,
                    options.network,
                    originAuthorities(),
                    UUID.randomUUID());
        } catch (IOException e) {
            throw new Unusable("--edge-listen: " + e.getMessage() + ".");
        }
    }

    private String originAuthorities() {
        Path file = options.originCa;
        return file == null
                ? ""
                : DataFolder.read(file).orElseThrow(() -> new Unusable("--origin-ca: the file is missing or empty."));
    }
}
