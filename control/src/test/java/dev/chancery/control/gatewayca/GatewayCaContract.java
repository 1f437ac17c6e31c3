package dev.chancery.control.gatewayca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.testkit.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The gateway CA over HTTP, on every engine. */
interface GatewayCaContract extends HouseTest {
    String PATH = "/accounts/{account}/access/gateway_ca";
    String UNKNOWN = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";

    private List<String> keys() {
        return house().query(
                        "select id from ca_key where account_id = ? and purpose = 'ssh-ca'",
                        account().account().hex());
    }

    @Test
    default void makesOneAndListsIt() {
        assertThat(account().get(PATH).result()).isEmpty();
        JsonNode made = account().post(PATH, "").result(201);
        assertThat(made.properties().stream().map(Map.Entry::getKey)).containsExactly("id", "public_key");
        assertThat(made.path("public_key").textValue())
                .matches("ecdsa-sha2-nistp256 [A-Za-z0-9+/]+=* open-ssh-ca@cloudflareaccess\\.org");
        Reply listed = account().get(PATH);
        assertThat(listed.result().get(0)).isEqualTo(made);
        assertThat(listed.result()).hasSize(1);
        assertThat(listed.json().at("/result_info/total_count").intValue()).isEqualTo(1);
        assertThat(keys()).hasSize(1);
    }

    @Test
    default void isOnePerAccount() {
        JsonNode made = account().post(PATH, "").result(201);
        account()
                .post(PATH, "{}")
                .refused(
                        409,
                        "12137 - access.api.error.gateway_ca_already_exists: %s (expected: none; GET lists it)"
                                .formatted(made.path("id").textValue()));
        house().account().post(PATH, "").result(201);
        assertThat(keys()).hasSize(1);
        account().delete("/zones/{zone}").result();
        account()
                .delete("/accounts/{account}")
                .refused(
                        409,
                        "1065 - account %s: it has Access applications or a gateway CA (expected: all deleted)"
                                .formatted(account().account()));
    }

    @Test
    default void isMadeOnceHoweverManyAskAtOnce() throws InterruptedException, ExecutionException {
        Tenant tenant = account();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> ask = () -> tenant.post(PATH, "").status();
            int made = 0;
            for (Future<Integer> answer : callers.invokeAll(List.of(ask, ask, ask, ask, ask))) {
                made += answer.get() == 201 ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
        assertThat(keys()).hasSize(1);
    }

    @Test
    default void goesWithItsKey() {
        String id = account().post(PATH, "").result(201).path("id").textValue();
        assertThat(account().delete(PATH + "/" + id).result().toString()).isEqualTo("{\"id\":\"%s\"}".formatted(id));
        assertThat(keys()).isEmpty();
        account()
                .delete(PATH + "/" + id)
                .refused(404, "12135 - access.api.error.not_found: no gateway CA has the id %s here".formatted(id));
        account().post(PATH, "").result(201);
        assertThat(house().query("select action from audit_log where object_id = ? order by ordinal", id))
                .containsExactly("create", "delete");
    }

    @Test
    default void isFoundInItsAccountOnly() {
        String id = account().post(PATH, "").result(201).path("id").textValue();
        house().account()
                .delete(PATH + "/" + id)
                .refused(404, "12135 - access.api.error.not_found: no gateway CA has the id %s here".formatted(id));
        account()
                .delete(PATH + "/" + UNKNOWN)
                .refused(
                        404, "12135 - access.api.error.not_found: no gateway CA has the id %s here".formatted(UNKNOWN));
        account()
                .delete(PATH + "/x")
                .refused(404, "7003 - certificate_id: \"x\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void needsTheSealToBeMade() {
        try (House sealed = house().replicaUnderAnotherSeal()) {
            Reply refused = account().at(sealed).post(PATH, "");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.errors()).singleElement().asString().startsWith("1490 - The keys are sealed: ");
        }
        assertThat(account().get(PATH).result()).isEmpty();
    }

    @Test
    default void hasItsOwnGroups() {
        String id = account().post(PATH, "").result(201).path("id").textValue();
        Tenant reader = account().reader();
        reader.get(PATH).result();
        reader.post(PATH, "").refused(403, "10000 - Authentication error");
        reader.delete(PATH + "/" + id).refused(403, "10000 - Authentication error");
        account().stranger().get(PATH).refused(403, "10000 - Authentication error");
    }
}
