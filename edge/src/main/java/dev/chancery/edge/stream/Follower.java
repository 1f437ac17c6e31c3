package dev.chancery.edge.stream;

import dev.chancery.pki.Der;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Believed;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.BundleMismatchException;
import dev.chancery.trust.Change;
import dev.chancery.trust.Delta;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import dev.chancery.trust.RevokedSet;
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
 * what it has. It follows another lineage only after it has told that one's control plane, on the same stream, every leaf it
 * believes revoked, and was told that they are revoked there too.
 *
 * <p>Used by one thread at a time.
 */
public final class Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int LEAVES_IN_A_PART = 50_000;

    private final Believer believer;
    private final KeptBelief kept;
    private final LongSupplier nanos;
    private final Map<UUID, Der> serverKeys = new HashMap<>();
    private TrustBundle bundle = TrustBundle.EMPTY;
    private Optional<Believed> applied = Optional.empty();
    private Optional<Believed> newest;
    private Optional<Lineage> told = Optional.empty();
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
     * @param kept what earlier processes of this edge believed, which is told of each bundle that is in force before control is
     * @param nanos a monotonic clock
     */
    public Follower(Believer believer, KeptBelief kept, LongSupplier nanos) {
        this.believer = believer;
        this.kept = kept;
        this.newest = kept.newest();
        this.nanos = nanos;
    }

    /** What is in force; empty before the first snapshot, and before the first of another lineage. */
    public Optional<Believed> applied() {
        return applied;
    }

    /** What nothing older is taken than. */
    public Optional<Believed> newest() {
        return newest;
    }

    /** The bundle in force. */
    public TrustBundle bundle() {
        return bundle;
    }

    /** A new stream begins: what was begun on the one before comes to nothing. */
    void begin() {
        draft = null;
        told = Optional.empty();
    }

    /**
     * Takes a message.
     *
     * @return what to answer, in order
     */
    List<FromEdge> take(ToEdge message) {
        return switch (message) {
            case ToEdge.ServerKey(var id, var pkcs8) -> {
                serverKeys.put(id, pkcs8);
                yield List.of();
            }
            case ToEdge.SnapshotBegin(var to, var digest) -> {
                draft = new Draft(to, digest, nanos.getAsLong());
                yield List.of();
            }
            case ToEdge.SnapshotPart(var entries) -> {
                draft().entries.addAll(entries);
                yield List.of();
            }
            case ToEdge.SnapshotRevoked(var authority, var prefixes) -> {
                draft().revoked
                        .computeIfAbsent(authority, any -> new ArrayList<>())
                        .add(prefixes.stream().mapToLong(Long::longValue).toArray());
                yield List.of();
            }
            case ToEdge.SnapshotEnd() -> {
                Draft whole = draft();
                draft = null;
                yield List.of(snapshot(whole));
            }
            case ToEdge.Update(var delta) -> List.of(update(delta));
            case ToEdge.LeaseGranted any -> List.of();
            case ToEdge.LeaseDenied any -> List.of();
            case ToEdge.TellRevoked(var lineage) -> {
                told = Optional.of(lineage);
                yield revoked();
            }
            case ToEdge.Recovered(var from) -> {
                recovered(from);
                yield List.of();
            }
        };
    }

    private Draft draft() {
        if (draft == null) {
            throw new IllegalStateException("part of a snapshot that was not begun");
        }
        return draft;
    }

    private FromEdge snapshot(Draft whole) {
        Optional<String> objection = objection(new Believed(whole.revision, whole.digest));
        if (objection.isPresent()) {
            return new FromEdge.Refused(whole.revision, objection.get());
        }
        TrustBundle next = whole.whole();
        if (!next.digest().equals(whole.digest)) {
            return new FromEdge.Refused(
                    whole.revision, "a snapshot of %s whose digest is %s".formatted(whole.digest, next.digest()));
        }
        return believe(new Believed(whole.revision, next.digest()), next, whole.since, now -> kept.believes(now, next));
    }

    private FromEdge update(Delta delta) {
        long since = nanos.getAsLong();
        Optional<String> objection = objection(new Believed(delta.to(), delta.result()));
        if (objection.isPresent()) {
            return new FromEdge.Refused(delta.to(), objection.get());
        }
        try {
            TrustBundle next = bundle.with(delta);
            return believe(
                    new Believed(delta.to(), next.digest()),
                    next,
                    since,
                    now -> kept.believes(now, next, delta.changes()));
        } catch (BundleMismatchException e) {
            return new FromEdge.Refused(delta.to(), String.valueOf(e.getMessage()));
        }
    }

    /** Why this bundle is not to be taken: a control plane that was set back must not undo what it revoked. */
    private Optional<String> objection(Believed to) {
        return newest.filter(now -> !follows(to, now))
                .map(now -> to.revision().equals(now.revision())
                        ? "a bundle at %s that is not the one believed there (expected: digest %s)"
                                .formatted(to, now.digest())
                        : "revision %s after %s (expected: the same lineage, and none older)".formatted(to, now));
    }

    private static boolean follows(Believed to, Believed now) {
        return to.revision().lineage().equals(now.revision().lineage())
                && (to.revision().number() > now.revision().number() || to.equals(now));
    }

    /** All leaves of managed CAs that are believed revoked here, or were when this edge last believed anything. */
    private List<FromEdge> revoked() {
        Map<AuthorityId, RevokedSet> sets = bundle.status().managed().isEmpty()
                ? kept.revoked()
                : bundle.status().managed();
        List<FromEdge> words = new ArrayList<>();
        sets.forEach((ca, set) -> {
            List<Long> part = new ArrayList<>();
            set.forEach(prefix -> {
                part.add(prefix);
                if (part.size() == LEAVES_IN_A_PART) {
                    words.add(new FromEdge.Revoked(ca, part));
                    part.clear();
                }
            });
            words.add(new FromEdge.Revoked(ca, part));
        });
        words.add(new FromEdge.RevokedEnd());
        LOG.atInfo()
                .addKeyValue(
                        "leaves",
                        sets.values().stream().mapToLong(RevokedSet::size).sum())
                .log("told control what is believed revoked: it was restored from an older state");
        return words;
    }

    /** What is in force stays so until the first bundle of the new lineage; control renews no lease before that. */
    private void recovered(Believed from) {
        if (!told.equals(Optional.of(from.revision().lineage()))) {
            throw new IllegalStateException("told to follow %s, which was told nothing".formatted(from));
        }
        kept.follows(from);
        newest = Optional.of(from);
        applied = Optional.empty();
    }

    private FromEdge believe(Believed to, TrustBundle next, long since, Consumer<Believed> keep) {
        int cut;
        try {
            cut = believer.believe(next, Map.copyOf(serverKeys)).join();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("revision", to).setCause(e).log("a revision cannot be put into force");
            return new FromEdge.Refused(to.revision(), "it cannot be put into force: " + e.getMessage());
        }
        keep.accept(to);
        bundle = next;
        applied = Optional.of(to);
        newest = applied;
        serverKeys
                .keySet()
                .removeIf(id -> next.config().entries().stream()
                        .noneMatch(entry -> entry instanceof TrustEntry.ServerCertificate certificate
                                && certificate.id().equals(id)));
        Duration took = Duration.ofNanos(nanos.getAsLong() - since);
        LOG.atDebug()
                .addKeyValue("revision", to)
                .addKeyValue("cut", cut)
                .addKeyValue("took", took)
                .log("applied");
        return new FromEdge.Applied(to.revision(), to.digest(), cut, took);
    }
}
