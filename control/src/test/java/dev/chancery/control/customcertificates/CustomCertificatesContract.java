package dev.chancery.control.customcertificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.Believed;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Uploaded server certificates over HTTP, on every engine. */
interface CustomCertificatesContract extends HouseTest.Alone {
    String CERTIFICATES = "/zones/{zone}/custom_certificates";
    String ROUTES = "/zones/{zone}/edge/routes";
    String UNKNOWN = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";

    private OpenSsl.Pair server(String... names) {
        return openssl()
                .selfSigned(
                        "/CN=server",
                        "basicConstraints=critical,CA:FALSE",
                        "subjectAltName=DNS:" + String.join(",DNS:", names));
    }

    private static Reply upload(Tenant account, OpenSsl.Pair pair) {
        return upload(account, pair, Map.of());
    }

    private static Reply upload(Tenant account, OpenSsl.Pair pair, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("certificate", pair.certificate());
        body.put("private_key", pair.key());
        return account.post(CERTIFICATES, body);
    }

    private Optional<TrustEntry.ServerCertificate> shown(String hostname) {
        return Believed.config(house()).serverCertificate(new Hostname(hostname));
    }

    private Optional<String> shownPem(String hostname) {
        return shown(hostname).map(entry -> entry.chain().getFirst().toPem());
    }

    @Test
    default void takesACertificateAndGivesEdgesItsKey() {
        Tenant account = account();
        String zone = account.zoneName();
        OpenSsl.Pair pair = server("a." + zone, "*.b." + zone, "elsewhere.example", zone);
        Reply uploaded = upload(account, pair);
        assertThat(uploaded.text("/zone_id")).isEqualTo(account.zone().hex());
        assertThat(uploaded.result().path("hosts").valueStream().map(host -> host.textValue()))
                .containsExactly("a." + zone, "*.b." + zone, "elsewhere.example", zone);
        assertThat(uploaded.text("/issuer")).isEqualTo("CN=server");
        assertThat(uploaded.text("/signature")).isEqualTo("ECDSAWithSHA256");
        assertThat(uploaded.text("/status")).isEqualTo("active");
        assertThat(uploaded.text("/bundle_method")).isEqualTo("ubiquitous");
        assertThat(uploaded.text()).doesNotContain("PRIVATE");
        String id = uploaded.text("/id");
        assertThat(account.get(CERTIFICATES + "/" + id).result()).isEqualTo(uploaded.result());
        assertThat(account.get(CERTIFICATES + "/" + id.replace("-", "")).result())
                .isEqualTo(uploaded.result());
        assertThat(account.get(CERTIFICATES).each("/id")).containsExactly(id);
        for (String host : List.of("a." + zone, zone, "c.b." + zone)) {
            assertThat(shownPem(host)).as(host).hasValue(pair.certificate());
        }
        assertThat(shown("elsewhere.example"))
                .as("a name outside the zone is not this zone's to serve")
                .isEmpty();
        assertThat(shown("d.c.b." + zone)).as("a wildcard is one label").isEmpty();
        openssl()
                .write(
                        "released.der",
                        house().control()
                                .serverKeys()
                                .pkcs8(shown(zone).orElseThrow().id())
                                .orElseThrow()
                                .toByteArray());
        assertThat(openssl().run("pkey", "-inform", "DER", "-in", "released.der", "-pubout"))
                .isEqualTo(openssl().run("x509", "-in", "cert.pem", "-noout", "-pubkey"));
    }

    @Test
    default void anUploadBeatsTheLocalCertificateHoweverItIsWrittenAndLeavesItWhenItGoes() {
        Tenant account = account();
        String zone = account.zoneName();
        String host = "a." + zone;
        account.put(ROUTES + "/" + host, Map.of("origin", "http://origin.example.net"))
                .result();
        String local = shownPem(host).orElseThrow();
        OpenSsl.Pair wildcard = server("*." + zone);
        String first = upload(account, wildcard).text("/id");
        assertThat(shownPem(host)).as("an uploaded wildcard").hasValue(wildcard.certificate());
        OpenSsl.Pair exact = server(host);
        String second = upload(account, exact).text("/id");
        assertThat(shownPem(host)).hasValue(exact.certificate());
        account.put(ROUTES + "/b." + zone, Map.of("origin", "http://origin.example.net"))
                .result();
        assertThat(shownPem("b." + zone))
                .as("a hostname routed after the upload")
                .hasValue(wildcard.certificate());
        assertThat(account.delete(CERTIFICATES + "/" + second).text("/id")).isEqualTo(second);
        assertThat(shownPem(host)).hasValue(wildcard.certificate());
        account.delete(CERTIFICATES + "/" + first).result();
        assertThat(shownPem(host)).hasValue(local);
        assertThat(shownPem("b." + zone)).isPresent();
        account.get(CERTIFICATES + "/" + first).refused(404, "1483 - Certificate not found");
        account.delete(CERTIFICATES + "/" + first).refused(404, "1483 - Certificate not found");
    }

    @Test
    default void aDeletedCertificatesKeyIsGoneAtOnce() {
        Tenant account = account();
        OpenSsl.Pair pair = server(account.zoneName());
        String id = upload(account, pair).text("/id");
        var key = shown(account.zoneName()).orElseThrow().id();
        house().withAnEdge(() -> {
            account.delete(CERTIFICATES + "/" + id).result();
            assertThat(house().control().serverKeys().pkcs8(key)).isEmpty();
            assertThat(account.get(CERTIFICATES).each("/id")).isEmpty();
            account.get(CERTIFICATES + "/" + id).refused(404, "1483 - Certificate not found");
        });
        assertThat(shown(account.zoneName())).isEmpty();
    }

    @Test
    default void showsWhatAnEdgeHasNotHeardAsPendingAndWhatHasEndedAsExpired() {
        House house = alone(House.Plan.standard());
        Tenant account = house.first();
        house.withAnEdge(() -> {
            String id = upload(account, server(account.zoneName())).text("/id");
            assertThat(account.get(CERTIFICATES + "/" + id).text("/status")).isEqualTo("pending");
            assertThat(account.get(CERTIFICATES + "?status=pending").each("/id"))
                    .containsExactly(id);
            assertThat(account.get(CERTIFICATES + "?status=active").each("/id")).isEmpty();
            account.delete(CERTIFICATES + "/" + id).result();
        });
        String id = upload(account, server("b." + account.zoneName())).text("/id");
        assertThat(account.get(CERTIFICATES + "?status=active&match=all").each("/id"))
                .containsExactly(id);
        house.pass(Duration.ofDays(11));
        assertThat(account.get(CERTIFICATES + "/" + id).text("/status")).isEqualTo("expired");
        assertThat(account.get(CERTIFICATES + "?status=expired").each("/id")).containsExactly(id);
        for (String empty : List.of("active", "pending", "deleted", "initializing")) {
            assertThat(account.get(CERTIFICATES + "?status=" + empty).each("/id"))
                    .as(empty)
                    .isEmpty();
        }
        account.get(CERTIFICATES + "?status=asleep&match=some&per_page=4")
                .refused(
                        400,
                        "6010 status status: \"asleep\" (expected: active, expired, deleted, pending or initializing)",
                        "6010 match match: \"some\" (expected: any or all)",
                        "6010 per_page per_page: \"4\" (expected: a whole number from 5 to 50)");
    }

    @Test
    default void keepsTheChainAsItWasSent() {
        Tenant account = account();
        OpenSsl.Pair root = openssl().ca("/CN=root");
        OpenSsl.Pair middle = openssl().under(root, "/CN=middle", "basicConstraints=critical,CA:TRUE");
        OpenSsl.Pair leaf = openssl()
                .under(middle, "/CN=leaf", "subjectAltName=DNS:" + account.zoneName(), "extendedKeyUsage=serverAuth");
        upload(
                        account,
                        new OpenSsl.Pair(leaf.certificate() + middle.certificate(), leaf.key()),
                        Map.of("bundle_method", "force", "type", "sni_custom"))
                .result();
        assertThat(shown(account.zoneName()).orElseThrow().chain())
                .extracting(certificate -> certificate.toPem())
                .containsExactly(leaf.certificate(), middle.certificate());
    }

    @Test
    default void refusesBadMaterialEachWithItsCodeAndPlace() {
        Tenant account = account();
        String zone = account.zoneName();
        OpenSsl.Pair good = server(zone);
        account.post(CERTIFICATES, "{}")
                .refused(
                        400,
                        "6008 /certificate certificate: missing (expected: PEM text)",
                        "6008 /private_key private_key: missing (expected: PEM text)");
        assertThat(account.post(CERTIFICATES, Map.of("certificate", "no PEM", "private_key", good.key()))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("1473 /certificate Unable to parse certificate:");
        assertThat(upload(
                                account,
                                new OpenSsl.Pair(
                                        good.certificate(), server(zone).key()))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("1475 /private_key");
        assertThat(upload(account, new OpenSsl.Pair(good.certificate(), "no key"))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("1476 /private_key");
        assertThat(upload(account, openssl().selfSigned("/CN=ca", "subjectAltName=DNS:" + zone))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("1482 /certificate");
        upload(account, server("elsewhere.example", "a.b.elsewhere.example"))
                .refused(
                        400,
                        ("1484 /certificate Certificate 1 names \"elsewhere.example, a.b.elsewhere.example\" (expected:"
                                        + " %s, a name below it or *.%s among its DNS names)")
                                .formatted(zone, zone));
        upload(
                        account,
                        openssl()
                                .selfSigned(
                                        "/CN=" + zone,
                                        "basicConstraints=critical,CA:FALSE",
                                        "extendedKeyUsage=clientAuth"))
                .refused(
                        400,
                        "1484 /certificate Certificate 1 is not for servers (expected: extended key usage serverAuth, or"
                                + " none).",
                        ("1484 /certificate Certificate 1 names no host (expected: %s, a name below it or *.%s among its"
                                        + " DNS names)")
                                .formatted(zone, zone));
        assertThat(upload(
                                account,
                                new OpenSsl.Pair(
                                        good.certificate() + server(zone).certificate(), good.key()))
                        .errors())
                .isNotEmpty()
                .allMatch(error -> error.startsWith("1478 /certificate"));
        upload(
                        account,
                        good,
                        Map.of(
                                "type",
                                "other",
                                "bundle_method",
                                "best",
                                "deploy",
                                "staging",
                                "geo_restrictions",
                                Map.of("label", "us"),
                                "policy",
                                "(country: US)",
                                "custom_csr_id",
                                UNKNOWN))
                .faultsAt("/type", "/bundle_method", "/deploy", "/geo_restrictions", "/policy", "/custom_csr_id");
        assertThat(account.get(CERTIFICATES).each("/id")).isEmpty();
        account.get(CERTIFICATES + "/" + UNKNOWN).refused(404, "1483 - Certificate not found");
        account.get(CERTIFICATES + "/x")
                .refused(404, "7003 - custom_certificate_id: \"x\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void anEditPutsAnotherCertificateInItsPlace() {
        Tenant account = account();
        String zone = account.zoneName();
        account.put(ROUTES + "/a." + zone, Map.of("origin", "http://origin.example.net"))
                .result();
        OpenSsl.Pair first = server("a." + zone);
        Reply uploaded = upload(account, first);
        String id = uploaded.text("/id");
        var firstKey = shown("a." + zone).orElseThrow().id();
        house().pass(Duration.ofSeconds(1));
        Reply bundled = account.patch(CERTIFICATES + "/" + id, Map.of("bundle_method", "force"));
        assertThat(bundled.text("/bundle_method")).isEqualTo("force");
        assertThat(bundled.text("/uploaded_on")).isEqualTo(uploaded.text("/uploaded_on"));
        assertThat(bundled.text("/modified_on")).isGreaterThan(uploaded.text("/modified_on"));
        OpenSsl.Pair second = server("b." + zone);
        Reply edited = account.patch(
                CERTIFICATES + "/" + id, Map.of("certificate", second.certificate(), "private_key", second.key()));
        assertThat(edited.text("/id")).as("legacy_custom keeps its id").isEqualTo(id);
        assertThat(shownPem("b." + zone)).hasValue(second.certificate());
        assertThat(shownPem("a." + zone))
                .as("its old name has the local certificate again")
                .isPresent()
                .get()
                .isNotEqualTo(first.certificate());
        assertThat(house().control().serverKeys().pkcs8(firstKey)).isEmpty();
        assertThat(account.patch(CERTIFICATES + "/" + id, Map.of("certificate", first.certificate()))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("1475 /private_key");
        account.patch(CERTIFICATES + "/" + UNKNOWN, "{}").refused(404, "1483 - Certificate not found");
    }

    @Test
    default void aCertificateIsRenewedUnderItsKey() {
        Tenant account = account();
        String zone = account.zoneName();
        OpenSsl.Pair first = server(zone);
        String id = upload(account, first, Map.of("type", "sni_custom")).text("/id");
        var key = shown(zone).orElseThrow().id();
        openssl().write("same.key", first.key());
        openssl()
                .run(
                        "req",
                        "-x509",
                        "-key",
                        "same.key",
                        "-out",
                        "renewed.pem",
                        "-subj",
                        "/CN=renewed",
                        "-days",
                        "20",
                        "-addext",
                        "basicConstraints=critical,CA:FALSE",
                        "-addext",
                        "subjectAltName=DNS:" + zone);
        String renewed = openssl().read("renewed.pem");
        Reply edited = account.patch(CERTIFICATES + "/" + id, Map.of("certificate", renewed));
        assertThat(edited.text("/id"))
                .as("sni_custom comes back under a new id")
                .isNotEqualTo(id);
        account.get(CERTIFICATES + "/" + id).refused(404, "1483 - Certificate not found");
        assertThat(shownPem(zone)).hasValue(renewed);
        assertThat(shown(zone).orElseThrow().id()).isEqualTo(key);
        assertThat(house().control().serverKeys().pkcs8(key)).isPresent();
    }

    @Test
    default void theZoneTakesThemAlongWithTheirKeys() {
        Tenant account = account();
        Tenant zone = account.withZone("other-" + account.zoneName());
        upload(zone, server(zone.zoneName())).result();
        var key = shown(zone.zoneName()).orElseThrow().id();
        zone.delete("/zones/{zone}").result();
        assertThat(shown(zone.zoneName())).isEmpty();
        assertThat(house().control().serverKeys().pkcs8(key)).isEmpty();
    }

    @Test
    default void aReaderReadsAndAStrangerDoesNothing() {
        Tenant account = account();
        OpenSsl.Pair pair = server(account.zoneName());
        String id = upload(account, pair).text("/id");
        assertThat(account.reader().get(CERTIFICATES).each("/id")).containsExactly(id);
        assertThat(upload(account.reader(), pair).status()).isEqualTo(403);
        assertThat(account.reader().delete(CERTIFICATES + "/" + id).status()).isEqualTo(403);
        assertThat(account.stranger().get(CERTIFICATES).status()).isEqualTo(403);
    }
}
