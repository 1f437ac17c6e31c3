package dev.chancery.control.mtlscertificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploaded certificates over HTTP, on every engine. */
interface MtlsCertificatesContract extends HouseTest.Alone {
    String CERTIFICATES = "/accounts/{account}/mtls_certificates";
    String HOSTNAMES = "/zones/{zone}/certificate_authorities/hostname_associations";

    String UNKNOWN = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";

    private Reply upload(boolean ca, String certificates) {
        return account().post(CERTIFICATES, Map.of("ca", ca, "certificates", certificates));
    }

    private Reply upload(boolean ca, OpenSsl.Pair pair, String name) {
        return account()
                .post(
                        CERTIFICATES,
                        Map.of("ca", ca, "certificates", pair.certificate(), "private_key", pair.key(), "name", name));
    }

    private String id(Reply uploaded) {
        return uploaded.result().path("id").textValue();
    }

    private Reply bind(String id, String... hostnames) {
        return account().put(HOSTNAMES, Map.of("hostnames", List.of(hostnames), "mtls_certificate_id", id));
    }

    @Test
    default void showsWhatItReadInAnUploadedCa() {
        String pem = openssl()
                .ca("/C=US/ST=San Francisco/L=California/O=Example, Inc.")
                .certificate();
        JsonNode ca = account()
                .post(
                        CERTIFICATES,
                        Map.of("ca", true, "certificates", "\r\n" + pem.replace("\n", "\r\n") + "\n\n", "name", "own"))
                .result();
        assertThat(ca.path("id").textValue()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(ca.path("certificates").textValue()).isEqualTo(pem);
        assertThat(ca.path("issuer").textValue()).isEqualTo("O=Example\\, Inc.,L=California,ST=San Francisco,C=US");
        assertThat(ca.path("signature").textValue()).isEqualTo("ECDSAWithSHA256");
        String serial =
                openssl().run("x509", "-in", "cert.pem", "-noout", "-serial").strip();
        assertThat(ca.path("serial_number").textValue())
                .isEqualTo(new BigInteger(serial.substring("serial=".length()), 16).toString());
        assertThat(ca.path("ca").booleanValue()).isTrue();
        assertThat(ca.path("type").textValue()).isEqualTo("custom");
        assertThat(ca.path("uploaded_on").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        assertThat(ca.path("updated_at")).isEqualTo(ca.path("uploaded_on"));
        assertThat(ca.path("expires_on").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        ObjectNode shown = ca.deepCopy();
        shown.remove("updated_at");
        String id = ca.path("id").textValue();
        assertThat(account().get(CERTIFICATES + "/" + id).result()).isEqualTo(shown);
        assertThat(account().get(CERTIFICATES + "/" + id.replace("-", "")).result())
                .as("32 hex digits name it too")
                .isEqualTo(shown);
        assertThat(account().get(CERTIFICATES + "?").result().get(0)).isEqualTo(shown);
    }

    @Test
    default void sealsALeafsKeyAndShowsItNowhere() {
        OpenSsl.Pair pair = openssl().leaf("/CN=leaf");
        Reply uploaded = upload(false, pair, "leaf");
        String secret = pair.key().lines().skip(1).findFirst().orElseThrow();
        String id = id(uploaded);
        for (Reply reply :
                List.of(uploaded, account().get(CERTIFICATES), account().get(CERTIFICATES + "/" + id))) {
            assertThat(reply.text())
                    .doesNotContain(secret)
                    .doesNotContain("PRIVATE")
                    .doesNotContain("private_key");
        }
        assertThat(house().query("select details from audit_log where object_type = 'mtls_certificate'"))
                .singleElement()
                .asString()
                .contains("sealed")
                .doesNotContain(secret);
        assertThat(house().query("select certificates from mtls_certificate").getFirst())
                .doesNotContain("PRIVATE");
        assertThat(house().query("select purpose from ca_key")).containsExactly("uploaded");
        assertThat(uploaded.result().path("issuer").textValue()).isEqualTo("CN=leaf");
        account().delete(CERTIFICATES + "/" + id).result();
        assertThat(house().query("select id from ca_key"))
                .as("the key goes with its certificate")
                .isEmpty();
    }

    @Test
    default void takesACaWithItsKeyAndALeafWithoutOne() {
        OpenSsl.Pair ca = openssl().ca("/CN=ca");
        assertThat(upload(true, ca, "").result().has("name")).isFalse();
        upload(false, openssl().leaf("/CN=leaf").certificate()).result();
        assertThat(house().query("select purpose from ca_key")).containsExactly("uploaded");
    }

    @Test
    default void filtersAndPagesInTheOrderOfUpload() {
        String ca = id(upload(true, openssl().ca("/CN=0"), "twin"));
        house().pass(Duration.ofSeconds(1));
        String leaf = id(upload(false, openssl().leaf("/CN=1"), "twin"));
        house().pass(Duration.ofSeconds(1));
        String other = id(upload(false, openssl().leaf("/CN=2"), "other"));
        assertThat(list("")).containsExactly(ca, leaf, other);
        assertThat(list("?ca=true")).containsExactly(ca);
        assertThat(list("?ca=false&name=twin")).containsExactly(leaf);
        assertThat(list("?name=twi")).isEmpty();
        assertThat(list("?type=custom&type=gateway_managed")).containsExactly(ca, leaf, other);
        assertThat(list("?type=custom,access_managed")).containsExactly(ca, leaf, other);
        assertThat(list("?type=gateway_managed")).isEmpty();
        assertThat(list("?page=2&per_page=2")).containsExactly(other);
        assertThat(list("?limit=1&offset=1")).containsExactly(leaf);
        assertThat(list("?page=9")).isEmpty();
        assertThat(account()
                        .get(CERTIFICATES + "?page=1")
                        .json()
                        .path("result_info")
                        .toString())
                .isEqualTo("{\"page\":1,\"per_page\":50,\"count\":3,\"total_count\":3,\"total_pages\":1}");
        account()
                .get(CERTIFICATES + "?type=own&ca=maybe&page=0")
                .refused(
                        400,
                        "6010 type type: \"own\" (expected: custom, gateway_managed or access_managed)",
                        "6010 ca ca: \"maybe\" (expected: true or false)",
                        "6010 page page: \"0\" (expected: a whole number from 1 to 2147483647)");
    }

    private List<String> list(String query) {
        return account().get(CERTIFICATES + query).each("/id");
    }

    @Test
    default void tellsEverythingThatIsWrongAtOnce() {
        OpenSsl.Pair leaf = openssl().leaf("/CN=leaf");
        account()
                .post(
                        CERTIFICATES,
                        Map.of(
                                "ca",
                                true,
                                "name",
                                "x".repeat(351),
                                "certificates",
                                leaf.certificate() + leaf.certificate(),
                                "private_key",
                                openssl().leaf("/CN=other").key()))
                .refused(
                        400,
                        "6009 /name name: 351 characters (expected: at most 350)",
                        "1478 /certificates Certificate 2 of 2 is in the bundle more than once.",
                        "1474 /certificates Certificate 1 of 2 is not a CA certificate (expected: Basic Constraints"
                                + " CA:TRUE).",
                        "1474 /certificates Certificate 2 of 2 is not a CA certificate (expected: Basic Constraints"
                                + " CA:TRUE).",
                        "1475 /private_key The private key does not belong to the certificate: its signatures do not"
                                + " verify under the certificate's public key.");
        account()
                .post(CERTIFICATES, Map.of("certificates", 7, "ca", "yes", "name", true))
                .refused(
                        400,
                        "6007 /name name: true (expected: a string)",
                        "6007 /certificates certificates: 7 (expected: PEM text)",
                        "6007 /ca ca: a string (expected: a boolean)");
        account()
                .post(CERTIFICATES, Map.of())
                .refused(
                        400,
                        "6008 /certificates certificates: missing (expected: PEM text)",
                        "6008 /ca ca: missing (expected: a boolean)");
        assertThat(house().query("select id from mtls_certificate")).isEmpty();
    }

    @Test
    default void namesWhatEachBadUploadIs() {
        long before = house().number("select count(*) from audit_log");
        upload(true, "no PEM at all")
                .refused(
                        400,
                        "1473 /certificates Unable to parse certificate: No PEM block was found (expected:"
                                + " -----BEGIN CERTIFICATE-----).");
        OpenSsl.Pair ca = openssl().ca("/CN=ca");
        upload(false, ca.certificate())
                .refused(400, "1482 /ca Certificate 1 of 1 is a CA certificate (expected: a leaf).");
        upload(true, ca.certificate() + ca.key())
                .refused(
                        400,
                        "1473 /certificates The PEM block on line 11 is a PRIVATE KEY (expected: only CERTIFICATE"
                                + " blocks).");
        upload(true, ca.certificate() + openssl().ca("/CN=other").certificate())
                .refused(
                        400,
                        "1478 /certificates Certificate 1 of 2 was issued by another CA than the certificate after it"
                                + " (expected: each followed by its issuer, the root last).");
        OpenSsl.Pair leaf = openssl().leaf("/CN=leaf");
        upload(false, new OpenSsl.Pair(leaf.certificate(), "no key at all"), "x")
                .refused(400, "1476 /private_key The text holds no PEM block (expected: -----BEGIN PRIVATE KEY-----).");
        openssl()
                .run(
                        "req", "-x509", "-newkey", "ed25519", "-noenc", "-keyout", "ed.key", "-out", "ed.pem", "-subj",
                        "/CN=ed");
        upload(true, openssl().read("ed.pem"))
                .refused(
                        400,
                        "1474 /certificates Certificate 1 of 1 is signed with Ed25519 (expected: SHA1WithRSA,"
                                + " SHA256WithRSA, SHA384WithRSA, SHA512WithRSA, ECDSAWithSHA1, ECDSAWithSHA256,"
                                + " ECDSAWithSHA384, ECDSAWithSHA512).");
        house().pass(Duration.ofDays(11));
        Reply expired = upload(true, ca.certificate());
        assertThat(expired.json().at("/errors/0/code").intValue()).isEqualTo(1479);
        assertThat(house().query("select id from mtls_certificate")).isEmpty();
        assertThat(house().query("select id from ca_key")).isEmpty();
        assertThat(house().number("select count(*) from audit_log")).isEqualTo(before);
    }

    @Test
    default void refusesCasThatMayNotHaveIssuedWhatTheyAreSentWith() {
        OpenSsl.Pair mute =
                openssl().selfSigned("/CN=mute", "basicConstraints=critical,CA:TRUE", "keyUsage=critical,cRLSign");
        upload(true, mute.certificate())
                .refused(
                        400,
                        "1474 /certificates Certificate 1 of 1 may not sign certificates (expected: keyCertSign in its"
                                + " key usage).");
        OpenSsl.Pair strict = openssl().selfSigned("/CN=strict", "basicConstraints=critical,CA:TRUE,pathlen:0");
        OpenSsl.Pair below = openssl().under(strict, "/CN=below", "basicConstraints=critical,CA:TRUE");
        upload(true, below.certificate() + strict.certificate())
                .refused(
                        400,
                        "1478 /certificates Certificate 2 of 2 has 1 intermediate CAs before it (expected: at most 0,"
                                + " its path length).");
        OpenSsl.Pair leaf = openssl().under(mute, "/CN=leaf", "basicConstraints=critical,CA:FALSE");
        upload(false, leaf.certificate() + mute.certificate())
                .refused(
                        400,
                        "1478 /certificates Certificate 2 of 2 may not sign certificates (expected: keyCertSign in its"
                                + " key usage).");
    }

    @Test
    default void keepsOneOfEachBundleAndTakesItAgainAfterItsDeletion() {
        OpenSsl.Pair ca = openssl().ca("/CN=ca");
        String id = id(upload(true, ca, "first"));
        upload(true, "\n" + ca.certificate() + "\n\n")
                .refused(400, "1471 /certificates The certificate already exists in the account (expected: a new one)");
        assertThat(house().query("select id from ca_key")).hasSize(1);
        account().delete(CERTIFICATES + "/" + id).result();
        assertThat(id(upload(true, ca, "again"))).isNotEqualTo(id);
    }

    @Test
    default void keepsToTheQuotaOfCas() {
        house().sql("insert into setting (key, value) values (?, ?)", Quota.MTLS_CA_CERTIFICATES.key(), "1");
        String id = id(upload(true, openssl().ca("/CN=0"), ""));
        OpenSsl.Pair second = openssl().ca("/CN=1");
        upload(true, second, "").refused(400, "1489 - Hit maximum CA cert allocation.");
        upload(false, openssl().leaf("/CN=2"), "").result();
        account().delete(CERTIFICATES + "/" + id).result();
        upload(true, second, "").result();
    }

    @Test
    default void deletesOnceAndOnlyWhatNothingUses() {
        String id = id(upload(true, openssl().ca("/CN=ca"), "ca"));
        JsonNode shown = account().get(CERTIFICATES + "/" + id).result();
        assertThat(account().get(CERTIFICATES + "/" + id + "/associations").result())
                .isEmpty();
        bind(id, "a.example.com", "b.example.com").result();
        assertThat(account()
                        .get(CERTIFICATES + "/" + id + "/associations")
                        .result()
                        .toString())
                .isEqualTo("[{\"service\":\"api_shield\",\"status\":\"active\"}]");
        account().delete(CERTIFICATES + "/" + id).refused(400, "1477 - Certificate cannot be deleted while in use.");
        bind(id).result();
        assertThat(account().delete(CERTIFICATES + "/" + id).result()).isEqualTo(shown);
        account().delete(CERTIFICATES + "/" + id).refused(400, "1407 - The certificate is already deleted.");
        for (String path : List.of(id, id + "/associations", UNKNOWN)) {
            account().get(CERTIFICATES + "/" + path).refused(404, "1472 - Certificate not found");
        }
        account().delete(CERTIFICATES + "/" + UNKNOWN).refused(404, "1472 - Certificate not found");
        account()
                .get(CERTIFICATES + "/nonsense")
                .refused(404, "7003 - mtls_certificate_id: \"nonsense\" (expected: a UUID or its 32 hex digits)");
        assertThat(house().query(
                                "select action from audit_log where object_type = 'mtls_certificate' order by ordinal"))
                .containsExactly("create", "delete");
    }

    @Test
    default void staysInUseUntilEveryEdgeHasHeardOtherwise() {
        house().registerAnEdge();
        String id = id(upload(true, openssl().ca("/CN=ca"), "ca"));
        String path = CERTIFICATES + "/" + id;
        bind(id, "a.example.com").result();
        assertThat(account().get(path + "/associations").each("/status")).containsExactly("pending_deployment");
        bind(id).result();
        assertThat(account().get(path + "/associations").each("/status")).containsExactly("pending_deletion");
        account().delete(path).refused(400, "1477 - Certificate cannot be deleted while in use.");
        assertThat(house().query("select outcome from audit_log where object_type = 'hostname_associations'"))
                .containsExactly("pending", "pending");
    }

    @Test
    default void leavesWhatOthersLookAfterAlone() {
        String id = id(upload(true, openssl().ca("/CN=ca"), "ca"));
        house().sql("update mtls_certificate set type = ?", "gateway_managed");
        assertThat(list("?type=gateway_managed")).containsExactly(id);
        account()
                .delete(CERTIFICATES + "/" + id)
                .refused(403, "10000 - The certificate is gateway_managed (expected: custom)");
    }

    @Test
    default void keepsAccountsAndPermissionsApart() {
        String id = id(upload(true, openssl().ca("/CN=ca"), "ca"));
        Tenant elsewhere = house().account();
        elsewhere.get(CERTIFICATES + "/" + id).refused(404, "1472 - Certificate not found");
        elsewhere.delete(CERTIFICATES + "/" + id).refused(404, "1472 - Certificate not found");
        assertThat(elsewhere.get(CERTIFICATES).result()).isEmpty();
        assertThat(account().reader().get(CERTIFICATES + "/" + id).status()).isEqualTo(200);
        account().reader().delete(CERTIFICATES + "/" + id).refused(403, "10000 - Authentication error");
        account().reader().post(CERTIFICATES, "{}").refused(403, "10000 - Authentication error");
        account().stranger().get(CERTIFICATES).refused(403, "10000 - Authentication error");
    }
}
