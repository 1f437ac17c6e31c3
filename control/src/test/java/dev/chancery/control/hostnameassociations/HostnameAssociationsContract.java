package dev.chancery.control.hostnameassociations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.HouseTest;
import dev.chancery.testkit.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Hostname associations over HTTP, on every engine. */
interface HostnameAssociationsContract extends HouseTest.Alone {
    String CERTIFICATES = "/accounts/{account}/mtls_certificates";
    String HOSTNAMES = "/zones/{zone}/certificate_authorities/hostname_associations";

    String UNKNOWN = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";

    private Reply put(String... hostnames) {
        return account().put(HOSTNAMES, Map.of("hostnames", List.of(hostnames)));
    }

    private List<String> hostnames(String query) {
        return names(account().get(HOSTNAMES + query));
    }

    private static List<String> names(Reply reply) {
        assertThat(reply.result()).hasSize(1);
        return reply.result()
                .path("hostnames")
                .valueStream()
                .map(node -> node.textValue())
                .toList();
    }

    private String ca(String name) {
        return account()
                .post(
                        CERTIFICATES,
                        Map.of(
                                "ca",
                                true,
                                "certificates",
                                openssl().ca("/CN=" + name).certificate()))
                .result()
                .path("id")
                .textValue();
    }

    private long revision() {
        return house().database().read(TrustHead::read).revision().number();
    }

    @Test
    default void replacesTheListInItsOrderAndReadsItsOwnWrite() {
        assertThat(hostnames("")).isEmpty();
        assertThat(names(put("b.example.com", "a.example.com", "example.com")))
                .containsExactly("b.example.com", "a.example.com", "example.com");
        assertThat(hostnames("")).containsExactly("b.example.com", "a.example.com", "example.com");
        put("c.example.com", "a.example.com").result();
        assertThat(hostnames("")).containsExactly("c.example.com", "a.example.com");
        assertThat(names(put())).isEmpty();
        assertThat(hostnames("")).isEmpty();
    }

    @Test
    default void clearsWhenNoListIsSent() {
        put("a.example.com").result();
        assertThat(names(account().put(HOSTNAMES, "{}"))).isEmpty();
        assertThat(hostnames("")).isEmpty();
    }

    @Test
    default void comparesNamesAsClientsDo() {
        assertThat(names(put("API.Example.com", "bücher.example.com", "api.example.com.", "xn--bcher-kva.EXAMPLE.com")))
                .containsExactly("api.example.com", "xn--bcher-kva.example.com");
    }

    @Test
    default void namesEveryBadHostnameAndChangesNothing() {
        put("a.example.com").result();
        long before = revision();
        put(
                        "ok.example.com",
                        "host.example.net",
                        "not a hostname",
                        "*.example.com",
                        "badexample.com",
                        "faß.example.com",
                        "")
                .refused(
                        400,
                        "1481 /hostnames/1 hostnames/1: \"host.example.net\" (expected: example.com or a name below it)",
                        "1480 /hostnames/2 hostnames/2: \"not a hostname\" (expected: a fully qualified domain name; a"
                                + " label is empty, longer than 63 characters or not made of letters, digits and inner"
                                + " hyphens)",
                        "1480 /hostnames/3 hostnames/3: \"*.example.com\" (expected: a fully qualified domain name;"
                                + " wildcards are not supported: every hostname is named exactly)",
                        "1481 /hostnames/4 hostnames/4: \"badexample.com\" (expected: example.com or a name below it)",
                        "1480 /hostnames/5 hostnames/5: \"faß.example.com\" (expected: a fully qualified domain name; it"
                                + " has characters whose meaning differs between IDNA versions; send its A-labels"
                                + " (xn--…))",
                        "1480 /hostnames/6 hostnames/6: \"\" (expected: a fully qualified domain name; it is empty)");
        account()
                .put(HOSTNAMES, Map.of("hostnames", List.of("a.example.com", 7), "mtls_certificate_id", "x".repeat(36)))
                .refused(
                        400,
                        "6007 /hostnames/1 hostnames/1: 7 (expected: a string)",
                        "6009 /mtls_certificate_id mtls_certificate_id: \"" + "x".repeat(36)
                                + "\" (expected: the UUID of an mTLS certificate)");
        account()
                .put(HOSTNAMES, Map.of("hostnames", "a"))
                .refused(400, "6007 /hostnames hostnames: a string (expected: an array of strings)");
        assertThat(hostnames("")).containsExactly("a.example.com");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    default void keepsTheListsOfAuthoritiesApart() {
        String first = ca("first");
        String second = ca("second");
        put("a.example.com").result();
        account()
                .put(
                        HOSTNAMES,
                        Map.of("hostnames", List.of("a.example.com", "b.example.com"), "mtls_certificate_id", first))
                .result();
        assertThat(hostnames("")).containsExactly("a.example.com");
        assertThat(hostnames("?mtls_certificate_id=" + first)).containsExactly("a.example.com", "b.example.com");
        assertThat(hostnames("?mtls_certificate_id=" + first.replace("-", "")))
                .containsExactly("a.example.com", "b.example.com");
        assertThat(hostnames("?mtls_certificate_id=" + second)).isEmpty();
    }

    @Test
    default void bindsOnlyToCasThatExist() {
        String leaf = account()
                .post(
                        CERTIFICATES,
                        Map.of(
                                "ca",
                                false,
                                "certificates",
                                openssl().leaf("/CN=leaf").certificate()))
                .result()
                .path("id")
                .textValue();
        account()
                .put(HOSTNAMES, Map.of("hostnames", List.of(), "mtls_certificate_id", UNKNOWN))
                .refused(404, "1472 - Certificate not found");
        account().get(HOSTNAMES + "?mtls_certificate_id=" + UNKNOWN).refused(404, "1472 - Certificate not found");
        account()
                .put(HOSTNAMES, Map.of("hostnames", List.of("a.example.com"), "mtls_certificate_id", leaf))
                .refused(
                        400,
                        "1474 /mtls_certificate_id mtls_certificate_id: " + leaf
                                + " is a leaf certificate (expected: a certificate uploaded with ca true)");
        account()
                .get(HOSTNAMES + "?mtls_certificate_id=" + leaf)
                .refused(
                        400,
                        "1474 mtls_certificate_id mtls_certificate_id: " + leaf
                                + " is a leaf certificate (expected: a certificate uploaded with ca true)");
        account()
                .get(HOSTNAMES + "?mtls_certificate_id=x")
                .refused(
                        400,
                        "6010 mtls_certificate_id mtls_certificate_id: \"x\" (expected: the UUID of an mTLS"
                                + " certificate)");
        String ca = ca("ours");
        house().account("example.net")
                .put(HOSTNAMES, Map.of("hostnames", List.of("a.example.net"), "mtls_certificate_id", ca))
                .refused(404, "1472 - Certificate not found");
    }

    @Test
    default void takesOneRevisionForAChangeAndNoneForNothing() {
        long before = revision();
        put("a.example.com", "b.example.com").result();
        assertThat(revision()).isEqualTo(before + 1);
        put("A.example.com", "b.example.com").result();
        assertThat(revision()).as("nothing changed").isEqualTo(before + 1);
        put("b.example.com", "a.example.com").result();
        assertThat(revision()).as("edges know no order").isEqualTo(before + 1);
        assertThat(hostnames("")).containsExactly("b.example.com", "a.example.com");
        put("b.example.com").result();
        assertThat(revision()).isEqualTo(before + 2);
        assertThat(house().query("select action from audit_log where object_type = 'hostname_associations'"))
                .containsExactly("replace", "replace", "replace");
        assertThat(house().query("select details from audit_log order by ordinal")
                        .getLast())
                .contains("\"removed\":\"a.example.com\"", "\"revision\":\"" + (before + 2) + "\"");
    }

    @Test
    default void staysPendingWhileEdgesHaveNotHeard() {
        put("a.example.com").result();
        house().registerAnEdge();
        put("a.example.com", "b.example.com").result();
        assertThat(states()).containsExactly("a.example.com active -", "b.example.com pending_deployment 2");
        put("b.example.com").result();
        assertThat(states()).containsExactly("a.example.com pending_deletion 3", "b.example.com pending_deployment 2");
        assertThat(hostnames("")).containsExactly("b.example.com");
        put("b.example.com", "a.example.com").result();
        assertThat(states())
                .containsExactly("a.example.com pending_deployment 4", "b.example.com pending_deployment 2");
        assertThat(hostnames("")).containsExactly("b.example.com", "a.example.com");
    }

    private List<String> states() {
        return house().query("select hostname || ' ' || status || ' ' || coalesce(cast(pending_revision as text), '-')"
                + " from hostname_association order by hostname");
    }

    @Test
    default void refusesAZoneThatWasDeletedMeanwhile() {
        house().sql(
                        "update zone set deleted_on = 1 where id = ?",
                        account().zone().hex());
        put("a.example.com")
                .refused(
                        404,
                        "7003 - Could not route to /zones/%s, perhaps your object identifier is invalid?"
                                .formatted(account().zone()));
    }

    @Test
    default void asksForThePermissionOfTheZone() {
        assertThat(account().reader().get(HOSTNAMES).status()).isEqualTo(200);
        account().reader().put(HOSTNAMES, "{}").refused(403, "10000 - Authentication error");
        account().stranger().get(HOSTNAMES).refused(403, "10000 - Authentication error");
    }

    @Test
    default void neverBindsToACaThatIsDeletedAtTheSameTime() throws Exception {
        for (int round = 0; round < 8; round++) {
            String id = ca("race " + round);
            Reply bound;
            Reply deleted;
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                Future<Reply> binding = pool.submit((Callable<Reply>) () -> account()
                        .put(HOSTNAMES, Map.of("hostnames", List.of("a.example.com"), "mtls_certificate_id", id)));
                Future<Reply> deleting =
                        pool.submit((Callable<Reply>) () -> account().delete(CERTIFICATES + "/" + id));
                bound = outcome(binding);
                deleted = outcome(deleting);
            }
            assertThat(List.of(bound.status(), deleted.status())).isIn(List.of(200, 400), List.of(404, 200));
        }
    }

    private static Reply outcome(Future<Reply> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void ordersListsThatAreReplacedAtTheSameTime() throws Exception {
        long before = revision();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Reply>> all = IntStream.range(0, 12)
                    .mapToObj(i ->
                            (Callable<Reply>) () -> put("first-" + i + ".example.com", "second-" + i + ".example.com"))
                    .toList();
            for (Future<Reply> one : pool.invokeAll(all)) {
                outcome(one).result();
            }
        }
        assertThat(revision()).isEqualTo(before + 12);
        List<String> left = hostnames("");
        assertThat(left).hasSize(2);
        assertThat(left.get(1)).isEqualTo(left.get(0).replace("first", "second"));
    }
}
