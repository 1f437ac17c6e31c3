package dev.chancery.control.clientcertificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writers that issue into two zones at the same time, some of whose writes fail on purpose, and the check of what they left. */
final class ConcurrentIssuance {
    private static final ClientCertificateStore STORE = new ClientCertificateStore();
    private static final int WRITERS = 32;
    private static final int EACH = 25;

    private ConcurrentIssuance() {}

    /**
     * @param replicas the databases to write on, in turn; all stand on the same data
     */
    static void run(List<Database> replicas) throws Exception {
        Set<ClientCertificateId> acknowledged = new HashSet<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ClientCertificateId>>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Database database = replicas.get(writer % replicas.size());
                SomeCertificates some = new SomeCertificates(writer);
                writers.add(callers.submit(() -> write(database, some)));
            }
            for (Future<List<ClientCertificateId>> writer : writers) {
                acknowledged.addAll(writer.get());
            }
        }
        check(replicas.getFirst(), acknowledged);
    }

    private static List<ClientCertificateId> write(Database database, SomeCertificates some) {
        List<ClientCertificateId> acknowledged = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            // Both zones in one write, in either order: their counter rows are locked in one order all the same.
            NewClientCertificate first = some.next(i % 2 == 0 ? SomeCertificates.ZONE : SomeCertificates.OTHER_ZONE);
            NewClientCertificate second = some.next(i % 2 == 0 ? SomeCertificates.OTHER_ZONE : SomeCertificates.ZONE);
            boolean fails = i % 5 == 4;
            try {
                database.write(Lane.ISSUANCE, tx -> {
                    STORE.insert(tx, first);
                    STORE.insert(tx, second);
                    if (fails) {
                        throw new IllegalStateException("on purpose");
                    }
                    return 2;
                });
                acknowledged.add(first.id());
                acknowledged.add(second.id());
            } catch (IllegalStateException e) {
                assertThat(fails).isTrue();
            }
        }
        return acknowledged;
    }

    private static void check(Database database, Set<ClientCertificateId> acknowledged) {
        Set<ClientCertificateId> found = new HashSet<>();
        for (ZoneId zone : List.of(SomeCertificates.ZONE, SomeCertificates.OTHER_ZONE)) {
            List<ClientCertificate> listed = database.read(tx -> STORE.list(tx, zone, 0, 10_000));
            for (int i = 0; i < listed.size(); i++) {
                assertThat(listed.get(i).ordinal()).isEqualTo(i + 1);
                found.add(listed.get(i).id());
            }
            long count = database.read(tx -> STORE.count(tx, zone));
            assertThat(count).isEqualTo(listed.size());
        }
        assertThat(found).isEqualTo(acknowledged).hasSize(WRITERS * EACH / 5 * 4 * 2);
        List<CountFault> faults = database.read(STORE::verify);
        assertThat(faults).isEmpty();
    }
}
