package dev.chancery.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.testkit.OpenSsl;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustBundleTest {
    private static final Hostname SHOP = new Hostname("shop.example.com");
    private static final AuthorityId CA = new AuthorityId(new UUID(1, 2));
    private static final AuthorityId OTHER = new AuthorityId(new UUID(3, 4));
    private static final Lineage LINEAGE = new Lineage("0123456789abcdef0123456789abcdef");

    @TempDir
    private Path folder;

    private List<TrustEntry> every = List.of();

    @BeforeEach
    void oneEntryOfEachKind() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        Certificate root = Certificate.parsePem(openssl.ca("/CN=Root").certificate());
        every = new ArrayList<>(List.of(
                new TrustEntry.Authority(CA, TrustEntry.AuthorityKind.MANAGED, List.of(root)),
                new TrustEntry.Binding(SHOP, CA),
                new TrustEntry.Settings(SHOP, true, false),
                new TrustEntry.Rules(SHOP, TrustEntry.Mode.LOG, 12, true),
                new TrustEntry.Route(SHOP, URI.create("https://10.0.0.7:8443")),
                new TrustEntry.ServerCertificate(
                        new UUID(5, 6),
                        List.of(new HostnamePattern("*.example.com")),
                        List.of(root),
                        Instant.parse("2026-11-26T00:00:00Z")),
                new TrustEntry.Revoked(CA, 0x0102030405060708L),
                new TrustEntry.RevocationList(
                        OTHER,
                        new RevokedSerials(Instant.EPOCH, null, Set.of(BigInteger.TEN, BigInteger.TWO.pow(150)))),
                new TrustEntry.Responder(OTHER),
                new TrustEntry.OcspAnswer(
                        OTHER,
                        BigInteger.TWO.pow(150),
                        TrustEntry.OcspStatus.UNKNOWN,
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(60))));
        every.addAll(AccessEntryTest.oneOfEachKind(root.publicKey()));
    }

    private static List<Change> puts(List<TrustEntry> entries) {
        return entries.stream().map(Change::put).toList();
    }

    @Test
    void everyEntrySurvivesItsEncoding() throws Exception {
        for (TrustEntry entry : every) {
            assertThat(EntryCodec.decode(EntryCodec.encode(entry))).isEqualTo(entry);
        }
        assertThat(every.stream().map(entry -> entry.key().kind()))
                .as("every kind has its entry here")
                .containsExactlyInAnyOrder(EntryKey.Kind.values());
    }

    @Test
    void theOrderInWhichEntriesComeMakesNoDifference() {
        TrustBundle straight = TrustBundle.EMPTY.with(puts(every));
        List<TrustEntry> shuffled = new ArrayList<>(every);
        Collections.shuffle(shuffled, new Random(3));
        TrustBundle other = TrustBundle.EMPTY;
        for (TrustEntry entry : shuffled) {
            other = other.with(List.of(Change.put(entry), Change.put(entry)));
        }
        assertThat(other.digest()).isEqualTo(straight.digest());
        assertThat(straight.with(every.stream().map(Change::take).toList()).digest())
                .isEqualTo(BundleDigest.EMPTY);
    }

    @Test
    void replacingIsTakingAndPutting() {
        TrustBundle bundle = TrustBundle.EMPTY.with(puts(every));
        var moved = new TrustEntry.Route(SHOP, URI.create("http://10.0.0.8"));
        TrustBundle replaced = bundle.with(List.of(Change.put(moved)));
        assertThat(replaced.config().site(SHOP).orElseThrow().origin()).contains(moved.origin());
        assertThat(replaced.digest())
                .isEqualTo(bundle.digest().minus(every.get(4)).plus(moved))
                .isNotEqualTo(bundle.digest());
    }

    @Test
    void aHostnameKnowsAllThatIsSaidOfIt() {
        Site site = TrustBundle.EMPTY.with(puts(every)).config().site(SHOP).orElseThrow();
        assertThat(site)
                .isEqualTo(new Site(
                        SHOP,
                        true,
                        List.of((TrustEntry.Authority) every.getFirst()),
                        true,
                        false,
                        TrustEntry.Mode.LOG,
                        12,
                        true,
                        Optional.of(URI.create("https://10.0.0.7:8443"))));
    }

    @Test
    void aHostnameBoundToAnUnknownCaStaysBound() {
        Site site = TrustBundle.EMPTY
                .with(List.of(Change.put(new TrustEntry.Binding(SHOP, OTHER))))
                .config()
                .site(SHOP)
                .orElseThrow();
        assertThat(site.bound()).isTrue();
        assertThat(site.authorities()).isEmpty();
    }

    @Test
    void aRevocationLeavesTheConfigurationTheSameInstance() {
        TrustBundle bundle = TrustBundle.EMPTY.with(puts(every));
        TrustBundle revoked = bundle.with(List.of(Change.put(new TrustEntry.Revoked(CA, 9))));
        assertThat(revoked.config()).isSameAs(bundle.config());
        assertThat(revoked.status().revoked(CA).contains(9)).isTrue();
        assertThat(bundle.status().revoked(CA).contains(9)).isFalse();
        assertThat(bundle.withRevoked(CA, 9, 0x0102030405060708L)).isEqualTo(revoked);
    }

    @Test
    void aDeltaFitsOneBundleOnly() throws Exception {
        TrustBundle bundle = TrustBundle.EMPTY.with(puts(every));
        List<Change> changes = List.of(Change.put(new TrustEntry.Revoked(CA, 9)));
        TrustBundle next = bundle.with(changes);
        Delta delta = new Delta(4, bundle.digest(), new Revision(LINEAGE, 5), next.digest(), changes);
        assertThat(bundle.with(delta)).isEqualTo(next);
        assertThatThrownBy(() -> next.with(delta))
                .isInstanceOf(BundleMismatchException.class)
                .hasMessageContaining("a delta that starts from " + bundle.digest());
        Delta lying = new Delta(4, bundle.digest(), new Revision(LINEAGE, 5), bundle.digest(), changes);
        assertThatThrownBy(() -> bundle.with(lying))
                .isInstanceOf(BundleMismatchException.class)
                .hasMessageContaining("that leads to " + next.digest());
    }

    @Test
    void everyMessageSurvivesTheStreamWhereverItIsCut() throws Exception {
        Revision revision = new Revision(LINEAGE, 7);
        List<ToEdge> messages = List.of(
                new ToEdge.SnapshotBegin(revision, BundleDigest.EMPTY),
                new ToEdge.SnapshotPart(every),
                new ToEdge.SnapshotRevoked(CA, List.of(1L, -1L)),
                new ToEdge.SnapshotEnd(),
                new ToEdge.Update(new Delta(
                        6, BundleDigest.EMPTY, revision, BundleDigest.EMPTY, List.of(Change.take(every.getLast())))),
                new ToEdge.ServerKey(new UUID(5, 6), Der.of(new byte[] {48, 0})),
                new ToEdge.LeaseGranted(3, Duration.ofSeconds(6)),
                new ToEdge.LeaseDenied(4, "fenced"),
                new ToEdge.TellRevoked(LINEAGE),
                new ToEdge.Recovered(new Believed(revision, BundleDigest.EMPTY)));
        StreamCodec.Frames frames = new StreamCodec.Frames();
        List<ToEdge> read = new ArrayList<>();
        for (ToEdge message : messages) {
            for (byte one : StreamCodec.frame(StreamCodec.encode(message))) {
                for (byte[] whole : frames.take(new byte[] {one})) {
                    read.add(StreamCodec.toEdge(whole));
                }
            }
        }
        assertThat(read).isEqualTo(messages);
        for (FromEdge message : List.of(
                new FromEdge.Hello(
                        2,
                        new UUID(7, 8),
                        Optional.of(new Believed(revision, BundleDigest.EMPTY)),
                        Optional.of(new Believed(new Revision(LINEAGE, 8), new BundleDigest(1, 2, 3, 4))),
                        "china",
                        "127.0.0.1:8443"),
                new FromEdge.Hello(2, new UUID(7, 8), Optional.empty(), Optional.empty(), "", ""),
                new FromEdge.Applied(revision, BundleDigest.EMPTY, 3, Duration.ofMillis(4)),
                new FromEdge.Refused(revision, "a delta that starts elsewhere"),
                new FromEdge.Renew(9),
                new FromEdge.Seen(List.of(new FromEdge.Sighting(
                        List.of(Der.of(new byte[] {48, 0}), Der.of(new byte[] {48, 1, 0})), SHOP, Instant.EPOCH))),
                new FromEdge.Revoked(CA, List.of(5L)),
                new FromEdge.RevokedEnd())) {
            assertThat(StreamCodec.fromEdge(StreamCodec.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void bytesThatAreNoMessageAreSaidToBeNone() {
        assertThatThrownBy(() -> StreamCodec.toEdge(new byte[] {99})).isInstanceOf(TrustFormatException.class);
        assertThatThrownBy(() -> StreamCodec.fromEdge(new byte[] {4, 0}))
                .isInstanceOf(TrustFormatException.class)
                .hasMessage("1 bytes are left (expected: 8)");
        assertThatThrownBy(() -> EntryCodec.decode(new byte[] {77})).isInstanceOf(TrustFormatException.class);
        assertThatThrownBy(() -> new StreamCodec.Frames().take(new byte[] {-1, 0, 0, 0}))
                .isInstanceOf(TrustFormatException.class);
    }

    @Test
    void aWildcardStandsForOneLabel() {
        HostnamePattern wildcard = new HostnamePattern("*.example.com");
        assertThat(wildcard.matches(SHOP)).isTrue();
        assertThat(wildcard.matches(new Hostname("a.shop.example.com"))).isFalse();
        assertThat(wildcard.matches(new Hostname("example.com"))).isFalse();
        assertThat(HostnamePattern.above(SHOP)).isEqualTo(wildcard);
    }

    @Test
    void aSerialIsKnownByItsFirstEightBytes() {
        BigInteger serial = new BigInteger("0102030405060708090a0b0c0d0e0f1011121314", 16);
        assertThat(Status.prefix(serial)).isEqualTo(0x0102030405060708L);
        assertThat(Status.prefix(new BigInteger("0a0b", 16))).isEqualTo(0x0a0bL);
    }
}
