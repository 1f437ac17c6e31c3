package dev.chancery.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.PathFault;
import dev.chancery.trust.TrustEntry.AuthorityKind;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JudgeTest {
    private static final Hostname SHOP = new Hostname("shop.example.com");
    private static final Instant NOW = TestPki.NOW;
    private static final BigInteger LONG_SERIAL = new BigInteger("0123456789abcdef0123456789abcdef01234567", 16);

    private static final TestPki MANAGED_ROOT = TestPki.root("Managed root");
    private static final TestPki MANAGED = MANAGED_ROOT.issuing("Managed issuing", 2);
    private static final TestPki OWN_ROOT = TestPki.root("Own root");
    private static final TestPki OWN = OWN_ROOT.issuing("Own issuing", 1000);

    private static final AuthorityId MANAGED_ID = new AuthorityId(new UUID(0, 1));
    private static final AuthorityId OWN_ID = new AuthorityId(new UUID(0, 2));

    private static TrustEntry.Authority authority(AuthorityId id, AuthorityKind kind, TestPki... cas) {
        return new TrustEntry.Authority(
                id, kind, Stream.of(cas).map(TestPki::certificate).toList());
    }

    private static TrustBundle bundle(TrustEntry... entries) {
        return TrustBundle.EMPTY.with(Stream.of(entries).map(Change::put).toList());
    }

    /** The shop's clients are those of the managed CA. */
    private static TrustBundle managed(TrustEntry... more) {
        return bundle(authority(MANAGED_ID, AuthorityKind.MANAGED, MANAGED, MANAGED_ROOT), bound(MANAGED_ID))
                .with(Stream.of(more).map(Change::put).toList());
    }

    /** The shop's clients are those of a CA someone brought. */
    private static TrustBundle own(TrustEntry... more) {
        return bundle(authority(OWN_ID, AuthorityKind.UPLOADED, OWN, OWN_ROOT), bound(OWN_ID))
                .with(Stream.of(more).map(Change::put).toList());
    }

    private static TrustEntry bound(AuthorityId id) {
        return new TrustEntry.Binding(SHOP, id);
    }

    private static TrustEntry rules(TrustEntry.Mode mode, int graceHours) {
        return new TrustEntry.Rules(SHOP, mode, graceHours, false);
    }

    private static TrustEntry list(@Nullable Instant nextUpdate, BigInteger... serials) {
        return new TrustEntry.RevocationList(
                OWN_ID, new RevokedSerials(NOW.minus(Duration.ofDays(1)), nextUpdate, Set.of(serials)));
    }

    private static Verdict judge(TrustBundle bundle, Certificate... presented) {
        return judge(bundle, NOW, presented);
    }

    private static Verdict judge(TrustBundle bundle, Instant at, Certificate... presented) {
        List<Der> chain = Stream.of(presented).map(Certificate::der).toList();
        return Judge.of(bundle.config()).judge(bundle, SHOP, chain, at);
    }

    private static void assertRefused(Verdict verdict, Reason reason, String part) {
        assertThat(verdict.letsThrough()).isFalse();
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.why().reason()).as(refused.why().sentence()).isEqualTo(reason);
            assertThat(refused.why().sentence()).contains(part).endsWith(".");
        });
    }

    private static void assertAdmitted(Verdict verdict, AuthorityId authority, Certificate... path) {
        assertThat(verdict.letsThrough()).isTrue();
        assertThat(verdict.refusal()).isEmpty();
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Admitted.class, admitted -> {
            assertThat(admitted.authority()).isEqualTo(authority);
            assertThat(admitted.path()).containsExactly(path);
            assertThat(admitted.until()).isEqualTo(path[0].notAfter().plusSeconds(1));
        });
    }

    @Test
    void admitsLeavesOfTheManagedCaWithAndWithoutItsCertificate() {
        Certificate leaf = MANAGED.leaf("client", LONG_SERIAL);
        Certificate[] path = {leaf, MANAGED.certificate(), MANAGED_ROOT.certificate()};
        assertAdmitted(judge(managed(), leaf), MANAGED_ID, path);
        assertAdmitted(judge(managed(), leaf, MANAGED.certificate()), MANAGED_ID, path);
        assertAdmitted(judge(managed(), leaf, OWN.certificate(), MANAGED_ROOT.certificate()), MANAGED_ID, path);
    }

    @Test
    void asksNobodyWhereNoCaIsBound() {
        TrustBundle open = bundle(authority(MANAGED_ID, AuthorityKind.MANAGED, MANAGED));
        assertThat(judge(open)).isEqualTo(new Verdict.NotAsked()).matches(Verdict::letsThrough);
        TrustBundle ruled = open.with(List.of(Change.put(rules(TrustEntry.Mode.ENFORCE, 0))));
        assertThat(judge(ruled, OWN.leaf("x", BigInteger.ONE))).isEqualTo(new Verdict.NotAsked());
    }

    @Test
    void refusesThoseWithoutACertificateAndThoseOfOtherCas() {
        assertRefused(judge(managed()), Reason.NO_CERTIFICATE, "No client certificate");
        assertRefused(judge(managed(), OWN.leaf("x", BigInteger.ONE)), Reason.NO_PATH, "\"CN=Own issuing\"");
        assertRefused(judge(bundle(bound(OWN_ID)), OWN.leaf("x", BigInteger.ONE)), Reason.NO_PATH, "\"CN=x\"");
    }

    @Test
    void refusesWhatIsNoCertificateAndPassesOverWhatIsNoIntermediate() {
        TrustBundle bundle = managed();
        Judge judge = Judge.of(bundle.config());
        Der rubbish = Der.of(new byte[] {1, 2, 3});
        assertRefused(judge.judge(bundle, SHOP, List.of(rubbish), NOW), Reason.MALFORMED, "cannot be read");
        Der leaf = MANAGED.leaf("client", BigInteger.TEN).der();
        assertThat(judge.judge(bundle, SHOP, List.of(leaf, rubbish), NOW)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void letsThroughAndTellsWhyNotWhereTheHostnameOnlyRecords() {
        TrustBundle bundle = managed(rules(TrustEntry.Mode.LOG, 0));
        Verdict verdict = judge(bundle, OWN.leaf("x", BigInteger.ONE));
        assertThat(verdict).isInstanceOf(Verdict.Logged.class).matches(Verdict::letsThrough);
        assertThat(verdict.refusal()).map(Refusal::reason).contains(Reason.NO_PATH);
        Certificate good = MANAGED.leaf("client", BigInteger.TEN);
        assertThat(judge(bundle, good)).isInstanceOf(Verdict.Admitted.class);
        TrustBundle revoked = bundle.withRevoked(MANAGED_ID, Status.prefix(BigInteger.TEN));
        assertThat(judge(revoked, good).refusal()).map(Refusal::reason).contains(Reason.REVOKED);
    }

    @Test
    void refusesARevokedLeafOfAManagedCaAndNoOther() {
        Certificate revoked = MANAGED.leaf("gone", LONG_SERIAL);
        Certificate other = MANAGED.leaf("stays", LONG_SERIAL.add(BigInteger.ONE.shiftLeft(96)));
        TrustBundle bundle = managed(new TrustEntry.Revoked(MANAGED_ID, 0x0123456789abcdefL));
        assertRefused(judge(bundle, revoked), Reason.REVOKED, "\"CN=gone\"");
        assertThat(judge(bundle, other)).isInstanceOf(Verdict.Admitted.class);
        TrustBundle back = bundle.with(List.of(Change.take(new TrustEntry.Revoked(MANAGED_ID, 0x0123456789abcdefL))));
        assertThat(judge(back, revoked)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void oneStandingServesWhateverTheRevocationsAre() {
        Certificate leaf = MANAGED.leaf("client", LONG_SERIAL);
        TrustBundle before = managed();
        TrustBundle after = before.withRevoked(MANAGED_ID, Status.prefix(LONG_SERIAL));
        assertThat(after.config()).isSameAs(before.config());
        Judge judge = Judge.of(before.config());
        Site site = before.config().site(SHOP).orElseThrow();
        Standing standing = judge.standing(site, List.of(leaf.der()), NOW);
        assertThat(Judge.verdict(site, standing, before.status(), NOW)).isInstanceOf(Verdict.Admitted.class);
        assertRefused(Judge.verdict(site, standing, after.status(), NOW), Reason.REVOKED, "revoked");
        assertRefused(
                Judge.verdict(site, standing, before.status(), leaf.notAfter().plusSeconds(1)),
                Reason.EXPIRED,
                "\"CN=client\"");
        assertThat(judge.judge(after, SHOP, List.of(leaf.der()), NOW)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void refusesWhatAnUploadedCaListsAndBearsOldListsAsLongAsTheHostnameSays() {
        Certificate listed = OWN.leaf("listed", BigInteger.valueOf(7));
        Certificate good = OWN.leaf("good", BigInteger.valueOf(8));
        TrustEntry fresh = list(NOW.plusSeconds(1), BigInteger.valueOf(7));
        TrustEntry stale = list(NOW.minus(Duration.ofHours(5)), BigInteger.valueOf(7));
        assertAdmitted(judge(own(), good), OWN_ID, good, OWN.certificate(), OWN_ROOT.certificate());
        assertThat(judge(own(fresh), good)).isInstanceOf(Verdict.Admitted.class);
        assertRefused(judge(own(fresh), listed), Reason.REVOKED, "\"CN=listed\"");
        assertRefused(judge(own(stale), good), Reason.STATUS_STALE, "at most 0 hours");
        assertRefused(
                judge(own(stale, rules(TrustEntry.Mode.ENFORCE, 4)), good), Reason.STATUS_STALE, "at most 4 hours");
        assertThat(judge(own(stale, rules(TrustEntry.Mode.ENFORCE, 5)), good)).isInstanceOf(Verdict.Admitted.class);
        assertRefused(judge(own(stale, rules(TrustEntry.Mode.ENFORCE, 5)), listed), Reason.REVOKED, "listed");
        assertThat(judge(own(list(null, BigInteger.valueOf(7))), good)).isInstanceOf(Verdict.Admitted.class);
    }

    /** Root and issuing CA number from the same start: what one lists says nothing of the other's. */
    @Test
    void looksUpOnlyWhatTheListedCaItselfIssued() {
        Certificate client = OWN.leaf("client", BigInteger.valueOf(1001));
        TrustEntry list = list(NOW.plusSeconds(60), BigInteger.valueOf(1000));
        assertThat(judge(own(list), client)).isInstanceOf(Verdict.Admitted.class);

        TrustBundle rootOnly = bundle(authority(OWN_ID, AuthorityKind.ACCESS, OWN_ROOT), bound(OWN_ID));
        TrustBundle intermediateListed = rootOnly.with(List.of(Change.put(list)));
        Certificate sameNumber = OWN.leaf("same", BigInteger.valueOf(1000));
        assertThat(judge(rootOnly, client, OWN.certificate())).isInstanceOf(Verdict.Admitted.class);
        assertRefused(judge(intermediateListed, client, OWN.certificate()), Reason.REVOKED, "\"CN=Own issuing\"");
        TestPki other = OWN_ROOT.issuing("Other issuing", 1001);
        TrustBundle leafNumberListed =
                rootOnly.with(List.of(Change.put(list(NOW.plusSeconds(60), BigInteger.valueOf(999)))));
        assertThat(judge(leafNumberListed, sameNumber, OWN.certificate())).isInstanceOf(Verdict.Admitted.class);
        assertThat(judge(leafNumberListed, other.leaf("x", BigInteger.valueOf(999)), other.certificate()))
                .isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void countsTheRevocationsOfAManagedCaWhoeverBringsItsCertificate() {
        TrustBundle brought = bundle(
                authority(MANAGED_ID, AuthorityKind.MANAGED, MANAGED, MANAGED_ROOT),
                authority(OWN_ID, AuthorityKind.UPLOADED, MANAGED),
                bound(OWN_ID));
        Certificate leaf = MANAGED.leaf("client", LONG_SERIAL);
        assertThat(judge(brought, leaf)).isInstanceOf(Verdict.Admitted.class);
        assertRefused(
                judge(brought.withRevoked(MANAGED_ID, Status.prefix(LONG_SERIAL)), leaf), Reason.REVOKED, "client");
    }

    @Test
    void letsAManagedCaStandOnlyForWhatItIssuedItself() {
        TestPki sibling = MANAGED_ROOT.issuing("Sibling", 3);
        Certificate leaf = sibling.leaf("client", LONG_SERIAL);
        assertRefused(judge(managed(), leaf, sibling.certificate()), Reason.NO_PATH, "by another under its root");
        AuthorityId siblingId = new AuthorityId(new UUID(0, 9));
        TrustBundle both = managed(
                authority(siblingId, AuthorityKind.MANAGED, sibling, MANAGED_ROOT),
                bound(siblingId),
                new TrustEntry.Revoked(MANAGED_ID, Status.prefix(LONG_SERIAL)));
        assertThat(judge(both, leaf))
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        admitted -> assertThat(admitted.authority()).isEqualTo(siblingId));
    }

    @Test
    void asksEveryCaThatStandsForTheClient() {
        AuthorityId again = new AuthorityId(new UUID(0, 8));
        Certificate leaf = OWN.leaf("client", BigInteger.TEN);
        TrustEntry list = new TrustEntry.RevocationList(
                again, new RevokedSerials(NOW, NOW.plusSeconds(60), Set.of(BigInteger.TEN)));
        TrustBundle twice = own(authority(again, AuthorityKind.ACCESS, OWN), bound(again), list);
        assertRefused(judge(twice, leaf), Reason.REVOKED, "client");
    }

    private static TrustEntry said(TrustEntry.OcspStatus status, Instant nextUpdate) {
        return new TrustEntry.OcspAnswer(OWN_ID, BigInteger.TEN, status, NOW.minus(Duration.ofDays(1)), nextUpdate);
    }

    @Test
    void whereACaHasAResponderItsWordIsWaitedForAndHasToBeFresh() {
        Certificate leaf = OWN.leaf("client", BigInteger.TEN);
        TrustBundle asked = own(new TrustEntry.Responder(OWN_ID));
        assertRefused(judge(asked, leaf), Reason.STATUS_PENDING, "waits for the word");
        TrustBundle good =
                asked.with(List.of(Change.put(said(TrustEntry.OcspStatus.GOOD, NOW.plus(Duration.ofHours(1))))));
        assertThat(judge(good, leaf).letsThrough()).isTrue();
        Certificate other = OWN.leaf("other", BigInteger.TWO);
        assertRefused(judge(good, other), Reason.STATUS_PENDING, "other");
        Instant later = NOW.plus(Duration.ofHours(3));
        assertRefused(judge(good, later, leaf), Reason.STATUS_STALE, "at most 0 hours");
        TrustBundle lenient = good.with(List.of(Change.put(rules(TrustEntry.Mode.ENFORCE, 2))));
        assertThat(judge(lenient, later, leaf).letsThrough()).isTrue();
        assertRefused(judge(lenient, later.plusSeconds(1), leaf), Reason.STATUS_STALE, "at most 2 hours");
        TrustBundle revoked =
                good.with(List.of(Change.put(said(TrustEntry.OcspStatus.REVOKED, NOW.plus(Duration.ofHours(1))))));
        assertRefused(judge(revoked, leaf), Reason.REVOKED, "client");
        TrustBundle unknown =
                good.with(List.of(Change.put(said(TrustEntry.OcspStatus.UNKNOWN, NOW.plus(Duration.ofHours(1))))));
        assertRefused(judge(unknown, leaf), Reason.STATUS_UNKNOWN, "is unknown to");
        TrustBundle listed = good.with(List.of(Change.put(list(NOW.plusSeconds(60), BigInteger.TEN))));
        assertRefused(judge(listed, leaf), Reason.REVOKED, "client");
        TrustBundle silent = good.with(List.of(
                Change.take(new TrustEntry.Responder(OWN_ID)), Change.take(said(TrustEntry.OcspStatus.GOOD, NOW))));
        assertThat(silent).isEqualTo(own());
        assertThat(judge(silent, leaf).letsThrough()).isTrue();
    }

    @Test
    void endsPathsAtIntermediatesOnlyWhereNoRootWasUploaded() {
        Certificate leaf = OWN.leaf("client", BigInteger.TEN);
        TrustBundle without = bundle(authority(OWN_ID, AuthorityKind.UPLOADED, OWN), bound(OWN_ID));
        assertAdmitted(judge(without, leaf), OWN_ID, leaf, OWN.certificate());
        TestPki otherRoot = TestPki.root("Another root");
        TrustBundle foreign = bundle(authority(OWN_ID, AuthorityKind.UPLOADED, OWN, otherRoot), bound(OWN_ID));
        assertRefused(judge(foreign, leaf), Reason.NO_PATH, "\"CN=Own issuing\"");
    }

    @Test
    void allocatesNothingWhileTheAnswerIsGood() {
        TrustBundle bundle = managed(authority(OWN_ID, AuthorityKind.UPLOADED, OWN, OWN_ROOT), bound(OWN_ID))
                .withRevoked(MANAGED_ID, manyPrefixes());
        Site site = bundle.config().site(SHOP).orElseThrow();
        Judge judge = Judge.of(bundle.config());
        Standing.Good standing = (Standing.Good)
                judge.standing(site, List.of(MANAGED.leaf("x", LONG_SERIAL).der()), NOW);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            assertGood(site, standing, bundle);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            assertGood(site, standing, bundle);
        }
        // The measuring itself takes some; a single object for each question would be over a megabyte.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    private static void assertGood(Site site, Standing.Good standing, TrustBundle bundle) {
        if (Judge.status(site, standing, bundle.status(), NOW) != null) {
            throw new AssertionError("refused");
        }
    }

    private static long[] manyPrefixes() {
        long[] prefixes = new long[10_000];
        Arrays.setAll(prefixes, i -> i * 7L);
        return prefixes;
    }

    @Test
    void judgesByNoOtherConfigurationThanItsOwn() {
        Judge judge = Judge.of(managed().config());
        assertThatThrownBy(() -> judge.judge(own(), SHOP, List.of(), NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasAReasonForEveryFaultOfAPath() {
        List<String> codes = new ArrayList<>();
        for (PathFault.Kind kind : PathFault.Kind.values()) {
            assertThat(Reason.of(kind).code()).isEqualTo(kind.code());
            codes.add(kind.code());
        }
        assertThat(Stream.of(Reason.values()).map(Reason::code).filter(code -> !codes.contains(code)))
                .containsExactly("no_certificate", "revoked", "status_stale", "status_pending", "status_unknown");
    }
}
