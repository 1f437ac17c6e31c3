package dev.chancery.edge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.pki.Der;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.Change;
import dev.chancery.trust.Delta;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import dev.chancery.trust.ToEdge;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class FollowerTest {
    private static final Lineage LINEAGE = new Lineage("0123456789abcdef0123456789abcdef");
    private static final AuthorityId CA = new AuthorityId(new UUID(1, 2));
    private static final TrustEntry BINDING = new TrustEntry.Binding(new Hostname("a.example.com"), CA);

    private final List<TrustBundle> believed = new ArrayList<>();
    private final List<Revision> noted = new ArrayList<>();
    private final Believer believer = new Believer() {
        @Override
        public CompletableFuture<Integer> believe(TrustBundle bundle, Map<UUID, Der> serverKeys) {
            believed.add(bundle);
            return CompletableFuture.completedFuture(3);
        }

        @Override
        public void lapse() {}
    };

    private Follower follower(Optional<Revision> floor) {
        return new Follower(believer, floor, () -> 0, noted::add);
    }

    private static Revision revision(long number) {
        return new Revision(LINEAGE, number);
    }

    private static TrustBundle bundle(long... revoked) {
        return TrustBundle.EMPTY.with(List.of(Change.put(BINDING))).withRevoked(CA, revoked);
    }

    private static Optional<FromEdge> snapshot(
            Follower follower, Revision revision, BundleDigest digest, Long... leaves) {
        assertThat(follower.take(new ToEdge.SnapshotBegin(revision, digest))).isEmpty();
        assertThat(follower.take(new ToEdge.SnapshotPart(List.of(BINDING)))).isEmpty();
        assertThat(follower.take(new ToEdge.SnapshotRevoked(CA, List.of(leaves))))
                .isEmpty();
        return follower.take(new ToEdge.SnapshotEnd());
    }

    @Test
    void believesASnapshotWhenItIsWholeAndThenWhatFollows() {
        Follower follower = follower(Optional.empty());
        TrustBundle first = bundle(5);
        assertThat(snapshot(follower, revision(4), first.digest(), 5L))
                .contains(new FromEdge.Applied(revision(4), first.digest(), 3, Duration.ZERO));
        List<Change> changes = List.of(Change.put(new TrustEntry.Revoked(CA, 9)));
        TrustBundle second = first.with(changes);
        assertThat(follower.take(
                        new ToEdge.Update(new Delta(4, first.digest(), revision(6), second.digest(), changes))))
                .contains(new FromEdge.Applied(revision(6), second.digest(), 3, Duration.ZERO));
        assertThat(believed).containsExactly(first, second);
        assertThat(noted).containsExactly(revision(4), revision(6));
        assertThat(follower.revision()).contains(revision(6));
    }

    @Test
    void refusesWhatIsNotWhatItIsSaidToBe() {
        Follower follower = follower(Optional.empty());
        assertThat(snapshot(follower, revision(4), BundleDigest.EMPTY, 5L))
                .get()
                .isInstanceOfSatisfying(
                        FromEdge.Refused.class,
                        refused -> assertThat(refused.reason()).contains("whose digest is"));
        TrustBundle first = bundle(5);
        snapshot(follower, revision(4), first.digest(), 5L);
        assertThat(follower.take(new ToEdge.Update(
                        new Delta(3, BundleDigest.EMPTY, revision(5), BundleDigest.EMPTY, List.of()))))
                .get()
                .isInstanceOf(FromEdge.Refused.class);
        assertThat(believed).as("it keeps what it has").containsExactly(first);
    }

    @Test
    void refusesAControlPlaneThatWasSetBack() {
        Follower follower = follower(Optional.of(revision(9)));
        assertThat(snapshot(follower, revision(8), bundle(5).digest(), 5L))
                .contains(new FromEdge.Refused(
                        revision(8),
                        "revision 01234567:8 after 01234567:9 (expected: the same lineage, and none older)"));
        Revision other = new Revision(new Lineage("f".repeat(32)), 20);
        assertThat(snapshot(follower, other, bundle(5).digest(), 5L)).get().isInstanceOf(FromEdge.Refused.class);
        assertThat(snapshot(follower, revision(9), bundle(5).digest(), 5L))
                .get()
                .isInstanceOf(FromEdge.Applied.class);
    }
}
