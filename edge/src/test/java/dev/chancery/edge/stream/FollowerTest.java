package dev.chancery.edge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.Der;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Believed;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowerTest {
    private static final Lineage LINEAGE = new Lineage("0123456789abcdef0123456789abcdef");
    private static final Lineage OTHER = new Lineage("f".repeat(32));
    private static final AuthorityId OTHER_CA = new AuthorityId(new UUID(3, 4));
    private static final AuthorityId CA = new AuthorityId(new UUID(1, 2));
    private static final TrustEntry BINDING = new TrustEntry.Binding(new Hostname("a.example.com"), CA);

    private final List<TrustBundle> believed = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private boolean unfit;
    private final Believer believer = new Believer() {
        @Override
        public CompletableFuture<Integer> believe(TrustBundle bundle, Map<UUID, Der> serverKeys) {
            if (unfit) {
                throw new IllegalStateException("no key fits this certificate");
            }
            believed.add(bundle);
            return CompletableFuture.completedFuture(3);
        }

        @Override
        public void lapse() {}
    };

    /** Another process of the edge. */
    private Follower follower() {
        return new Follower(believer, new KeptBelief(folder), () -> 0);
    }

    private static Revision revision(long number) {
        return new Revision(LINEAGE, number);
    }

    private static TrustBundle bundle(long... revoked) {
        return TrustBundle.EMPTY.with(List.of(Change.put(BINDING))).withRevoked(CA, revoked);
    }

    private static List<FromEdge> snapshot(Follower follower, Revision revision, BundleDigest digest, Long... leaves) {
        assertThat(follower.take(new ToEdge.SnapshotBegin(revision, digest))).isEmpty();
        assertThat(follower.take(new ToEdge.SnapshotPart(List.of(BINDING)))).isEmpty();
        assertThat(follower.take(new ToEdge.SnapshotRevoked(CA, List.of(leaves))))
                .isEmpty();
        return follower.take(new ToEdge.SnapshotEnd());
    }

    @Test
    void believesASnapshotWhenItIsWholeAndThenWhatFollows() {
        Follower follower = follower();
        TrustBundle first = bundle(5);
        assertThat(snapshot(follower, revision(4), first.digest(), 5L))
                .contains(new FromEdge.Applied(revision(4), first.digest(), 3, Duration.ZERO));
        List<Change> changes = List.of(Change.put(new TrustEntry.Revoked(CA, 9)));
        TrustBundle second = first.with(changes);
        assertThat(follower.take(
                        new ToEdge.Update(new Delta(4, first.digest(), revision(6), second.digest(), changes))))
                .contains(new FromEdge.Applied(revision(6), second.digest(), 3, Duration.ZERO));
        assertThat(believed).containsExactly(first, second);
        Believed newest = new Believed(revision(6), second.digest());
        assertThat(follower.applied()).contains(newest);
        assertThat(follower().newest()).as("the next process").contains(newest);
        assertThat(follower().applied()).isEmpty();
    }

    @Test
    void refusesWhatIsNotWhatItIsSaidToBe() {
        Follower follower = follower();
        assertThat(snapshot(follower, revision(4), BundleDigest.EMPTY, 5L))
                .singleElement()
                .isInstanceOfSatisfying(
                        FromEdge.Refused.class,
                        refused -> assertThat(refused.reason()).contains("whose digest is"));
        TrustBundle first = bundle(5);
        snapshot(follower, revision(4), first.digest(), 5L);
        assertThat(follower.take(new ToEdge.Update(
                        new Delta(3, BundleDigest.EMPTY, revision(5), BundleDigest.EMPTY, List.of()))))
                .singleElement()
                .isInstanceOf(FromEdge.Refused.class);
        assertThat(believed).as("it keeps what it has").containsExactly(first);
    }

    @Test
    void refusesWhatCannotBePutIntoForceAndKeepsWhatIs() {
        Follower follower = follower();
        TrustBundle first = bundle(5);
        snapshot(follower, revision(4), first.digest(), 5L);
        unfit = true;
        assertThat(snapshot(follower, revision(5), bundle(5, 6).digest(), 5L, 6L))
                .containsExactly(
                        new FromEdge.Refused(revision(5), "it cannot be put into force: no key fits this certificate"));
        assertThat(follower.bundle()).isEqualTo(first);
        assertThat(follower().newest()).contains(new Believed(revision(4), first.digest()));
    }

    @Test
    void refusesAControlPlaneThatWasSetBack() {
        snapshot(follower(), revision(9), bundle(5).digest(), 5L);
        Follower follower = follower();
        assertThat(snapshot(follower, revision(8), bundle(5).digest(), 5L))
                .contains(new FromEdge.Refused(
                        revision(8),
                        "revision 01234567:8 after 01234567:9 (expected: the same lineage, and none older)"));
        Revision other = new Revision(OTHER, 20);
        assertThat(snapshot(follower, other, bundle(5).digest(), 5L))
                .singleElement()
                .isInstanceOf(FromEdge.Refused.class);
        assertThat(snapshot(follower, revision(9), bundle(7).digest(), 7L))
                .as("the same number and another history")
                .singleElement()
                .isInstanceOf(FromEdge.Refused.class);
        assertThat(snapshot(follower, revision(9), bundle(5).digest(), 5L))
                .singleElement()
                .isInstanceOf(FromEdge.Applied.class);
    }

    private static List<Long> told(List<FromEdge> words) {
        assertThat(words.getLast()).isEqualTo(new FromEdge.RevokedEnd());
        List<Long> prefixes = new ArrayList<>();
        words.stream()
                .filter(word -> word instanceof FromEdge.Revoked)
                .forEach(word -> prefixes.addAll(((FromEdge.Revoked) word).prefixes()));
        return prefixes;
    }

    @Test
    void followsAnotherLineageOnlyAfterItToldWhatItBelievesRevoked() {
        Follower follower = follower();
        snapshot(follower, revision(9), bundle(5, 6).digest(), 5L, 6L);
        Believed from = new Believed(new Revision(OTHER, 3), bundle(5).digest());
        assertThatThrownBy(() -> follower.take(new ToEdge.Recovered(from))).hasMessageContaining("was told nothing");
        follower.take(new ToEdge.TellRevoked(LINEAGE));
        assertThatThrownBy(() -> follower.take(new ToEdge.Recovered(from))).hasMessageContaining("was told nothing");
        assertThat(told(follower.take(new ToEdge.TellRevoked(OTHER)))).containsExactlyInAnyOrder(5L, 6L);
        follower.begin();
        assertThatThrownBy(() -> follower.take(new ToEdge.Recovered(from)))
                .as("on another stream")
                .hasMessageContaining("was told nothing");
        follower.take(new ToEdge.TellRevoked(OTHER));
        assertThat(follower.take(new ToEdge.Recovered(from))).isEmpty();
        assertThat(follower.bundle()).as("what is in force stays").isEqualTo(bundle(5, 6));
        assertThat(follower.applied()).isEmpty();
        assertThat(snapshot(follower, revision(10), bundle(5, 6).digest(), 5L, 6L))
                .as("the old lineage is over")
                .singleElement()
                .isInstanceOf(FromEdge.Refused.class);
        assertThat(snapshot(follower, new Revision(OTHER, 4), bundle(5, 6, 7).digest(), 5L, 6L, 7L))
                .singleElement()
                .isInstanceOf(FromEdge.Applied.class);
    }

    @Test
    void tellsAlsoWhatAnEarlierProcessBelievedRevoked() throws Exception {
        Follower first = follower();
        TrustBundle before = bundle(5, 6);
        snapshot(first, revision(1), before.digest(), 5L, 6L);
        List<Change> changes = List.of(
                Change.put(new TrustEntry.Revoked(CA, 9)),
                Change.take(new TrustEntry.Revoked(CA, 5)),
                Change.put(new TrustEntry.Revoked(OTHER_CA, -1)),
                Change.take(new TrustEntry.Revoked(CA, 9)),
                Change.put(new TrustEntry.Revoked(CA, 9)));
        TrustBundle after = before.with(changes);
        first.take(new ToEdge.Update(new Delta(1, before.digest(), revision(2), after.digest(), changes)));
        assertThat(told(follower().take(new ToEdge.TellRevoked(OTHER)))).containsExactlyInAnyOrder(6L, 9L, -1L);
        Files.write(folder.resolve("revoked"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        assertThat(told(follower().take(new ToEdge.TellRevoked(OTHER))))
                .as("a process was killed while it wrote")
                .containsExactlyInAnyOrder(6L, 9L, -1L);
    }
}
