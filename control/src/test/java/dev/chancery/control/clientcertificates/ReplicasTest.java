package dev.chancery.control.clientcertificates;

import static dev.chancery.control.clientcertificates.ClientCertificateStatus.ACTIVE;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REVOCATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.testkit.PostgresServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one PostgreSQL. */
class ReplicasTest {
    private final String url = PostgresServer.freshDatabase();
    private final Database one = FreshDatabase.open(url);
    private final Database two = FreshDatabase.open(url);
    private final ClientCertificateStore store = new ClientCertificateStore();

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void shareOneLineage() {
        TrustHead.Position first = one.read(TrustHead::read);
        TrustHead.Position second = two.read(TrustHead::read);
        assertThat(first).isEqualTo(second);
    }

    @Test
    void numberDenselyTogether() throws Exception {
        ConcurrentIssuance.run(List.of(one, two));
    }

    @Test
    void giveRevisionsWithoutGapsAndRevokeEachCertificateOnce() throws Exception {
        List<NewClientCertificate> certificates = new ArrayList<>();
        SomeCertificates some = new SomeCertificates(11);
        for (int i = 0; i < 60; i++) {
            certificates.add(some.next());
        }
        one.write(Lane.ISSUANCE, tx -> {
            certificates.forEach(certificate -> store.insert(tx, certificate));
            return 60;
        });
        List<Long> revisions = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (Database replica : List.of(one, two)) {
                List<NewClientCertificate> order = new ArrayList<>(certificates);
                Collections.shuffle(order, new Random(5));
                order.forEach(
                        certificate -> all.add(callers.submit(() -> revisions.add(revoke(replica, certificate)))));
            }
            for (Future<?> revocation : all) {
                revocation.get();
            }
        }
        revisions.removeIf(revision -> revision == 0);
        assertThat(revisions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 60).boxed().toList());
        long revoked = two.read(tx -> store.count(tx, SomeCertificates.ZONE, PENDING_REVOCATION));
        assertThat(revoked).isEqualTo(60);
        one.write(Lane.TRUST, tx -> store.settle(tx, PENDING_REVOCATION, 1));
        long settled = two.read(tx -> store.count(tx, SomeCertificates.ZONE, REVOKED));
        assertThat(settled).isEqualTo(1);
        List<CountFault> faults = one.read(store::verify);
        assertThat(faults).isEmpty();
    }

    /** The revision the revocation got, or 0 if the other replica was first. */
    private long revoke(Database replica, NewClientCertificate certificate) {
        return replica.write(Lane.TRUST, tx -> {
            long revision = TrustHead.lock(tx).revision().number() + 1;
            boolean moved = store.move(
                    tx,
                    certificate.zone(),
                    certificate.id(),
                    ACTIVE,
                    PENDING_REVOCATION,
                    revision,
                    SomeCertificates.ISSUED);
            return moved ? TrustHead.advance(tx).revision().number() : 0;
        });
    }
}
