package dev.chancery.control.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.clientcertificates.SettledClientCertificates;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.publishing.SettledTable;
import dev.chancery.trust.Believed;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a pending state ends, and when it must not (DESIGN 4.3), on every engine. */
interface EdgesContract extends HouseTest.Alone {
    LeaseTimes TIMES = new LeaseTimes(Duration.ofSeconds(6), Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** One control process as far as it knows edges; its monotonic clock stands until it is moved. */
    final class Replica {
        private final HouseTest test;
        private final AtomicLong nanos = new AtomicLong(1);
        final EdgeRegister register;
        private final EdgeWatch watch;

        Replica(HouseTest test) {
            this.test = test;
            Settlement settlement = new Settlement();
            settlement.add(new SettledClientCertificates(new ClientCertificateStore()));
            settlement.add(new SettledTable("hostname_association"));
            register = new EdgeRegister(
                    test.house().database(), settlement, () -> Instant.parse("2026-11-26T12:00:00Z"), () -> {});
            watch = new EdgeWatch(register, TIMES, nanos::get);
        }

        void passes(Duration time) {
            nanos.addAndGet(time.toNanos());
            watch.look();
        }

        Believed believed() {
            TrustHead.Position head = head();
            return new Believed(head.revision(), head.digest());
        }

        TrustHead.Position head() {
            return test.house().database().read(TrustHead::read);
        }

        Standing standing(EdgeId edge) {
            return register.edges().stream()
                    .filter(row -> row.id().equals(edge))
                    .findFirst()
                    .orElseThrow()
                    .standing();
        }
    }

    /** An edge as control sees it: one process of it. */
    record EdgeProcess(Replica replica, EdgeId id, UUID instance) {
        static EdgeProcess joined(Replica replica, HouseTest test) {
            EdgeId id = new EdgeId(UUID.randomUUID());
            test.house().database().write(Lane.GENERAL, tx -> {
                new EdgeStore().insert(tx, id, "edge", Instant.EPOCH);
                return id;
            });
            return new EdgeProcess(replica, id, UUID.randomUUID());
        }

        EdgeProcess another() {
            return new EdgeProcess(replica, id, UUID.randomUUID());
        }

        /** Comes, and has never believed anything newer than what it believes. */
        Welcome comes(Optional<Believed> believing) {
            return replica.register.came(
                    id, new FromEdge.Hello(2, instance, believing, believing, "", "127.0.0.1:8443"));
        }

        /** Comes after it was started anew, and remembers what it believed. */
        Welcome comesBack(Believed newest) {
            return replica.register.came(
                    id, new FromEdge.Hello(2, instance, Optional.empty(), Optional.of(newest), "", "127.0.0.1:8443"));
        }

        void appliesHead() {
            TrustHead.Position head = replica.head();
            assertThat(applies(head.revision(), head.digest())).isTrue();
        }

        boolean applies(Revision revision, BundleDigest digest) {
            return replica.register.applied(
                    id, instance, new FromEdge.Applied(revision, digest, 2, Duration.ofMillis(3)));
        }

        Optional<String> asks() {
            return replica.register.lease(id, instance);
        }

        EdgeProcess leased() {
            comes(Optional.empty());
            appliesHead();
            assertThat(asks()).isEmpty();
            return this;
        }
    }

    private String issued() {
        return account()
                .post(
                        "/zones/{zone}/client_certificates",
                        Map.of("csr", openssl().csr("/CN=device"), "validity_days", 365))
                .text("/id");
    }

    private String revoke(String id) {
        return account().delete("/zones/{zone}/client_certificates/" + id).text("/status");
    }

    private String status(String id) {
        return account().get("/zones/{zone}/client_certificates/" + id).text("/status");
    }

    @Test
    default void aRevocationEndsWhenTheLastEdgeHasAppliedIt() {
        Replica replica = new Replica(this);
        EdgeProcess one = EdgeProcess.joined(replica, this).leased();
        EdgeProcess two = EdgeProcess.joined(replica, this).leased();
        EdgeProcess onlyJoined = EdgeProcess.joined(replica, this);
        String id = issued();
        assertThat(revoke(id)).isEqualTo("pending_revocation");
        one.appliesHead();
        assertThat(status(id)).isEqualTo("pending_revocation");
        two.appliesHead();
        assertThat(status(id)).isEqualTo("revoked");
        List<Receipt> receipts =
                replica.register.receipts(replica.head().revision().number());
        assertThat(receipts).extracting(Receipt::edge).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(receipts.getFirst().connectionsCut()).isEqualTo(2);
        assertThat(receipts.getFirst().took()).isEqualTo(Duration.ofMillis(3));
        assertThat(replica.standing(onlyJoined.id())).isEqualTo(Standing.JOINED);
    }

    @Test
    default void aReceiptForAnOlderRevisionEndsNothingNewer() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        String id = issued();
        revoke(id);
        TrustHead.Position revoked = replica.head();
        account()
                .patch("/zones/{zone}/client_certificates/" + id, "{\"reactivate\":true}")
                .result();
        assertThat(edge.applies(revoked.revision(), revoked.digest())).isTrue();
        assertThat(status(id)).isEqualTo("pending_reactivation");
        edge.appliesHead();
        assertThat(status(id)).isEqualTo("active");
    }

    @Test
    default void aFirstLeaseIsGivenAtTheHeadOnly() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this);
        edge.comes(Optional.empty());
        assertThat(edge.asks()).as("it has applied nothing").isPresent();
        edge.appliesHead();
        revoke(issued());
        assertThat(edge.asks())
                .get()
                .asString()
                .contains("and the head is " + replica.head().revision());
        edge.appliesHead();
        assertThat(edge.asks()).isEmpty();
        assertThat(replica.standing(edge.id())).isEqualTo(Standing.LEASED);
    }

    @Test
    default void anEdgeThatDoesNotApplyIsFencedAndThenLostAndNotBefore() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        String id = issued();
        revoke(id);
        replica.passes(Duration.ZERO);
        replica.passes(TIMES.patience().minusNanos(1));
        assertThat(edge.asks()).as("it keeps talking").isEmpty();
        assertThat(replica.standing(edge.id())).isEqualTo(Standing.LEASED);
        replica.passes(Duration.ofNanos(1));
        assertThat(replica.standing(edge.id())).isEqualTo(Standing.FENCED);
        assertThat(edge.asks()).as("it gets no lease any more").isPresent();
        replica.passes(Duration.ZERO);
        replica.passes(TIMES.lease().plus(TIMES.margin()).minusNanos(1));
        assertThat(status(id)).as("its lease may last").isEqualTo("pending_revocation");
        replica.passes(Duration.ofNanos(1));
        assertThat(replica.standing(edge.id())).isEqualTo(Standing.LOST);
        assertThat(status(id)).isEqualTo("revoked");
        edge.appliesHead();
        assertThat(edge.asks()).as("it has caught up").isEmpty();
    }

    @Test
    default void aReplicaThatIsStartedAnewWaitsAnew() {
        Replica first = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(first, this).leased();
        String id = issued();
        revoke(id);
        first.passes(Duration.ZERO);
        first.passes(TIMES.patience());
        Replica second = new Replica(this);
        second.nanos.set(Long.MAX_VALUE / 2);
        second.passes(Duration.ZERO);
        second.passes(TIMES.lease());
        assertThat(status(id)).isEqualTo("pending_revocation");
        second.passes(TIMES.margin());
        assertThat(status(id)).isEqualTo("revoked");
        assertThat(second.standing(edge.id())).isEqualTo(Standing.LOST);
    }

    @Test
    default void anEdgeThatRefusesIsFencedAtOnce() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        String id = issued();
        revoke(id);
        replica.register.refused(
                edge.id(), new FromEdge.Refused(replica.head().revision(), "a delta that starts elsewhere"));
        assertThat(replica.standing(edge.id())).isEqualTo(Standing.FENCED);
        assertThat(status(id)).isEqualTo("pending_revocation");
        assertThat(replica.register.receipts(replica.head().revision().number()))
                .as("a refusal is no receipt")
                .isEmpty();
        edge.appliesHead();
        assertThat(status(id)).as("it did after all").isEqualTo("revoked");
    }

    @Test
    default void anEdgeThatBelievesSomethingElseIsFenced() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        String id = issued();
        revoke(id);
        assertThat(edge.applies(replica.head().revision(), BundleDigest.EMPTY)).isFalse();
        assertThat(replica.standing(edge.id())).isEqualTo(Standing.FENCED);
        assertThat(status(id)).isEqualTo("pending_revocation");
    }

    @Test
    default void aLeaseDoesNotOutliveItsProcess() {
        Replica replica = new Replica(this);
        EdgeProcess old = EdgeProcess.joined(replica, this).leased();
        EdgeProcess next = old.another();
        next.comes(Optional.empty());
        assertThat(old.asks()).as("another process came in its place").isPresent();
        assertThat(replica.standing(old.id())).isEqualTo(Standing.FENCED);
        String id = issued();
        assertThat(revoke(id)).as("the old one may hold its lease still").isEqualTo("pending_revocation");
        old.applies(replica.head().revision(), replica.head().digest());
        assertThat(status(id)).as("whatever it says").isEqualTo("pending_revocation");
        next.appliesHead();
        assertThat(next.asks()).isEmpty();
    }

    @Test
    default void anEdgeThatComesAgainIsBelievedWhatControlKnows() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        Believed before = replica.believed();
        revoke(issued());
        assertThat(edge.comes(Optional.of(before))).isEqualTo(new Welcome.Follows(Optional.of(before)));
        assertThat(replica.standing(edge.id())).as("the same process").isEqualTo(Standing.LEASED);
    }

    /** A database that was set back knows less than its edges; what it says next would un-revoke. */
    @Test
    default void anEdgeThatBelievesWhatControlNeverSaidIsToldNothing() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        Revision head = replica.head().revision();
        Believed newer = new Believed(new Revision(head.lineage(), head.number() + 1), BundleDigest.EMPTY);
        assertThat(edge.comesBack(newer)).isInstanceOf(Welcome.Astray.class);
        assertThat(replica.standing(edge.id())).isEqualTo(Standing.FENCED);
        revoke(issued());
        assertThat(edge.comesBack(newer))
                .as("the head has passed its number, and it is another history all the same")
                .isInstanceOfSatisfying(
                        Welcome.Astray.class,
                        astray -> assertThat(astray.reason()).contains("chancery recover"));
        assertThat(edge.comesBack(
                        new Believed(new Revision(new Lineage("f".repeat(32)), head.number()), BundleDigest.EMPTY)))
                .isInstanceOf(Welcome.Astray.class);
    }

    @Test
    default void onlyAnEdgeWithoutALeaseIsRemoved() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        String path = "/accounts/{account}/edges/" + edge.id();
        account()
                .delete(path)
                .refused(
                        409,
                        1494,
                        "edge %s may hold a lease (expected: one that is stopped and lost)".formatted(edge.id()));
        revoke(issued());
        replica.passes(Duration.ZERO);
        replica.passes(TIMES.patience());
        replica.passes(Duration.ZERO);
        replica.passes(TIMES.lease().plus(TIMES.margin()));
        assertThat(account()
                        .get("/accounts/{account}/edges")
                        .result()
                        .at("/0/status")
                        .textValue())
                .isEqualTo("lost");
        assertThat(account().delete(path).text("/id")).isEqualTo(edge.id().toString());
        account().delete(path).refused(404, 1493, "edge %s (expected: one that has joined)".formatted(edge.id()));
    }

    @Test
    default void enforcementNamesEveryEdgeAndItsReceipt() {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        String id = issued();
        String path = "/zones/{zone}/client_certificates/" + id + "/enforcement";
        assertThat(account().get(path).result().path("revision").isNull()).isTrue();
        revoke(id);
        assertThat(account().get(path).result().at("/edges/0/applied").booleanValue())
                .isFalse();
        edge.appliesHead();
        var told = account().get(path).result();
        assertThat(told.at("/status").textValue()).isEqualTo("revoked");
        assertThat(told.at("/revision").longValue())
                .isEqualTo(replica.head().revision().number());
        assertThat(told.at("/edges/0/applied").booleanValue()).isTrue();
        assertThat(told.at("/edges/0/connections_cut").longValue()).isEqualTo(2);
        assertThat(told.at("/edges/0/digest").textValue())
                .isEqualTo(replica.head().digest().hex());
    }

    @Test
    default void aCallerMayWaitForEnforcement() throws Exception {
        Replica replica = new Replica(this);
        EdgeProcess edge = EdgeProcess.joined(replica, this).leased();
        String id = issued();
        String path = "/zones/{zone}/client_certificates/" + id;
        assertThat(account().delete(path + "?wait=enforced&timeout=1").text("/status"))
                .as("the time is over first")
                .isEqualTo("pending_revocation");
        account().patch(path + "?wait=forever", "{\"reactivate\":true}").faultsAt("wait");
        assertThat(status(id)).as("a refused call changes nothing").isEqualTo("pending_revocation");
        Thread applying = Thread.ofVirtual().start(() -> {
            while (!status(id).equals("pending_reactivation")) {
                Thread.onSpinWait();
            }
            edge.appliesHead();
        });
        assertThat(account()
                        .patch(path + "?wait=enforced&timeout=25", "{\"reactivate\":true}")
                        .text("/status"))
                .isEqualTo("active");
        applying.join();
    }
}
