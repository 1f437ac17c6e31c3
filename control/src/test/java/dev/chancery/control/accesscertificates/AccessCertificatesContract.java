package dev.chancery.control.accesscertificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Access's mTLS certificates over HTTP, from the account and from a zone, on every engine. */
interface AccessCertificatesContract extends HouseTest {
    String ACCOUNT = "/accounts/{account}/access/certificates";
    String ZONE = "/zones/{zone}/access/certificates";
    String UNKNOWN = "f174e90a-fafe-4643-bbbc-4a0ed4fc8415";
    String NO_HOSTNAME = "access.api.error.hostnames_must_belong_to_your_domain: ";
    String INVALID = "access.api.error.invalid_request: ";

    private String root(String name) {
        return openssl().ca("/CN=" + name).certificate();
    }

    private static Reply add(Tenant tenant, String where, String pem, String... hostnames) {
        return tenant.post(
                where, Map.of("certificate", pem, "name", "Allow devs", "associated_hostnames", List.of(hostnames)));
    }

    private String added(String... hostnames) {
        return id(add(account(), ACCOUNT, root("root"), hostnames));
    }

    private static String id(Reply added) {
        return added.result(201).path("id").textValue();
    }

    private static List<String> hostnames(JsonNode certificate) {
        List<String> names = new ArrayList<>();
        certificate.path("associated_hostnames").forEach(name -> names.add(name.textValue()));
        return names;
    }

    private List<String> hostnames(String where, String id) {
        return hostnames(account().get(where + "/" + id).result());
    }

    private Reply bind(String where, String id, String... hostnames) {
        return account().put(where + "/" + id, Map.of("associated_hostnames", List.of(hostnames)));
    }

    /** A name in the account's zone. */
    private String host(String label) {
        return label + "." + account().zoneName();
    }

    private long revision() {
        return house().database().read(TrustHead::read).revision().number();
    }

    @Test
    default void showsARootAndNeverItsPem() {
        String pem = root("root");
        JsonNode added = add(account(), ACCOUNT, "\r\n" + pem.replace("\n", "\r\n") + "\n\n", host("b"), host("a"))
                .result(201);
        assertThat(added.path("id").textValue()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(added.path("name").textValue()).isEqualTo("Allow devs");
        assertThat("MD5 Fingerprint" + added.path("fingerprint").textValue().substring("MD5 Fingerprint".length()))
                .isEqualToIgnoringCase(openssl()
                        .run("x509", "-in", "cert.pem", "-noout", "-fingerprint", "-md5")
                        .strip());
        assertThat(added.path("fingerprint").textValue()).matches("MD5 Fingerprint=([0-9A-F]{2}:){15}[0-9A-F]{2}");
        assertThat(hostnames(added)).containsExactly(host("b"), host("a"));
        assertThat(added.path("created_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        assertThat(added.path("updated_at")).isEqualTo(added.path("created_at"));
        assertThat(added.path("expires_on").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        String id = added.path("id").textValue();
        Reply read = account().get(ACCOUNT + "/" + id.replace("-", "").toUpperCase(Locale.ROOT));
        assertThat(read.result()).as("32 hex digits name it too").isEqualTo(added);
        assertThat(account().get(ACCOUNT + "?").result().get(0)).isEqualTo(added);
        assertThat(read.text()).doesNotContain("BEGIN").doesNotContain("certificate\"");
    }

    @Test
    default void takesIntermediatesWithTheirRootAndShowsTheFirst() {
        OpenSsl.Pair root = openssl().selfSigned("/CN=root", "basicConstraints=critical,CA:TRUE,pathlen:1");
        String issuing = openssl()
                .under(
                        root,
                        "/CN=issuing",
                        "basicConstraints=critical,CA:TRUE,pathlen:0",
                        "keyUsage=critical,keyCertSign")
                .certificate();
        JsonNode added = add(account(), ACCOUNT, issuing + root.certificate()).result(201);
        assertThat(hostnames(added)).isEmpty();
        assertThat(added.path("fingerprint").textValue().substring("MD5 Fingerprint".length()))
                .isEqualTo(openssl()
                        .run("x509", "-in", "cert.pem", "-noout", "-fingerprint", "-md5")
                        .strip()
                        .replaceFirst("(?i)md5 fingerprint", ""));
        add(account(), ACCOUNT, issuing).result(201);
    }

    @Test
    default void refusesChainsThatNoClientCouldBeJudgedBy() {
        OpenSsl.Pair strict = openssl().selfSigned("/CN=strict", "basicConstraints=critical,CA:TRUE,pathlen:0");
        OpenSsl.Pair below = openssl().under(strict, "/CN=below", "basicConstraints=critical,CA:TRUE");
        add(account(), ACCOUNT, below.certificate() + strict.certificate())
                .refused(
                        400,
                        "12130 /certificate " + INVALID + "Certificate 2 of 2 has 1 intermediate CAs before it"
                                + " (expected: at most 0, its path length).");
        OpenSsl.Pair mute =
                openssl().selfSigned("/CN=mute", "basicConstraints=critical,CA:TRUE", "keyUsage=critical,cRLSign");
        add(account(), ACCOUNT, mute.certificate())
                .refused(
                        400,
                        "12130 /certificate " + INVALID + "Certificate 1 of 1 may not sign certificates"
                                + " (expected: keyCertSign in its key usage).");
        add(account(), ACCOUNT, root("one") + root("two"))
                .refused(
                        400,
                        "12130 /certificate " + INVALID + "Certificate 1 of 2 was issued by another CA than the"
                                + " certificate after it (expected: each followed by its issuer, the root last).");
        assertThat(account().get(ACCOUNT).result()).isEmpty();
    }

    @Test
    default void tellsEverythingThatIsWrongAtOnce() {
        account()
                .post(
                        ACCOUNT,
                        Map.of(
                                "certificate",
                                openssl().leaf("/CN=leaf").certificate()
                                        + openssl().ca("/CN=ca").key(),
                                "name",
                                "x".repeat(351),
                                "associated_hostnames",
                                List.of(
                                        host("a"),
                                        "not a name",
                                        "host.elsewhere.net",
                                        "*." + account().zoneName())))
                .refused(
                        400,
                        "6009 /name name: \"" + "x".repeat(64) + "…\" (expected: a string of 1 to 350 characters)",
                        "12130 /certificate " + INVALID + "The PEM block on line 11 is a PRIVATE KEY (expected: only"
                                + " CERTIFICATE blocks).",
                        "12130 /certificate " + INVALID + "Certificate 1 of 1 is not a CA certificate (expected:"
                                + " Basic Constraints CA:TRUE).",
                        "12130 /associated_hostnames/1 " + INVALID + "associated_hostnames/1: \"not a name\" (expected:"
                                + " a fully qualified domain name; a label is empty, longer than 63 characters or not"
                                + " made of letters, digits and inner hyphens)",
                        "12036 /associated_hostnames/2 " + NO_HOSTNAME
                                + "associated_hostnames/2: \"host.elsewhere.net\" (expected: a name in a zone of the"
                                + " account)",
                        "12130 /associated_hostnames/3 " + INVALID + "associated_hostnames/3: \"*."
                                + account().zoneName() + "\" (expected: a fully qualified domain name; wildcards are"
                                + " not supported: every hostname is named exactly)");
        account()
                .post(ACCOUNT, "{'certificate': 7, 'name': true, 'associated_hostnames': 'a'}")
                .refused(
                        400,
                        "6007 /name name: true (expected: a string of 1 to 350 characters)",
                        "6007 /certificate certificate: 7 (expected: PEM text)",
                        "6007 /associated_hostnames associated_hostnames: a string (expected: an array of strings)");
        account()
                .post(ACCOUNT, "{}")
                .refused(
                        400,
                        "6008 /name name: missing (expected: a string of 1 to 350 characters)",
                        "6008 /certificate certificate: missing (expected: PEM text)");
        account()
                .post(ACCOUNT, "{'certificate': 'no PEM', 'name': ' '}")
                .refused(
                        400,
                        "6009 /name name: \" \" (expected: a string of 1 to 350 characters)",
                        "12130 /certificate " + INVALID + "Unable to parse certificate: No PEM block was found"
                                + " (expected: -----BEGIN CERTIFICATE-----).");
        assertThat(account().get(ACCOUNT).result()).isEmpty();
        assertThat(house().query(
                                "select action from audit_log where object_type = 'access_certificate' and account_id = ?",
                                account().account().hex()))
                .isEmpty();
    }

    @Test
    default void refusesAnExpiredCa() {
        String pem = root("old");
        house().pass(Duration.ofDays(11));
        assertThat(add(account(), ACCOUNT, pem).errors())
                .singleElement()
                .asString()
                .startsWith("12130 /certificate " + INVALID + "Certificate 1 of 1 expired at ");
    }

    @Test
    default void keepsHostnamesOnceInTheirOrderAndInOneForm() {
        String name = account().zoneName();
        JsonNode added = add(account(), ACCOUNT, root("root"), "B." + name + ".", "a." + name, "b." + name, name)
                .result(201);
        assertThat(hostnames(added)).containsExactly(host("b"), host("a"), name);
        String id = added.path("id").textValue();
        assertThat(hostnames(bind(ACCOUNT, id, host("a"), host("c")).result())).containsExactly(host("a"), host("c"));
        assertThat(hostnames(ACCOUNT, id)).containsExactly(host("a"), host("c"));
        assertThat(hostnames(bind(ACCOUNT, id, host("c"), host("d"), host("a")).result()))
                .containsExactly(host("c"), host("d"), host("a"));
        assertThat(hostnames(ACCOUNT, id)).containsExactly(host("c"), host("d"), host("a"));
    }

    @Test
    default void changesItsNameAndHostnamesAndNothingElse() {
        String pem = root("root");
        String id = id(add(account(), ACCOUNT, pem, host("a")));
        String one = ACCOUNT + "/" + id;
        house().pass(Duration.ofSeconds(3));
        JsonNode renamed = account()
                .put(one, Map.of("name", "new", "associated_hostnames", List.of(host("a")), "certificate", pem))
                .result();
        assertThat(renamed.path("name").textValue()).isEqualTo("new");
        assertThat(renamed.path("updated_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        assertThat(hostnames(account().put(one, Map.of("name", "newer")).result()))
                .as("no hostnames are none")
                .isEmpty();
        bind(ACCOUNT, id, host("a")).result();
        JsonNode cleared = account().put(one, "{}").result();
        assertThat(hostnames(cleared)).isEmpty();
        assertThat(cleared.path("name").textValue()).isEqualTo("newer");
        assertThat(cleared.path("created_at").textValue())
                .isNotEqualTo(cleared.path("updated_at").textValue());
        account()
                .put(one, Map.of("certificate", root("other")))
                .refused(
                        400,
                        "12130 /certificate " + INVALID + "certificate: another one than was added (expected: the same"
                                + " or none; a certificate does not change)");
        account()
                .put(one, "{'name': ''}")
                .refused(400, "6009 /name name: \"\" (expected: a string of 1 to 350 characters)");
    }

    @Test
    default void takesOneRevisionForAChangeOfHostnamesAndNoneForNothing() {
        long before = revision();
        String id = added();
        assertThat(revision()).as("no hostname, nothing to tell").isEqualTo(before);
        bind(ACCOUNT, id, host("a"), host("b")).result();
        assertThat(revision()).isEqualTo(before + 1);
        JsonNode unchanged = bind(ACCOUNT, id, host("a"), host("b")).result();
        house().pass(Duration.ofSeconds(1));
        assertThat(bind(ACCOUNT, id, host("A"), host("b")).result()).isEqualTo(unchanged);
        bind(ACCOUNT, id, host("b"), host("a")).result();
        account()
                .put(ACCOUNT + "/" + id, Map.of("name", "x", "associated_hostnames", List.of(host("b"), host("a"))))
                .result();
        assertThat(revision()).as("edges know no order and no name").isEqualTo(before + 1);
        bind(ACCOUNT, id, host("b")).result();
        assertThat(revision()).isEqualTo(before + 2);
        assertThat(house().query("select action from audit_log where object_id = ? order by ordinal", id))
                .containsExactly("create", "update", "update", "update", "update");
        assertThat(house().query("select details from audit_log where object_id = ? order by ordinal", id)
                        .getLast())
                .contains("\"removed\":\"" + host("a") + "\"", "\"revision\":\"" + (before + 2) + "\"");
    }

    @Test
    default void keepsOneOfEachBundleInAnAccount() {
        String pem = root("root");
        String id = id(add(account(), ACCOUNT, pem));
        Reply again = add(account(), ZONE, "\n" + pem + "\n");
        again.refused(409, "12132 - access.api.error.conflict: certificate already exists");
        assertThat(again.header("x-should-retry")).isEqualTo("false");
        add(house().account(), ACCOUNT, pem).result(201);
        account().delete(ACCOUNT + "/" + id).result();
        assertThat(id(add(account(), ACCOUNT, pem))).isNotEqualTo(id);
    }

    @Test
    default void keepsToTheQuota() {
        String first = added();
        house().sql("insert into setting (key, value) values (?, ?)", Quota.ACCESS_CERTIFICATES.key(), "1");
        try {
            String second = root("second");
            add(account(), ACCOUNT, second)
                    .refused(400, "12130 - " + INVALID + "maximum number of certificates has been reached (1)");
            account().delete(ACCOUNT + "/" + first).result();
            add(account(), ACCOUNT, second).result(201);
        } finally {
            house().sql("delete from setting where key = ?", Quota.ACCESS_CERTIFICATES.key());
        }
    }

    @Test
    default void deletesWhatIsDetachedAndNothingElse() {
        String id = added(host("a"), host("b"));
        String one = ACCOUNT + "/" + id;
        Reply refused = account().delete(one);
        refused.refused(
                409,
                "12132 - access.api.error.conflict: certificate has active associations: " + host("a") + ", "
                        + host("b") + " (expected: no associated hostnames)");
        assertThat(refused.header("x-should-retry")).isEqualTo("false");
        bind(ACCOUNT, id).result();
        assertThat(account().delete(one).result().toString()).isEqualTo("{\"id\":\"" + id + "\"}");
        for (Reply gone :
                List.of(account().delete(one), account().get(one), account().put(one, "{}"))) {
            gone.refused(404, "12135 - access.api.error.not_found");
        }
        account().get(ACCOUNT + "/" + UNKNOWN).refused(404, "12135 - access.api.error.not_found");
        account()
                .get(ACCOUNT + "/nonsense")
                .refused(404, "7003 - certificate_id: \"nonsense\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void deletesAtOnceWhatEdgesHaveNotHeardIsDetached() {
        house().withAnEdge(() -> {
            String id = added(host("a"));
            assertThat(states(id)).containsExactly(host("a") + " pending_deployment");
            bind(ACCOUNT, id).result();
            assertThat(hostnames(ACCOUNT, id)).as("what is written is read").isEmpty();
            account().delete(ACCOUNT + "/" + id).result();
            assertThat(states(id)).as("edges have yet to hear").containsExactly(host("a") + " pending_deletion");
            assertThat(house().query("select outcome from audit_log where object_id = ? order by ordinal", id))
                    .containsExactly("pending", "pending", "success");
        });
        String id = added(host("a"));
        assertThat(states(id)).as("nobody to wait for").containsExactly(host("a") + " active");
        bind(ACCOUNT, id).result();
        assertThat(states(id)).isEmpty();
    }

    private List<String> states(String id) {
        return house().query(
                        "select hostname || ' ' || status from access_certificate_hostname where certificate_id = ?",
                        id);
    }

    @Test
    default void aZoneSeesTheAccountsCertificatesAndItsOwnHostnames() {
        Tenant other = account().withZone("other-" + account().zoneName());
        String elsewhere = "x." + other.zoneName();
        String id = added(host("a"), elsewhere);
        assertThat(hostnames(ZONE, id)).containsExactly(host("a"));
        assertThat(other.get(ZONE).each("/associated_hostnames/0")).containsExactly(elsewhere);
        add(account(), ZONE, root("z"), elsewhere)
                .refused(
                        400,
                        "12036 /associated_hostnames/0 " + NO_HOSTNAME + "associated_hostnames/0: \"" + elsewhere
                                + "\" (expected: " + account().zoneName() + " or a name below it)");
        assertThat(hostnames(bind(ZONE, id, host("b"), host("c")).result())).containsExactly(host("b"), host("c"));
        assertThat(hostnames(ACCOUNT, id)).containsExactlyInAnyOrder(host("b"), host("c"), elsewhere);
        bind(ZONE, id).result();
        account()
                .delete(ZONE + "/" + id)
                .refused(
                        409,
                        "12132 - access.api.error.conflict: certificate has active associations: " + elsewhere
                                + " (expected: no associated hostnames)");
        bind(ACCOUNT, id).result();
        account().delete(ZONE + "/" + id).result();
        account().get(ACCOUNT + "/" + id).refused(404, "12135 - access.api.error.not_found");
        String ofZone = id(add(account(), ZONE, root("z"), host("a")));
        assertThat(hostnames(ACCOUNT, ofZone)).containsExactly(host("a"));
        assertThat(house().query("select zone_id from audit_log where object_id = ?", ofZone))
                .containsExactly(account().zone().hex());
    }

    @Test
    default void aHostnameBelongsToTheInnermostZone() {
        String id = added(host("a.inner"), host("b"));
        Tenant inner = account().withZone(host("inner"));
        assertThat(inner.get(ZONE + "/" + id).result().path("associated_hostnames"))
                .as("bound before the zone was made")
                .isEmpty();
        bind(ZONE, id, host("a.inner"))
                .refused(
                        400,
                        "12036 /associated_hostnames/0 " + NO_HOSTNAME + "associated_hostnames/0: \"" + host("a.inner")
                                + "\" (expected: " + account().zoneName() + " or a name below it)");
        inner.put(ZONE + "/" + id, Map.of("associated_hostnames", List.of(host("a.inner"))))
                .result();
        assertThat(hostnames(ZONE, id)).as("claimed by its own zone").containsExactly(host("b"));
        assertThat(hostnames(ACCOUNT, id)).containsExactlyInAnyOrder(host("a.inner"), host("b"));
    }

    @Test
    default void forgetsTheHostnamesOfADeletedZone() {
        Tenant other = account().withZone("gone-" + account().zoneName());
        String id = added(host("a"), "x." + other.zoneName());
        other.put(ZONE + "/settings", setting("x." + other.zoneName())).result(202);
        long before = revision();
        other.delete("/zones/{zone}").result();
        assertThat(hostnames(ACCOUNT, id)).containsExactly(host("a"));
        assertThat(account().get(ACCOUNT + "/settings").result()).isEmpty();
        assertThat(revision()).isEqualTo(before + 1);
        bind(ACCOUNT, id, "x." + other.zoneName())
                .refused(
                        400,
                        "12036 /associated_hostnames/0 " + NO_HOSTNAME + "associated_hostnames/0: \"x."
                                + other.zoneName() + "\" (expected: a name in a zone of the account)");
        account()
                .delete("/accounts/{account}")
                .refused(
                        409,
                        "1063 - account %s: it holds mTLS certificates (expected: all deleted)"
                                .formatted(account().account()));
    }

    private static Map<String, ?> setting(String hostname) {
        return Map.of(
                "settings",
                List.of(Map.of("hostname", hostname, "china_network", false, "client_certificate_forwarding", true)));
    }

    @Test
    default void pagesInTheOrderOfAddition() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(added(host("h" + i)));
            house().pass(Duration.ofSeconds(1));
        }
        Reply second = account().get(ACCOUNT + "?page=2&per_page=2");
        assertThat(second.each("/id")).containsExactly(ids.get(2));
        assertThat(second.each("/associated_hostnames/0")).containsExactly(host("h2"));
        assertThat(second.json().path("result_info").toString())
                .isEqualTo("{\"page\":2,\"per_page\":2,\"count\":1,\"total_count\":3,\"total_pages\":2}");
        assertThat(account().get(ZONE + "?page=9").result()).isEmpty();
        assertThat(account().get(ACCOUNT).json().at("/result_info/per_page").intValue())
                .isEqualTo(50);
        account()
                .get(ACCOUNT + "?page=0&per_page=1001")
                .refused(
                        400,
                        "6010 page page: \"0\" (expected: a whole number from 1 to 2147483647)",
                        "6010 per_page per_page: \"1001\" (expected: a whole number from 1 to 1000)");
    }

    @Test
    default void keepsAccountsAndPermissionsApart() {
        String id = added();
        Tenant stranger = house().account();
        stranger.get(ACCOUNT + "/" + id).refused(404, "12135 - access.api.error.not_found");
        stranger.delete(ZONE + "/" + id).refused(404, "12135 - access.api.error.not_found");
        assertThat(stranger.get(ACCOUNT).result()).isEmpty();
        Tenant reader = account().holding(PermissionGroup.ACCESS_MTLS_READ);
        Tenant none = account().holding(PermissionGroup.ACCESS_APPS_WRITE, PermissionGroup.SSL_WRITE);
        Tenant writer = account().holding(PermissionGroup.ACCESS_MTLS_WRITE);
        for (String where : List.of(ACCOUNT, ZONE)) {
            assertThat(reader.get(where + "/" + id).status()).isEqualTo(200);
            reader.put(where + "/" + id, "{}").refused(403, "10000 - Authentication error");
            reader.post(where, "{}").refused(403, "10000 - Authentication error");
            reader.delete(where + "/" + id).refused(403, "10000 - Authentication error");
            none.get(where).refused(403, "10000 - Authentication error");
            writer.put(where + "/" + id, "{}").result();
        }
    }

    @Test
    default void neitherLosesABindingNorDeletesABoundOneAtTheSameTime() throws Exception {
        for (int round = 0; round < 6; round++) {
            String id = added();
            List<Integer> answers = new ArrayList<>();
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                Future<Reply> bound = pool.submit(() -> bind(ACCOUNT, id, host("a")));
                Future<Reply> deleted = pool.submit(() -> account().delete(ACCOUNT + "/" + id));
                answers.add(bound.get().status());
                answers.add(deleted.get().status());
            }
            assertThat(answers).isIn(List.of(200, 409), List.of(404, 200));
        }
    }
}
