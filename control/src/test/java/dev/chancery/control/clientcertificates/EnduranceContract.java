package dev.chancery.control.clientcertificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.House;
import dev.chancery.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds under load, after a restart and without the seal. */
interface EnduranceContract extends ClientCertificateContract {
    int WRITERS = 32;
    int ROUNDS = 12;

    @Test
    default void keepsEveryCountRightUnderWritersThatDoEverything() throws InterruptedException, ExecutionException {
        ZoneClient zone = zone();
        String csr = openssl().csr("/CN=a");
        String shared = zone.issue(csr, 1).result().path("id").asText();
        List<Future<Integer>> writers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(writer);
                writers.add(callers.submit(() -> write(zone, csr, shared, random)));
            }
        }
        int issued = 1;
        for (Future<Integer> writer : writers) {
            issued += writer.get();
        }
        int total = issued;
        assertThat(house().database().read(new ClientCertificateStore()::verify))
                .isEmpty();
        List<Long> ordinals = house().database()
                .read(tx -> tx.sql("select ordinal from client_certificate where zone_id = ? order by ordinal")
                        .text(zone.zone().hex())
                        .list(row -> row.number(1)));
        assertThat(ordinals)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(zone.list("").json().path("result_info").path("total_count").asInt())
                .isEqualTo(total);
        assertThat(house().number(
                                "select count(*) from audit_log where action = 'create' and object_type = 'client_certificate' and zone_id = '"
                                        + zone.zone().hex() + "'"))
                .isEqualTo(total);
    }

    /** One writer: issues, and revokes and reactivates its own and one everybody shares. Answers how many it issued. */
    private static int write(ZoneClient zone, String csr, String shared, Random random) {
        List<String> own = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String id = own.isEmpty() || random.nextInt(4) == 0 ? shared : own.get(random.nextInt(own.size()));
            switch (random.nextInt(4)) {
                case 0 -> assertThat(zone.revoke(id).status()).isIn(200, 400);
                case 1 -> assertThat(zone.reactivate(id).status()).isEqualTo(200);
                default -> {
                    JsonNode issued = zone.issue(csr, 1 + random.nextInt(30)).result();
                    own.add(issued.path("id").asText());
                }
            }
        }
        return own.size();
    }

    @Test
    default void findsEverythingAfterARestart() {
        House house = alone(plan());
        String csr = openssl().csr("/CN=a");
        ZoneClient before = new ZoneClient(house.account());
        JsonNode issued = before.issue(csr, 1).result();
        try (House again = house.restarted()) {
            ZoneClient after = new ZoneClient(before.tenant().at(again));
            String id = issued.path("id").asText();
            assertThat(after.get(id).result()).isEqualTo(issued);
            JsonNode next = after.issue(csr, 1).result();
            assertThat(next.path("certificate_authority")).isEqualTo(issued.path("certificate_authority"));
            assertThat(after.list("")
                            .json()
                            .path("result_info")
                            .path("total_count")
                            .asInt())
                    .isEqualTo(2);
            assertThat(again.number("select count(*) from managed_ca")).isEqualTo(2);
        }
    }

    @Test
    default void refusesKeyWorkUnderAnotherSealAndDoesEverythingElse() {
        House house = alone(plan());
        String csr = openssl().csr("/CN=a");
        ZoneClient before = new ZoneClient(house.account());
        JsonNode issued = before.issue(csr, 1).result();
        try (House again = house.restartedUnderAnotherSeal()) {
            ZoneClient sealed = new ZoneClient(before.tenant().at(again));
            Reply refused = sealed.issue(csr, 1);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.errors())
                    .singleElement()
                    .asString()
                    .startsWith("1490 - The keys are sealed: the store was sealed by seal ")
                    .endsWith("(expected: a start with the seal they were sealed with)");
            String id = issued.path("id").asText();
            assertThat(sealed.get(id).result()).isEqualTo(issued);
            assertThat(sealed.managedCa().path("id"))
                    .isEqualTo(issued.path("certificate_authority").path("id"));
            assertThat(sealed.list("").result()).hasSize(1);
            assertThat(sealed.revoke(id).result().path("status").asText()).isEqualTo("revoked");
            assertThat(sealed.reactivate(id).result().path("status").asText()).isEqualTo("active");
            // An account that never had a CA cannot get one now.
            assertThat(new ZoneClient(again.account()).issue(csr, 1).status()).isEqualTo(503);
            assertThat(again.number("select count(*) from managed_ca")).isEqualTo(2);
        }
    }
}
