package dev.chancery.control.edgeroutes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.Believed;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.pki.Certificate;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.HostnamePattern;
import dev.chancery.trust.TrustEntry;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routes, and the local CA's certificates that come with them, on every engine. */
interface EdgeRoutesContract extends HouseTest.Alone {
    String ROUTES = "/zones/{zone}/edge/routes";

    private static Reply put(Tenant account, String hostname, String origin) {
        return account.put(ROUTES + "/" + hostname, Map.of("origin", origin));
    }

    private static long revision(House house) {
        return house.database().read(TrustHead::read).revision().number();
    }

    private Optional<URI> believed(String hostname) {
        return Believed.config(house()).site(new Hostname(hostname)).flatMap(site -> site.origin());
    }

    @Test
    default void aRouteIsPutReadListedAndDeleted() {
        Tenant account = account();
        String api = "api." + account.zoneName();
        String web = "www." + account.zoneName();
        Reply put = put(account, web, "HTTP://Origin.Example.net:8080/");
        assertThat(put.text("/hostname")).isEqualTo(web);
        assertThat(put.text("/origin")).isEqualTo("http://origin.example.net:8080");
        assertThat(put.text("/status")).isEqualTo("active");
        put(account, api.toUpperCase(Locale.ROOT) + ".", "https://[2001:db8::1]")
                .result();
        assertThat(account.get(ROUTES + "/" + api).text("/origin")).isEqualTo("https://[2001:db8::1]");
        assertThat(account.get(ROUTES).each("/hostname")).containsExactly(api, web);
        assertThat(account.get(ROUTES + "?per_page=1&page=2").each("/hostname")).containsExactly(web);
        assertThat(account.get(ROUTES).json().at("/result_info/total_count").longValue())
                .isEqualTo(2);
        assertThat(believed(web)).hasValue(URI.create("http://origin.example.net:8080"));
        assertThat(account.delete(ROUTES + "/" + web).text("/hostname")).isEqualTo(web);
        assertThat(account.get(ROUTES).each("/hostname")).containsExactly(api);
        account.get(ROUTES + "/" + web).refused(404, "1485 - %s has no route in this zone.".formatted(web));
        account.delete(ROUTES + "/" + web).refused(404, "1485 - %s has no route in this zone.".formatted(web));
        assertThat(believed(web)).isEmpty();
    }

    @Test
    default void theSameRouteAgainChangesNothingAndAnotherOriginIsAnUpdate() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        String created = put(account, host, "http://one.example.net").text("/created_on");
        long before = revision(house());
        house().pass(Duration.ofSeconds(1));
        put(account, host, "http://ONE.example.net/").result();
        assertThat(revision(house())).isEqualTo(before);
        Reply moved = put(account, host, "http://two.example.net");
        assertThat(revision(house())).isEqualTo(before + 1);
        assertThat(moved.text("/created_on")).isEqualTo(created);
        assertThat(moved.text("/modified_on")).isGreaterThan(created);
        assertThat(believed(host)).hasValue(URI.create("http://two.example.net"));
    }

    @Test
    default void whatIsNoOriginOrNoHostnameOfTheZoneIsRefused() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        for (String bad : new String[] {
            "ftp://origin.example.net",
            "origin.example.net",
            "http://user@origin.example.net",
            "http://origin.example.net/path",
            "http://origin.example.net/?q",
            "http://origin.example.net#f",
            "http://origin.example.net:0",
            "http://origin.example.net:65536",
            "http:origin.example.net",
            "http://",
            "http://" + "a".repeat(300)
        }) {
            Reply reply = put(account, host, bad);
            assertThat(reply.status()).as(bad).isEqualTo(400);
            reply.faultsAt("/origin");
        }
        account.put(ROUTES + "/" + host, "{}")
                .refused(400, "6008 /origin origin: missing (expected: %s)".formatted(Origin.FORM));
        put(account, "a.elsewhere.example", "http://origin.example.net")
                .refused(
                        400,
                        "1481 - hostname: \"a.elsewhere.example\" (expected: %s or a name below it)"
                                .formatted(account.zoneName()));
        assertThat(put(account, "*." + account.zoneName(), "http://origin.example.net")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("1480 -");
        assertThat(account.get(ROUTES).each("/hostname")).isEmpty();
    }

    @Test
    default void aHostnameOfTwoZonesIsRoutedInOne() {
        Tenant outer = account();
        Tenant inner = outer.withZone("inner." + outer.zoneName());
        String host = "a." + inner.zoneName();
        put(outer, host, "http://outer.example.net").result();
        put(inner, host, "http://inner.example.net")
                .refused(
                        409,
                        "1486 - hostname: %s is routed in another zone (expected: one zone that routes it)"
                                .formatted(host));
        inner.get(ROUTES + "/" + host).refused(404, "1485 - %s has no route in this zone.".formatted(host));
        outer.delete(ROUTES + "/" + host).result();
        put(inner, host, "http://inner.example.net").result();
        assertThat(believed(host)).hasValue(URI.create("http://inner.example.net"));
    }

    @Test
    default void whileAnEdgeHasToHearOfItItIsPending() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        house().withAnEdge(() -> {
            assertThat(put(account, host, "http://origin.example.net").text("/status"))
                    .isEqualTo("pending_deployment");
            assertThat(account.get(ROUTES + "/" + host).text("/status")).isEqualTo("pending_deployment");
            assertThat(account.delete(ROUTES + "/" + host).text("/status")).isEqualTo("pending_deletion");
            account.get(ROUTES + "/" + host).refused(404, "1485 - %s has no route in this zone.".formatted(host));
            assertThat(put(account, host, "http://origin.example.net").text("/status"))
                    .isEqualTo("pending_deployment");
        });
        assertThat(believed(host)).isPresent();
    }

    @Test
    default void aRoutedHostnameHasACertificateOfTheLocalCaAndAnEdgeIsGivenItsKey() throws Exception {
        Tenant account = account();
        String host = "a." + account.zoneName();
        put(account, host, "http://origin.example.net").result();
        TrustEntry.ServerCertificate shown =
                Believed.config(house()).serverCertificate(new Hostname(host)).orElseThrow();
        assertThat(shown.hostnames()).containsExactly(HostnamePattern.of(new Hostname(host)));
        Certificate root = house().control().localCa().root(account.account());
        openssl().write("root.pem", root.toPem());
        openssl().write("server.pem", shown.chain().getFirst().toPem());
        openssl().run("verify", "-CAfile", "root.pem", "-purpose", "sslserver", "-verify_hostname", host, "server.pem");
        openssl()
                .write(
                        "key.der",
                        house().control()
                                .serverKeys()
                                .pkcs8(shown.id())
                                .orElseThrow()
                                .toByteArray());
        assertThat(openssl().run("pkey", "-inform", "DER", "-in", "key.der", "-pubout"))
                .isEqualTo(openssl().run("x509", "-in", "server.pem", "-noout", "-pubkey"));
        put(account, host, "http://elsewhere.example.net").result();
        assertThat(Believed.config(house()).serverCertificate(new Hostname(host)))
                .hasValue(shown);
        account.delete(ROUTES + "/" + host).result();
        assertThat(Believed.config(house()).serverCertificate(new Hostname(host)))
                .isEmpty();
        assertThat(house().control().serverKeys().pkcs8(shown.id())).isEmpty();
    }

    @Test
    default void aLocalCertificateIsRenewedAMonthBeforeItEnds() {
        House house = alone(House.Plan.standard());
        Tenant account = house.first();
        Hostname host = new Hostname("a." + account.zoneName());
        put(account, host.ascii(), "http://origin.example.net").result();
        TrustEntry.ServerCertificate first =
                Believed.config(house).serverCertificate(host).orElseThrow();
        house.pass(Duration.ofDays(366));
        house.control().localRenewal().run();
        assertThat(Believed.config(house).serverCertificate(host)).hasValue(first);
        house.pass(Duration.ofDays(2));
        house.control().localRenewal().run();
        TrustEntry.ServerCertificate second =
                Believed.config(house).serverCertificate(host).orElseThrow();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.chain().getFirst().notAfter())
                .isAfter(first.chain().getFirst().notAfter());
        assertThat(house.control().serverKeys().pkcs8(first.id())).isEmpty();
        assertThat(house.control().serverKeys().pkcs8(second.id())).isPresent();
        long revision = revision(house);
        house.control().localRenewal().run();
        assertThat(revision(house)).isEqualTo(revision);
    }

    @Test
    default void replicasMakeOneLocalCaBetweenThem() {
        House house = alone(House.Plan.standard());
        try (House other = house.replica()) {
            Tenant account = house.first();
            put(account, "a." + account.zoneName(), "http://origin.example.net").result();
            put(account.at(other), "b." + account.zoneName(), "http://origin.example.net")
                    .result();
            assertThat(other.control().localCa().root(account.account()))
                    .isEqualTo(house.control().localCa().root(account.account()));
            Certificate root = house.control().localCa().root(account.account());
            assertThat(Believed.config(house)
                            .serverCertificate(new Hostname("b." + account.zoneName()))
                            .orElseThrow()
                            .chain()
                            .getFirst()
                            .verifySignedBy(root))
                    .isTrue();
        }
    }

    @Test
    default void withoutTheSealNothingIsRoutedAnewAndWhatIsThereStays() {
        House house = alone(House.Plan.standard());
        Tenant account = house.first();
        String host = "a." + account.zoneName();
        put(account, host, "http://origin.example.net").result();
        try (House sealed = house.replicaUnderAnotherSeal()) {
            Tenant there = account.at(sealed);
            put(there, host, "http://origin.example.net").result();
            assertThat(put(there, "b." + account.zoneName(), "http://origin.example.net")
                            .status())
                    .isEqualTo(503);
            there.delete(ROUTES + "/" + host).result();
        }
        assertThat(account.get(ROUTES).each("/hostname")).isEmpty();
    }

    @Test
    default void aDeletedZoneTakesItsRoutesAndCertificatesAlong() {
        Tenant account = account();
        Tenant zone = account.withZone("other-" + account.zoneName());
        Hostname host = new Hostname("a." + zone.zoneName());
        put(zone, host.ascii(), "http://origin.example.net").result();
        TrustEntry.ServerCertificate shown =
                Believed.config(house()).serverCertificate(host).orElseThrow();
        zone.delete("/zones/{zone}").result();
        assertThat(Believed.config(house()).site(host)).isEmpty();
        assertThat(Believed.config(house()).serverCertificate(host)).isEmpty();
        assertThat(house().control().serverKeys().pkcs8(shown.id())).isEmpty();
    }

    @Test
    default void everyChangeIsAudited() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        put(account, host, "http://origin.example.net").result();
        put(account, host, "http://other.example.net").result();
        account.delete(ROUTES + "/" + host).result();
        assertThat(house().query(
                                "select action from audit_log where object_type = 'edge_route' and object_id = ? order by ordinal",
                                host))
                .containsExactly("create", "update", "delete");
    }

    @Test
    default void aReaderReadsAndAStrangerDoesNothing() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        put(account, host, "http://origin.example.net").result();
        assertThat(account.reader().get(ROUTES).each("/hostname")).containsExactly(host);
        assertThat(account.reader().delete(ROUTES + "/" + host).status()).isEqualTo(403);
        assertThat(put(account.reader(), host, "http://other.example.net").status())
                .isEqualTo(403);
        Tenant stranger = account.holding(PermissionGroup.SSL_WRITE, PermissionGroup.ACCOUNT_SSL_WRITE);
        assertThat(stranger.get(ROUTES).status()).isEqualTo(403);
    }
}
