package dev.chancery.control.accesscertificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hostname settings of Access over HTTP, from the account and from a zone, on every engine. */
interface HostnameSettingsContract extends HouseTest {
    String ACCOUNT = "/accounts/{account}/access/certificates/settings";
    String ZONE = "/zones/{zone}/access/certificates/settings";
    String INVALID = "access.api.error.invalid_request: ";
    String NO_HOSTNAME = "access.api.error.hostnames_must_belong_to_your_domain: ";

    /** Times the four stories run in every check; the campaign runs them 1,000 times. */
    int ROUNDS = 50;

    /** A setting as it is sent. */
    record Setting(
            String hostname,
            @JsonProperty("china_network") boolean china,
            @JsonProperty("client_certificate_forwarding") boolean forwarding) {}

    private static Setting setting(String hostname, boolean forwarding) {
        return setting(hostname, false, forwarding);
    }

    private static Setting setting(String hostname, boolean china, boolean forwarding) {
        return new Setting(hostname, china, forwarding);
    }

    private static Reply put(Tenant tenant, String where, Setting... settings) {
        return tenant.put(where, Map.of("settings", settings));
    }

    /** Each setting as its hostname, with {@code +} where certificates are forwarded. */
    private static List<String> shown(JsonNode settings) {
        List<String> shown = new ArrayList<>();
        settings.forEach(setting -> shown.add(setting.path("hostname").textValue()
                + (setting.path("client_certificate_forwarding").booleanValue() ? "+" : "-")));
        return shown;
    }

    private static List<String> shown(Tenant tenant, String where) {
        return shown(tenant.get(where).result());
    }

    private String host(String label) {
        return label + "." + account().zoneName();
    }

    private long revision() {
        return house().database().read(TrustHead::read).revision().number();
    }

    @Test
    default void replacesTheWholeListInItsOrderAndReadsItsOwnWrite() {
        assertThat(account().get(ACCOUNT).result()).isEmpty();
        Reply set = put(account(), ACCOUNT, setting(host("b"), true), setting(host("a"), false));
        assertThat(set.result(202).get(0).toString())
                .isEqualTo("{\"hostname\":\"%s\",\"china_network\":false,\"client_certificate_forwarding\":true}"
                        .formatted(host("b")));
        assertThat(set.json().at("/result_info/count").intValue()).isEqualTo(2);
        assertThat(shown(account(), ACCOUNT)).containsExactly(host("b") + "+", host("a") + "-");
        put(account(), ACCOUNT, setting("A." + account().zoneName() + ".", true), setting(host("c"), false))
                .result(202);
        assertThat(shown(account(), ACCOUNT)).containsExactly(host("a") + "+", host("c") + "-");
        assertThat(put(account(), ACCOUNT).result(202)).isEmpty();
        assertThat(account().get(ACCOUNT).result()).isEmpty();
    }

    @Test
    default void tellsEverythingThatIsWrongAtOnce() {
        put(account(), ACCOUNT, setting(host("kept"), true)).result(202);
        account()
                .put(
                        ACCOUNT,
                        "{'settings': [{'hostname': 'host.elsewhere.net', 'china_network': false,"
                                + " 'client_certificate_forwarding': true},"
                                + " {'hostname': 7, 'client_certificate_forwarding': 'yes'},"
                                + " {'china_network': true, 'client_certificate_forwarding': true, 'mode': 1}, 3]}")
                .refused(
                        400,
                        "6007 /settings/3 settings/3: 3 (expected: an object)",
                        "6007 /settings/1/hostname hostname: 7 (expected: a string)",
                        "6008 /settings/1/china_network china_network: missing (expected: a boolean)",
                        "6007 /settings/1/client_certificate_forwarding client_certificate_forwarding: a string"
                                + " (expected: a boolean)",
                        "6009 /settings/2 \"mode\": an unknown member (expected: nothing but china_network,"
                                + " client_certificate_forwarding, hostname)",
                        "6008 /settings/2/hostname hostname: missing (expected: a string)",
                        "12036 /settings/0/hostname " + NO_HOSTNAME + "settings/0/hostname: \"host.elsewhere.net\""
                                + " (expected: a name in a zone of the account)");
        account().put(ACCOUNT, "{}").refused(400, "6008 /settings settings: missing (expected: an array of objects)");
        account()
                .put(ACCOUNT, "{'settings': {}}")
                .refused(400, "6007 /settings settings: an object (expected: an array of objects)");
        put(account(), ACCOUNT, setting("no name", true))
                .refused(
                        400,
                        "12130 /settings/0/hostname " + INVALID + "settings/0/hostname: \"no name\" (expected: a fully"
                                + " qualified domain name; a label is empty, longer than 63 characters or not made of"
                                + " letters, digits and inner hyphens)");
        assertThat(shown(account(), ACCOUNT)).as("nothing half done").containsExactly(host("kept") + "+");
    }

    @Test
    default void takesAHostnameOnceAndNotInTwoWays() {
        put(account(), ACCOUNT, setting(host("a"), true), setting(host("a"), true))
                .result(202);
        assertThat(shown(account(), ACCOUNT)).containsExactly(host("a") + "+");
        put(account(), ACCOUNT, setting(host("a"), true), setting(host("A"), false))
                .refused(
                        400,
                        "12130 /settings/1/hostname " + INVALID + "settings/1/hostname: " + host("a")
                                + " again, with other settings (expected: each hostname once)");
    }

    @Test
    default void asksForTheChinaNetworkOnlyWhereTheZoneHasIt() {
        put(account(), ACCOUNT, setting(host("a"), true, true))
                .refused(
                        400,
                        "12130 /settings/0/china_network " + INVALID + "settings/0/china_network: true (expected:"
                                + " false; the zone " + account().zoneName()
                                + " is not served by the China network)");
        account().patch("/zones/{zone}", "{'china_network':true}").result();
        JsonNode set = put(account(), ZONE, setting(host("a"), true, true)).result(202);
        assertThat(set.at("/0/china_network").booleanValue()).isTrue();
        assertThat(account().get(ACCOUNT).result()).isEqualTo(set);
        account().patch("/zones/{zone}", "{'china_network':false}").result();
        assertThat(account().get(ACCOUNT).result()).as("until it is replaced").isEqualTo(set);
        put(account(), ZONE, setting(host("a"), true, true)).faultsAt("/settings/0/china_network");
    }

    @Test
    default void aZoneSeesAndReplacesItsOwnHostnames() {
        Tenant other = account().withZone("other-" + account().zoneName());
        String elsewhere = "x." + other.zoneName();
        put(account(), ACCOUNT, setting(host("a"), true), setting(elsewhere, true))
                .result(202);
        assertThat(shown(account(), ZONE)).containsExactly(host("a") + "+");
        assertThat(shown(other, ZONE)).containsExactly(elsewhere + "+");
        put(account(), ZONE, setting(elsewhere, false))
                .refused(
                        400,
                        "12036 /settings/0/hostname " + NO_HOSTNAME + "settings/0/hostname: \"" + elsewhere
                                + "\" (expected: " + account().zoneName() + " or a name below it)");
        put(account(), ZONE, setting(host("b"), false)).result(202);
        assertThat(shown(account(), ACCOUNT)).containsExactlyInAnyOrder(host("b") + "-", elsewhere + "+");
        put(other, ZONE).result(202);
        assertThat(shown(account(), ACCOUNT)).containsExactly(host("b") + "-");
    }

    @Test
    default void takesOneRevisionForAChangeAndNoneForNothing() {
        long before = revision();
        put(account(), ACCOUNT, setting(host("a"), true), setting(host("b"), true))
                .result(202);
        assertThat(revision()).isEqualTo(before + 1);
        put(account(), ACCOUNT, setting(host("a"), true), setting(host("b"), true))
                .result(202);
        put(account(), ZONE, setting(host("b"), true), setting(host("a"), true)).result(202);
        assertThat(shown(account(), ZONE)).containsExactly(host("b") + "+", host("a") + "+");
        assertThat(revision()).as("edges know no order").isEqualTo(before + 1);
        put(account(), ACCOUNT, setting(host("b"), true), setting(host("a"), false))
                .result(202);
        assertThat(revision()).isEqualTo(before + 2);
        assertThat(house().query(
                                "select details from audit_log where account_id = ? and object_type ="
                                        + " 'access_hostname_settings' order by ordinal",
                                account().account().hex()))
                .hasSize(3)
                .last()
                .asString()
                .contains("\"changed\":\"" + host("a") + "\"", "\"revision\":\"" + (before + 2) + "\"");
    }

    @Test
    default void staysPendingWhileEdgesHaveNotHeard() {
        put(account(), ACCOUNT, setting(host("a"), true), setting(host("b"), true))
                .result(202);
        house().withAnEdge(() -> {
            put(account(), ACCOUNT, setting(host("a"), false), setting(host("c"), true))
                    .result(202);
            assertThat(shown(account(), ACCOUNT)).containsExactly(host("a") + "-", host("c") + "+");
            assertThat(states())
                    .containsExactly(
                            host("a") + " pending_deployment",
                            host("b") + " pending_deletion",
                            host("c") + " pending_deployment");
            put(account(), ACCOUNT, setting(host("a"), false), setting(host("b"), true))
                    .result(202);
            assertThat(shown(account(), ACCOUNT)).containsExactly(host("a") + "-", host("b") + "+");
            assertThat(states())
                    .containsExactly(
                            host("a") + " pending_deployment",
                            host("b") + " pending_deployment",
                            host("c") + " pending_deletion");
        });
    }

    private List<String> states() {
        return house().query(
                        "select hostname || ' ' || status from access_hostname_setting where account_id = ?"
                                + " order by hostname",
                        account().account().hex());
    }

    @Test
    default void movesNothingThatStands() {
        List<Setting> all = IntStream.range(0, 6)
                .mapToObj(i -> setting(host("h" + i), true))
                .toList();
        account().put(ACCOUNT, Map.of("settings", all)).result(202);
        account().put(ACCOUNT, Map.of("settings", all.subList(2, 6))).result(202);
        assertThat(house().query(
                                "select position from access_hostname_setting where account_id = ? order by position",
                                account().account().hex()))
                .containsExactly("2", "3", "4", "5");
        List<Setting> grown = new ArrayList<>(all.subList(2, 6));
        grown.add(2, setting(host("new"), true));
        account().put(ACCOUNT, Map.of("settings", grown)).result(202);
        assertThat(shown(account(), ACCOUNT))
                .containsExactly(
                        host("h2") + "+", host("h3") + "+", host("new") + "+", host("h4") + "+", host("h5") + "+");
    }

    @Test
    default void keepsPermissionsApart() {
        Tenant reader = account().holding(PermissionGroup.ACCESS_MTLS_READ);
        Tenant none = account().holding(PermissionGroup.ACCESS_APPS_WRITE, PermissionGroup.SSL_WRITE);
        for (String where : List.of(ACCOUNT, ZONE)) {
            reader.get(where).result();
            put(reader, where).refused(403, "10000 - Authentication error");
            none.get(where).refused(403, "10000 - Authentication error");
        }
        put(account().holding(PermissionGroup.ACCESS_MTLS_WRITE), ZONE).result(202);
    }

    /**
     * What the provider's authors skip their own tests for: a list set, changed, exchanged and cleared, each at once after the
     * one before, by many at the same time. Nobody is told to come again, and each reads what it wrote.
     */
    @Test
    default void passesTheFourSkippedStoriesManyTimesAtOnce() throws Exception {
        List<Tenant> tenants = Stream.generate(house()::account).limit(5).toList();
        Random random = new Random(20260123);
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> stories = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                // One story a zone at a time reads back what it wrote; a zone of its own makes that exact.
                Tenant tenant = tenants.get(random.nextInt(tenants.size())).withZone("r" + round + ".example");
                boolean first = random.nextBoolean();
                stories.add(pool.submit((Callable<Integer>) () -> fourStories(tenant, first)));
            }
            for (Future<Integer> story : stories) {
                assertThat(story.get()).isEqualTo(8);
            }
        }
    }

    private static int fourStories(Tenant zone, boolean forwarding) {
        String a = "a." + zone.zoneName();
        String b = "b." + zone.zoneName();
        int calls = 0;
        List<List<Setting>> lists = List.of(
                List.of(setting(a, forwarding)),
                List.of(setting(a, !forwarding)),
                List.of(setting(b, forwarding), setting(a, forwarding)),
                List.of());
        for (List<Setting> settings : lists) {
            JsonNode written = zone.put(ZONE, Map.of("settings", settings)).result(202);
            assertThat(written).hasSameSizeAs(settings);
            assertThat(zone.get(ZONE).result()).isEqualTo(written);
            calls += 2;
        }
        return calls;
    }

    @Test
    default void ordersListsOfTheWholeAccountThatArriveAtTheSameTime() throws Exception {
        // Made here, once: several threads that ask first would each make an account of their own.
        Tenant tenant = account();
        long before = revision();
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Callable<Reply>> all = IntStream.range(0, 24)
                    .mapToObj(i -> (Callable<Reply>) () -> put(
                            tenant,
                            i % 2 == 0 ? ACCOUNT : ZONE,
                            setting(host("first-" + i), true),
                            setting(host("second-" + i), true)))
                    .toList();
            for (Future<Reply> one : pool.invokeAll(all)) {
                assertThat(one.get().result(202)).hasSize(2);
            }
        }
        assertThat(revision()).isEqualTo(before + 24);
        List<String> left = shown(tenant, ACCOUNT);
        assertThat(left).hasSize(2);
        assertThat(left.get(1)).isEqualTo(left.get(0).replace("first", "second"));
    }
}
