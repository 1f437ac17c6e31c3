package dev.chancery.control.clientcertificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The status machine, with and without edges to wait for. */
interface StatusContract extends ClientCertificateContract {
    private String issued(ZoneClient zone) {
        return zone.issue(openssl().csr("/CN=a"), 1).result().path("id").asText();
    }

    private static String status(Reply reply) {
        return reply.result().path("status").asText();
    }

    private long revision() {
        return house().database().read(tx -> TrustHead.read(tx).revision().number());
    }

    private List<ClientCertificateId> finish(long revision) {
        ClientCertificateStore store = new ClientCertificateStore();
        return house().database().write(Lane.TRUST, tx -> {
            List<ClientCertificateId> settled =
                    new ArrayList<>(store.settle(tx, ClientCertificateStatus.PENDING_REVOCATION, revision));
            settled.addAll(store.settle(tx, ClientCertificateStatus.PENDING_REACTIVATION, revision));
            return settled;
        });
    }

    @Test
    default void completesAtOnceWhereNoEdgeIsRegistered() {
        ZoneClient zone = zone();
        String id = issued(zone);
        long before = revision();
        assertThat(status(zone.revoke(id))).isEqualTo("revoked");
        assertThat(status(zone.get(id))).isEqualTo("revoked");
        assertThat(revision()).isEqualTo(before + 1);
        assertThat(status(zone.reactivate(id))).isEqualTo("active");
        assertThat(status(zone.get(id))).isEqualTo("active");
        assertThat(revision()).isEqualTo(before + 2);
        assertThat(finish(before + 1)).isEmpty();
        assertThat(finish(before + 2)).isEmpty();
    }

    @Test
    default void refusesASecondRevocation() {
        ZoneClient zone = zone();
        String id = issued(zone);
        zone.revoke(id);
        long before = revision();
        Reply again = zone.revoke(id);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.errors())
                .containsExactly(
                        "1407 - The client certificate is already deleted: its status is revoked (expected: active"
                                + " or pending_reactivation)");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    default void leavesAnActiveOneAsItIs() {
        ZoneClient zone = zone();
        String id = issued(zone);
        long before = revision();
        for (String body :
                List.of("{\"reactivate\":true}", "{\"reactivate\":false}", "{}", "", "{\"reactivate\":null}")) {
            assertThat(zone.patch(id, body).result()).isEqualTo(zone.get(id).result());
        }
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    default void leavesARevokedOneAsItIsUnlessAskedToReactivate() {
        ZoneClient zone = zone();
        String id = issued(zone);
        zone.revoke(id);
        for (String body : List.of("{\"reactivate\":false}", "{}", "", "{\"reactivate\":null}")) {
            assertThat(status(zone.patch(id, body))).isEqualTo("revoked");
        }
    }

    @Test
    default void staysPendingUntilEveryEdgeHasHeard() {
        house().withAnEdge(() -> {
            ZoneClient zone = zone();
            String id = issued(zone);
            assertThat(status(zone.revoke(id))).isEqualTo("pending_revocation");
            assertThat(zone.revoke(id).errors()).singleElement().asString().startsWith("1407 - ");
            long revocation = revision();
            assertThat(finish(revocation - 1)).doesNotContain(new ClientCertificateId(id));
            assertThat(finish(revocation)).containsExactly(new ClientCertificateId(id));
            assertThat(finish(revocation)).isEmpty();
            assertThat(status(zone.get(id))).isEqualTo("revoked");
            assertThat(status(zone.reactivate(id))).isEqualTo("pending_reactivation");
            assertThat(status(zone.reactivate(id))).isEqualTo("pending_reactivation");
            assertThat(finish(revision())).containsExactly(new ClientCertificateId(id));
            assertThat(status(zone.get(id))).isEqualTo("active");
        });
    }

    @Test
    default void leavesToANewerRevisionWhatWasChangedSince() {
        house().withAnEdge(() -> {
            ZoneClient zone = zone();
            String id = issued(zone);
            zone.revoke(id);
            long first = revision();
            assertThat(status(zone.reactivate(id))).isEqualTo("pending_reactivation");
            long second = revision();
            assertThat(status(zone.revoke(id))).isEqualTo("pending_revocation");
            long third = revision();
            assertThat(finish(first)).isEmpty();
            assertThat(finish(second)).isEmpty();
            assertThat(status(zone.get(id))).isEqualTo("pending_revocation");
            assertThat(finish(third)).containsExactly(new ClientCertificateId(id));
            assertThat(status(zone.get(id))).isEqualTo("revoked");
        });
    }

    @Test
    default void marksThePartitionWheneverItsListMustSaySomethingElse() {
        house().withAnEdge(() -> {
            ZoneClient zone = zone();
            String id = issued(zone);
            long untouched = changes(zone);
            zone.revoke(id);
            assertThat(changes(zone)).isEqualTo(untouched + 1);
            finish(revision());
            assertThat(changes(zone)).isEqualTo(untouched + 1);
            zone.reactivate(id);
            assertThat(changes(zone)).as("still revoked on the list").isEqualTo(untouched + 1);
            assertThat(listed(zone)).isEqualTo(1);
            finish(revision());
            assertThat(changes(zone)).isEqualTo(untouched + 2);
            assertThat(listed(zone)).isZero();
        });
    }

    private long changes(ZoneClient zone) {
        String ca = zone.managedCa().path("id").asText();
        return house().number("select changed_revision from crl_partition where ca_id = '" + ca + "'");
    }

    private long listed(ZoneClient zone) {
        java.util.UUID ca =
                java.util.UUID.fromString(zone.managedCa().path("id").asText());
        return house().database().read(tx -> {
            long[] entries = new long[1];
            new ClientCertificateStore().revoked(tx, ca, 1, entry -> entries[0]++);
            return entries[0];
        });
    }

    @Test
    default void keepsTheTimeOfTheFirstRevocationUntilActiveAgain() {
        house().withAnEdge(() -> {
            ZoneClient zone = zone();
            String id = issued(zone);
            zone.revoke(id);
            java.time.Instant revoked = house().now();
            house().pass(Duration.ofMinutes(1));
            zone.reactivate(id);
            zone.revoke(id);
            assertThat(revokedAt(zone, id)).isEqualTo(revoked);
            zone.reactivate(id);
            finish(revision());
            assertThat(revokedAt(zone, id)).isNull();
        });
    }

    private java.time.@org.jspecify.annotations.Nullable Instant revokedAt(ZoneClient zone, String id) {
        return house().database()
                .read(tx -> new ClientCertificateStore().find(tx, zone.zone(), new ClientCertificateId(id)))
                .orElseThrow()
                .revokedAt();
    }

    @Test
    default void recordsWhoRevokedAndWhetherItIsFelt() {
        ZoneClient zone = zone();
        String id = issued(zone);
        zone.revoke(id);
        house().withAnEdge(() -> zone.reactivate(id));
        finish(revision());
        List<String> entries = house().database()
                .read(tx -> tx.sql("select action, outcome from audit_log where object_id = ? order by ordinal")
                        .text(id)
                        .list(row -> row.text(1) + " " + row.text(2)));
        assertThat(entries).containsExactly("create success", "revoke success", "reactivate pending");
    }
}
