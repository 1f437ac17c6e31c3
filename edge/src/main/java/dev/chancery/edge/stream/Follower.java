package dev.chancery.edge.stream;

import dev.chancery.pki.Der;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.BundleMismatchException;
import dev.chancery.trust.Change;
import dev.chancery.trust.Delta;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Revision;
import dev.chancery.trust.ToEdge;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an edge does with what it is told: it believes one bundle after the other, each whole, and says so when it is in force. It
 * refuses a bundle of another lineage, one of an older revision, and one whose digest is not the one that was named, and keeps
 * what it has.
 *
 * <p>Used by one thread at a time.
 */
public final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final Believer believer;
    private final LongSupplier nanos;
    private final Consumer<Revision> applied;
    private final Map<UUID, Der> serverKeys = new HashMap<>();
    private TrustBundle bundle = TrustBundle.EMPTY;
    private Optional<Revision> revision = Optional.empty();
    private Optional<Revision> floor;
    private @Nullable Draft draft;

    /** A snapshot that is not whole yet. */
    private static final class Draft {
        private final Revision revision;
        private final BundleDigest digest;
        private final long since;
        private final List<TrustEntry> entries = new ArrayList<>();
        private final Map<AuthorityId, List<long[]>> revoked = new HashMap<>();

        Draft(Revision revision, BundleDigest digest, long since) {
            this.revision = revision;
            this.digest = digest;
            this.since = since;
        }

        TrustBundle whole() {
            TrustBundle whole =
                    TrustBundle.EMPTY.with(entries.stream().map(Change::put).collect(Collectors.toList()));
            for (Map.Entry<AuthorityId, List<long[]>> ca : revoked.entrySet()) {
                whole = whole.withRevoked(
                        ca.getKey(),
                        ca.getValue().stream().flatMapToLong(Arrays::stream).toArray());
            }
            return whole;
        }
    }

    /**
     * @param floor what an earlier process of this edge believed last: nothing older is taken
     * @param nanos a monotonic clock
     * @param applied told of each revision that is in force, before control is
     */
    public Follower(Believer believer, Optional<Revision> floor, LongSupplier nanos, Consumer<Revision> applied) {
        this.believer = believer;
        this.floor = floor;
        this.nanos = nanos;
        this.applied = applied;
    }

    /** What is in force; empty before the first snapshot. */
    public Optional<Revision> revision() {
        return revision;
    }

    /** The bundle in force. */
    public TrustBundle bundle() {
        return bundle;
    }

    /** A new stream begins: what was begun on the one before comes to nothing. */
    void begin() {
        draft = null;
    }

    /**
     * Takes a message.
     *
     * @return what to answer; empty if nothing
     */
    Optional<FromEdge> take(ToEdge message) {
        return switch (message) {
            case ToEdge.ServerKey(var id, var pkcs8) -> {
                serverKeys.put(id, pkcs8);
                yield Optional.empty();
            }
            case ToEdge.SnapshotBegin(var to, var digest) -> {
                draft = new Draft(to, digest, nanos.getAsLong());
                yield Optional.empty();
            }
            case ToEdge.SnapshotPart(var entries) -> {
                draft().entries.addAll(entries);
                yield Optional.empty();
            }
            case ToEdge.SnapshotRevoked(var authority, var prefixes) -> {
                draft().revoked
                        .computeIfAbsent(authority, any -> new ArrayList<>())
                        .add(prefixes.stream().mapToLong(Long::longValue).toArray());
                yield Optional.empty();
            }
            case ToEdge.SnapshotEnd() -> {
                Draft whole = draft();
                draft = null;
                yield Optional.of(snapshot(whole));
            }
            case ToEdge.Update(var delta) -> Optional.of(update(delta));
            case ToEdge.LeaseGranted any -> Optional.empty();
            case ToEdge.LeaseDenied any -> Optional.empty();
            case ToEdge.TellRevoked any -> Optional.empty();
        };
    }

    private Draft draft() {
        if (draft == null) {
            throw new IllegalStateException("part of a snapshot that was not begun");
        }
        return draft;
    }

    private FromEdge snapshot(Draft whole) {
        Optional<String> objection = objection(whole.revision);
        if (objection.isPresent()) {
            return new FromEdge.Refused(whole.revision, objection.get());
        }
        TrustBundle next = whole.whole();
        if (!next.digest().equals(whole.digest)) {
            return new FromEdge.Refused(
                    whole.revision, "a snapshot of %s whose digest is %s".formatted(whole.digest, next.digest()));
        }
        return believe(whole.revision, next, whole.since);
    }

    private FromEdge update(Delta delta) {
        long since = nanos.getAsLong();
        Optional<String> objection = objection(delta.to());
        if (objection.isPresent()) {
            return new FromEdge.Refused(delta.to(), objection.get());
        }
        try {
            return believe(delta.to(), bundle.with(delta), since);
        } catch (BundleMismatchException e) {
            return new FromEdge.Refused(delta.to(), String.valueOf(e.getMessage()));
        }
    }

    /** Why this revision is not to be taken: a control plane that was set back must not undo what it revoked. */
    private Optional<String> objection(Revision to) {
        return revision.or(() -> floor)
                .filter(now -> !now.lineage().equals(to.lineage()) || to.number() < now.number())
                .map(now -> "revision %s after %s (expected: the same lineage, and none older)".formatted(to, now));
    }

    private FromEdge believe(Revision to, TrustBundle next, long since) {
        int cut = believer.believe(next, Map.copyOf(serverKeys)).join();
        bundle = next;
        revision = Optional.of(to);
        floor = revision;
        serverKeys
                .keySet()
                .removeIf(id -> next.config().entries().stream()
                        .noneMatch(entry -> entry instanceof TrustEntry.ServerCertificate certificate
                                && certificate.id().equals(id)));
        applied.accept(to);
        Duration took = Duration.ofNanos(nanos.getAsLong() - since);
        LOG.atDebug()
                .addKeyValue("revision", to)
                .addKeyValue("cut", cut)
                .addKeyValue("took", took)
                .log("applied");
        return new FromEdge.Applied(to, next.digest(), cut, took);
    }
}
