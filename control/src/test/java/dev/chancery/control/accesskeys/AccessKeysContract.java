package dev.chancery.control.accesskeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.ca.SignatureCertificate;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.pki.Der;
import dev.chancery.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Access signing keys over HTTP, on every engine. */
interface AccessKeysContract extends HouseTest {
    String PATH = "/accounts/{account}/access/keys";

    private AccessKeyring ring() {
        return house().control().accessKeyring();
    }

    private List<UUID> published() {
        return ring().verifiers(account().account()).stream()
                .map(AccessKeyring.Verifier::id)
                .toList();
    }

    private Reply rotate() {
        return account().call("POST", PATH + "/rotate", "");
    }

    @Test
    default void makesTheFirstKeyWhenLookedAt() {
        assertThat(ring().verifiers(account().account())).isEmpty();
        JsonNode keys = account().get(PATH).result();
        assertThat(keys.path("key_rotation_interval_days").intValue()).isEqualTo(42);
        assertThat(keys.path("days_until_next_rotation").intValue()).isEqualTo(42);
        assertThat(keys.path("last_key_rotation_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        house().pass(Duration.ofHours(25));
        assertThat(account().get(PATH).result().path("days_until_next_rotation").intValue())
                .isEqualTo(41);
        assertThat(account().get(PATH).result().path("last_key_rotation_at"))
                .isEqualTo(keys.path("last_key_rotation_at"));
        AccessKeyring.Signer signer = ring().signer(account().account());
        assertThat(published()).containsExactly(signer.id());
        byte[] token = "header.payload".getBytes(StandardCharsets.US_ASCII);
        assertThat(signer.key().algorithm().apiName()).isEqualTo("SHA256WithRSA");
        assertThat(ring().verifiers(account().account())
                        .getFirst()
                        .publicKey()
                        .verify(
                                signer.key().algorithm(),
                                Der.of(token),
                                Der.of(signer.key().sign(token))))
                .isTrue();
    }

    @Test
    default void rotatesAndBelievesThePreviousKeyForAWeek() {
        account().get(PATH).result();
        UUID first = published().getFirst();
        house().pass(Duration.ofDays(10));
        JsonNode rotated = rotate().result();
        assertThat(rotated.path("days_until_next_rotation").intValue()).isEqualTo(42);
        assertThat(rotated.path("last_key_rotation_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        UUID second = ring().signer(account().account()).id();
        assertThat(published()).containsExactly(second, first);
        assertThat(house().query(
                                "select id from ca_key where purpose = 'access-signing' and account_id = ?",
                                account().account().hex()))
                .as("the private half of the retired key is destroyed")
                .hasSize(1);
        house().pass(Duration.ofDays(7).minusSeconds(1));
        assertThat(published()).containsExactly(second, first);
        house().pass(Duration.ofSeconds(1));
        assertThat(published()).containsExactly(second);
        house().control().keyRotation().run();
        assertThat(house().query(
                                "select id from access_signing_key where account_id = ?",
                                account().account().hex()))
                .containsExactly(second.toString());
        assertThat(house().query(
                                "select action from audit_log where object_type = 'access_keys' and account_id = ? order by ordinal",
                                account().account().hex()))
                .containsExactly("create", "rotate");
    }

    @Test
    default void rotatesTwiceAndBelievesTheKeyBeforeTheLastNoMore() {
        account().get(PATH).result();
        UUID first = published().getFirst();
        rotate().result();
        UUID second = published().getFirst();
        house().pass(Duration.ofMinutes(1));
        rotate().result();
        assertThat(published()).hasSize(2).endsWith(second).doesNotContain(first);
        house().pass(Duration.ofDays(7));
        assertThat(published()).hasSize(1).doesNotContain(second);
    }

    @Test
    default void hasACertificateOfEachKey() throws Exception {
        account().get(PATH).result();
        rotate().result();
        List<AccessKeyring.Verifier> verifiers = ring().verifiers(account().account());
        assertThat(verifiers)
                .hasSize(2)
                .allSatisfy(verifier -> assertThat(verifier.certificate())
                        .hasValueSatisfying(certificate ->
                                assertThat(certificate.publicKey()).isEqualTo(verifier.publicKey())));
        assertThat(verifiers.getFirst().certificate())
                .as("the same whenever it is made")
                .hasValue(SignatureCertificate.of(
                        ring().signer(account().account()).key()));
    }

    @Test
    default void rotatesByItselfWhenTheIntervalIsOver() throws Exception {
        assertThat(account()
                        .put(PATH, "{'key_rotation_interval_days':30}")
                        .result()
                        .path("days_until_next_rotation")
                        .intValue())
                .isEqualTo(30);
        UUID first = published().getFirst();
        house().pass(Duration.ofDays(30).minusSeconds(1));
        house().control().keyRotation().run();
        assertThat(published()).containsExactly(first);
        house().pass(Duration.ofSeconds(1));
        assertThat(account().get(PATH).result().path("days_until_next_rotation").intValue())
                .isZero();
        try (House other = house().replica();
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> rounds = List.of(
                    () -> {
                        house().control().keyRotation().run();
                        return null;
                    },
                    () -> {
                        other.control().keyRotation().run();
                        return null;
                    });
            for (Future<Void> round : both.invokeAll(rounds)) {
                round.get();
            }
        }
        assertThat(published()).hasSize(2).endsWith(first);
        assertThat(account().get(PATH).result().path("days_until_next_rotation").intValue())
                .isEqualTo(30);
        house().pass(Duration.ofDays(9));
        account().put(PATH, "{'key_rotation_interval_days':365}").result();
        house().pass(Duration.ofDays(40));
        house().control().keyRotation().run();
        assertThat(published()).as("a longer interval").hasSize(1);
    }

    @Test
    default void boundsTheInterval() {
        for (int days : List.of(21, 365)) {
            assertThat(account()
                            .put(PATH, "{'key_rotation_interval_days':%d}".formatted(days))
                            .result()
                            .path("key_rotation_interval_days")
                            .intValue())
                    .isEqualTo(days);
        }
        for (long days : List.of(20L, 366L, -1L, 4_294_967_338L)) {
            account()
                    .put(PATH, "{'key_rotation_interval_days':%d}".formatted(days))
                    .refused(
                            400,
                            "6009 /key_rotation_interval_days key_rotation_interval_days: %d (expected: 21 to 365)"
                                    .formatted(days));
        }
        account().put(PATH, "{}").faultsAt("/key_rotation_interval_days");
        account().put(PATH, "{'key_rotation_interval_days':'30'}").faultsAt("/key_rotation_interval_days");
        account().put(PATH, "{'key_rotation_interval_days':30.5}").faultsAt("/key_rotation_interval_days");
        assertThat(account()
                        .get(PATH)
                        .result()
                        .path("key_rotation_interval_days")
                        .intValue())
                .isEqualTo(365);
    }

    @Test
    default void asksForThePermission() {
        assertThat(account().reader().get(PATH).status()).isEqualTo(200);
        account().reader().put(PATH, "{'key_rotation_interval_days':30}").refused(403, "10000 - Authentication error");
        account().reader().call("POST", PATH + "/rotate", "").refused(403, "10000 - Authentication error");
        account().stranger().get(PATH).refused(403, "10000 - Authentication error");
    }

    @Test
    default void refusesKeyWorkWhileSealed() {
        try (House other = house().replicaUnderAnotherSeal()) {
            Reply refused = account().at(other).get(PATH);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().at("/errors/0/code").intValue()).isEqualTo(1490);
        }
        account().get(PATH).result();
    }
}
