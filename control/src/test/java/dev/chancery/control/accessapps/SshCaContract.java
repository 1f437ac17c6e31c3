package dev.chancery.control.accessapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.pki.SshException;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshKeyType;
import dev.chancery.testkit.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Short-lived SSH CAs over HTTP, on every engine. */
interface SshCaContract extends HouseTest {
    String APPS = "/accounts/{account}/access/apps";
    String ZONE_APPS = "/zones/{zone}/access/apps";
    String UNKNOWN = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";

    private JsonNode application(String label) {
        return account()
                .post(
                        APPS,
                        Map.of("type", "ssh", "domain", label + "." + account().zoneName()))
                .result(201);
    }

    private static String id(JsonNode object) {
        return object.path("id").textValue();
    }

    private List<String> keys() {
        return house().query(
                        "select id from ca_key where account_id = ? and purpose = 'ssh-ca'",
                        account().account().hex());
    }

    @Test
    default void makesACaWhoseLineServersRead() throws SshException {
        JsonNode application = application("ssh");
        JsonNode made = account().post(APPS + "/" + id(application) + "/ca", "").result();
        assertThat(made.properties().stream().map(Map.Entry::getKey)).containsExactly("id", "aud", "public_key");
        assertThat(id(made)).matches("[0-9a-f]{48}");
        assertThat(made.path("aud")).isEqualTo(application.path("aud"));
        SshKeyLine line = SshKeyLine.parse(made.path("public_key").textValue());
        assertThat(line.key().type()).isEqualTo(SshKeyType.ECDSA_P256);
        assertThat(line.comment()).isEqualTo("open-ssh-ca@cloudflareaccess.org");
        assertThat(line).hasToString(made.path("public_key").textValue());
        assertThat(account().get(APPS + "/" + id(application) + "/ca").result()).isEqualTo(made);
        assertThat(keys()).hasSize(1);
        assertThat(house().query("select action from audit_log where object_id = ?", id(made)))
                .containsExactly("create");
    }

    @Test
    default void answersTheSameCaWhenAskedAgain() {
        String path = APPS + "/" + id(application("again")) + "/ca";
        JsonNode first = account().post(path, "").result();
        assertThat(account().post(path, "").result()).isEqualTo(first);
        assertThat(account().post(path, "{}").result()).isEqualTo(first);
        assertThat(keys()).hasSize(1);
    }

    @Test
    default void makesOneHoweverManyAskAtOnce() throws InterruptedException, ExecutionException {
        String path = APPS + "/" + id(application("race")) + "/ca";
        Tenant tenant = account();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> ask = () -> id(tenant.post(path, "").result());
            HashSet<String> answers = new HashSet<>();
            for (Future<String> answer : callers.invokeAll(List.of(ask, ask, ask, ask, ask, ask))) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(1);
        }
        assertThat(keys()).hasSize(1);
    }

    @Test
    default void destroysTheKeyWithTheCa() {
        String path = APPS + "/" + id(application("delete")) + "/ca";
        JsonNode first = account().post(path, "").result();
        assertThat(account().delete(path).result(202).toString()).isEqualTo("{\"id\":\"%s\"}".formatted(id(first)));
        assertThat(keys()).isEmpty();
        String application = path.substring(APPS.length() + 1, path.length() - 3);
        String gone = "12135 - access.api.error.not_found: the application %s has no SSH CA".formatted(application);
        account().get(path).refused(404, gone);
        account().delete(path).refused(404, gone);
        JsonNode second = account().post(path, "").result();
        assertThat(second.path("public_key")).isNotEqualTo(first.path("public_key"));
        assertThat(second.path("aud")).isEqualTo(first.path("aud"));
        assertThat(house().query("select action from audit_log where object_id = ? order by ordinal", id(first)))
                .containsExactly("create", "delete");
    }

    @Test
    default void goesWithItsApplication() {
        JsonNode application = application("whole");
        JsonNode ca = account().post(APPS + "/" + id(application) + "/ca", "").result();
        account().delete(APPS + "/" + id(application)).result(202);
        assertThat(keys()).isEmpty();
        assertThat(account().get(APPS + "/ca").each("/id")).isEmpty();
        assertThat(house().query("select action from audit_log where object_id = ? order by ordinal", id(ca)))
                .containsExactly("create", "delete");
    }

    @Test
    default void belongsToApplicationsWithADomain() {
        String warp = id(account().post(APPS, Map.of("type", "warp")).result(201));
        account()
                .post(APPS + "/" + warp + "/ca", "")
                .refused(
                        400,
                        "12130 - access.api.error.invalid_request: the application's type is warp (expected: self_hosted,"
                                + " ssh or vnc)");
        account()
                .get(APPS + "/" + warp + "/ca")
                .refused(404, "12135 - access.api.error.not_found: the application %s has no SSH CA".formatted(warp));
        account()
                .post(APPS + "/" + UNKNOWN + "/ca", "")
                .refused(404, "12135 - access.api.error.not_found: no application has the id " + UNKNOWN + " here");
        account().get(APPS + "/x/ca").refused(404, "7003 - app_id: \"x\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void listsInTheOrderMadeAcrossBlocksAndGaps() {
        List<String> made = new ArrayList<>();
        List<String> applications = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            // The last ordinal of a block, and of a far one.
            house().sql(
                            "update access_ordinal set last = last + 253 where account_id = ?",
                            account().account().hex());
            String application = id(application("n" + i));
            applications.add(application);
            made.add(id(account().post(APPS + "/" + application + "/ca", "").result()));
        }
        assertThat(account().get(APPS + "/ca").each("/id")).isEqualTo(made);
        assertThat(account().get(ZONE_APPS + "/ca").each("/id")).isEqualTo(made);
        account().delete(APPS + "/" + applications.get(0) + "/ca").result(202);
        account().delete(APPS + "/" + applications.get(3) + "/ca").result(202);
        made.remove(3);
        made.remove(0);
        List<String> walked = new ArrayList<>();
        for (int page = 1; page <= 5; page++) {
            Reply reply = account().get(APPS + "/ca?per_page=1&page=" + page);
            assertThat(reply.json().at("/result_info/total_count").intValue()).isEqualTo(4);
            walked.addAll(reply.each("/id"));
        }
        assertThat(walked).isEqualTo(made);
        assertThat(account().get(ZONE_APPS + "/ca?page=2&per_page=3").each("/id"))
                .containsExactly(made.get(3));
        account()
                .get(APPS + "/ca?per_page=1001&page=0")
                .refused(
                        400,
                        "6010 page page: \"0\" (expected: a whole number from 1 to 2147483647)",
                        "6010 per_page per_page: \"1001\" (expected: a whole number from 1 to 1000)");
    }

    @Test
    default void movesBetweenZonesWithItsApplication() {
        Tenant other = account().withZone("other." + account().zoneName());
        String application = id(application("mover"));
        String ca = id(account().post(ZONE_APPS + "/" + application + "/ca", "").result());
        account()
                .put(APPS + "/" + application, Map.of("type", "ssh", "domain", "x." + other.zoneName()))
                .result();
        assertThat(account().get(ZONE_APPS + "/ca").each("/id")).isEmpty();
        assertThat(other.get(ZONE_APPS + "/ca").each("/id")).containsExactly(ca);
        assertThat(other.delete(ZONE_APPS + "/" + application + "/ca")
                        .result(202)
                        .path("id")
                        .textValue())
                .isEqualTo(ca);
        assertThat(other.get(ZONE_APPS + "/ca")
                        .json()
                        .at("/result_info/total_count")
                        .intValue())
                .isZero();
    }

    @Test
    default void needsTheSealToBeMadeAndNotToBeRead() {
        JsonNode application = application("sealed");
        String path = APPS + "/" + id(application) + "/ca";
        JsonNode made = account().post(path, "").result();
        String second = APPS + "/" + id(application("sealed2")) + "/ca";
        try (House sealed = house().replicaUnderAnotherSeal()) {
            Tenant there = account().at(sealed);
            assertThat(there.get(path).result()).isEqualTo(made);
            assertThat(there.post(path, "").result()).isEqualTo(made);
            Reply refused = there.post(second, "");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.errors()).singleElement().asString().startsWith("1490 - The keys are sealed: ");
            there.delete(path).result(202);
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    default void letsAReaderReadACaAndAStrangerNothing() {
        String path = APPS + "/" + id(application("perm")) + "/ca";
        account().post(path, "").result();
        Tenant reader = account().reader();
        reader.get(path).result();
        reader.get(APPS + "/ca").result();
        reader.post(path, "").refused(403, "10000 - Authentication error");
        reader.delete(path).refused(403, "10000 - Authentication error");
        account().stranger().get(APPS + "/ca").refused(403, "10000 - Authentication error");
        account()
                .nobody()
                .get(APPS + "/ca")
                .refused(400, "9106 - Missing X-Auth-Key, X-Auth-Email or Authorization headers");
    }
}
