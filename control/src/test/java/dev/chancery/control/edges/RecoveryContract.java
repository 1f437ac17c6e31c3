package dev.chancery.control.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.clientcertificates.ForgottenRevocations;
import dev.chancery.control.edges.EdgesContract.EdgeProcess;
import dev.chancery.control.edges.EdgesContract.Replica;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.publishing.HandedOverRevocations;
import dev.chancery.control.publishing.Trust;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.revocation.CrlPublisher;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Believed;
import dev.chancery.trust.RevokedSet;
import dev.chancery.trust.Status;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a database that was restored from an older state learns from its edges, on every engine. */
interface RecoveryContract extends HouseTest.Alone {
    long NEVER_HEARD_OF = 77;

    private String issued() {
        return account()
                .post(
                        "/zones/{zone}/client_certificates",
                        Map.of("csr", openssl().csr("/CN=device"), "validity_days", 365))
                .text("/id");
    }

    private String status(String id) {
        return account().get("/zones/{zone}/client_certificates/" + id).text("/status");
    }

    private AuthorityId ca(String id) {
        return house().database()
                .read(tx -> tx.sql("select ca_id from client_certificate where id = ?")
                        .bytes(HexFormat.of().parseHex(id))
                        .first(row -> new AuthorityId(row.uuid(1)))
                        .orElseThrow());
    }

    private long prefix(String id) {
        return house().database()
                .read(tx -> tx.sql("select serial from client_certificate where id = ?")
                        .bytes(HexFormat.of().parseHex(id))
                        .first(row -> Status.prefix(new BigInteger(1, row.bytes(1))))
                        .orElseThrow());
    }

    private Recovery recovery() {
        return new Recovery(
                house().database(),
                new TrustLog(house()::now),
                new AuditLog(house()::now),
                CrlPublisher::makeAnew,
                new SecureRandom(),
                house()::now);
    }

    private HandedOverRevocations revocations() {
        return new ForgottenRevocations(
                new ClientCertificateStore(), new TrustLog(house()::now), new AuditLog(house()::now), house()::now);
    }

    private RevokedSet revokedAt(AuthorityId ca) {
        Trust trust = new Trust(house().database(), new ClientCertificateStore()::revoked);
        return new CurrentBundle(trust).now().bundle().status().revoked(ca);
    }

    /** The state a backup was made in: the certificate is active. What was revoked since only the edges know. */
    @Test
    default void whatEdgesBelieveRevokedIsRevokedAgainBeforeAnyGetsALease() {
        Replica replica = new Replica(this);
        EdgeProcess one = EdgeProcess.joined(replica, this).leased();
        EdgeProcess two = EdgeProcess.joined(replica, this).leased();
        String revokedSince = issued();
        String stillValid = issued();
        AuthorityId ca = ca(revokedSince);
        long leaf = prefix(revokedSince);
        Believed before = replica.believed();

        Recovery.Begun begun = recovery().begin();
        assertThat(begun.awaited()).extracting(EdgeRow::id).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(begun.head().lineage()).isNotEqualTo(before.revision().lineage());
        assertThat(begun.head().number()).isGreaterThan(before.revision().number());
        assertThat(house().number("select count(*) from crl_partition where changed_revision <= built_revision"))
                .as("every list is made anew")
                .isZero();

        assertThat(one.comesBack(before))
                .isEqualTo(new Welcome.HandsOver(begun.head().lineage(), true));
        Believed head =
                replica.register.handedOver(one.id(), Map.of(ca, RevokedSet.of(leaf, NEVER_HEARD_OF)), revocations());
        assertThat(head).isEqualTo(replica.believed());
        assertThat(status(revokedSince))
                .as("the edge that has not come may hold a lease of before")
                .isEqualTo("pending_revocation");
        assertThat(revokedAt(ca)).isEqualTo(RevokedSet.of(leaf, NEVER_HEARD_OF));
        assertThat(one.comesBack(head)).isInstanceOf(Welcome.Follows.class);
        one.appliesHead();
        assertThat(one.asks()).contains("1 edges have not told yet which leaves they believe revoked");

        assertThat(two.comes(Optional.of(before))).isInstanceOf(Welcome.HandsOver.class);
        Believed same = replica.register.handedOver(two.id(), Map.of(ca, RevokedSet.of(leaf)), revocations());
        assertThat(same).as("it said nothing new").isEqualTo(head);
        assertThat(two.comesBack(before))
                .as("it never heard that it was believed, and tells again")
                .isInstanceOf(Welcome.HandsOver.class);
        two.appliesHead();
        assertThat(status(revokedSince)).isEqualTo("revoked");
        assertThat(status(stillValid)).isEqualTo("active");
        assertThat(one.asks()).isEmpty();
        assertThat(two.asks()).isEmpty();
        assertThat(account()
                        .get("/accounts/{account}/audit_logs?action.type=revoke")
                        .result()
                        .toString())
                .contains(revokedSince)
                .contains("recover");
    }

    @Test
    default void anEdgeThatIsGoneForGoodIsRemovedAndWaitedForNoLonger() {
        Replica replica = new Replica(this);
        EdgeProcess here = EdgeProcess.joined(replica, this).leased();
        EdgeProcess gone = EdgeProcess.joined(replica, this).leased();
        Believed before = replica.believed();
        recovery().begin();
        here.comesBack(before);
        replica.register.handedOver(here.id(), Map.of(), revocations());
        here.appliesHead();
        assertThat(here.asks()).isPresent();
        assertThat(replica.register.remove(gone.id()))
                .as("it may hold a lease of before")
                .isFalse();
        replica.passes(Duration.ZERO);
        replica.passes(EdgesContract.TIMES.lease().plus(EdgesContract.TIMES.margin()));
        assertThat(replica.register.remove(gone.id())).isTrue();
        assertThat(replica.register.awaited()).isEmpty();
        assertThat(here.asks()).isEmpty();
    }

    /** It joined after the backup was made, so no row knows it; what it knows counts all the same. */
    @Test
    default void anEdgeTheBackupDoesNotKnowIsHeardAndToldNothing() {
        Replica replica = new Replica(this);
        String id = issued();
        EdgeProcess unknown = new EdgeProcess(replica, new EdgeId(UUID.randomUUID()), UUID.randomUUID());
        Believed believed = replica.believed();
        assertThat(unknown.comesBack(believed)).isInstanceOf(Welcome.Astray.class);
        Recovery.Begun begun = recovery().begin();
        assertThat(unknown.comesBack(believed))
                .isEqualTo(new Welcome.HandsOver(begun.head().lineage(), false));
        replica.register.handedOver(unknown.id(), Map.of(ca(id), RevokedSet.of(prefix(id))), revocations());
        assertThat(status(id)).as("no edge holds a lease").isEqualTo("revoked");
        assertThat(replica.register.edges()).isEmpty();
    }
}
