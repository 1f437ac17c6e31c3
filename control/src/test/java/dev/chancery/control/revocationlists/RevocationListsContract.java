package dev.chancery.control.revocationlists;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.publishing.Trust;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.RevokedSerials;
import dev.chancery.trust.TrustEntry;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Revocation lists made by openssl, on every engine. */
interface RevocationListsContract extends HouseTest.Alone {
    String MTLS = "/accounts/{account}/mtls_certificates";
    String ACCESS = "/accounts/{account}/access/certificates";
    String HOSTNAMES = "/zones/{zone}/certificate_authorities/hostname_associations";
    String UNKNOWN = "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60";

    /** A list of this number by a CA, which revokes these serials (hex). */
    private String crl(OpenSsl.Pair ca, int number, String... serials) {
        StringBuilder index = new StringBuilder();
        for (String serial : serials) {
            index.append("R\t351231235959Z\t260101000000Z\t").append(serial).append("\tunknown\t/CN=leaf\n");
        }
        openssl().write("ca.pem", ca.certificate());
        openssl().write("ca.key", ca.key());
        openssl().write("index.txt", index.toString());
        openssl().write("crlnumber", "%04x\n".formatted(number));
        openssl().write("ca.cnf", """
                [ca]
                default_ca = own
                [own]
                database = index.txt
                crlnumber = crlnumber
                default_md = sha256
                """);
        // The house's clock stands.
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
        openssl()
                .run(
                        "ca",
                        "-config",
                        "ca.cnf",
                        "-gencrl",
                        "-keyfile",
                        "ca.key",
                        "-cert",
                        "ca.pem",
                        "-out",
                        "list.pem",
                        "-crl_lastupdate",
                        format.format(house().now()),
                        "-crl_nextupdate",
                        format.format(house().now().plus(Duration.ofDays(7))));
        return openssl().read("list.pem");
    }

    private static String upload(Tenant account, OpenSsl.Pair ca) {
        return account.post(MTLS, Map.of("ca", true, "certificates", ca.certificate()))
                .text("/id");
    }

    private static void bind(Tenant account, String id, String... labels) {
        account.put(
                        HOSTNAMES,
                        Map.of(
                                "hostnames",
                                Arrays.stream(labels)
                                        .map(label -> label + "." + account.zoneName())
                                        .toList(),
                                "mtls_certificate_id",
                                id))
                .result();
    }

    private static Reply put(Tenant account, String id, String crl) {
        return account.put(MTLS + "/" + id + "/crl", Map.of("crl", crl));
    }

    /** What edges are told the CA revoked. */
    private Optional<RevokedSerials> told(String id) {
        return new Trust(house().database(), new ClientCertificateStore()::revoked)
                .snapshot().entries().stream()
                        .filter(entry -> entry instanceof TrustEntry.RevocationList list
                                && list.authority().toString().equals(id))
                        .map(entry -> ((TrustEntry.RevocationList) entry).serials())
                        .findFirst();
    }

    private static RevokedSerials serials(Optional<RevokedSerials> told, String... hex) {
        RevokedSerials found = told.orElseThrow();
        for (String serial : hex) {
            assertThat(found.contains(new BigInteger(serial, 16))).as(serial).isTrue();
        }
        assertThat(found.serials()).hasSize(hex.length);
        return found;
    }

    @Test
    default void aListIsToldToEdgesAsLongAsTheCaIsBound() {
        Tenant account = account();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        String id = upload(account, ca);
        assertThat(account.get(MTLS + "/" + id + "/crl").result()).isEmpty();
        Reply put = put(account, id, crl(ca, 16, "0A", "0B01"));
        assertThat(put.text("/number")).isEqualTo("16");
        assertThat(put.text("/issuer")).isEqualTo("CN=lists");
        assertThat(put.result().path("revoked").intValue()).isEqualTo(2);
        assertThat(account.get(MTLS + "/" + id + "/crl").each("/number")).containsExactly("16");
        assertThat(told(id)).as("nobody asks for its clients").isEmpty();
        bind(account, id, "a");
        assertThat(serials(told(id), "0A", "0B01").nextUpdate()).isNotNull();
        put(account, id, crl(ca, 17, "0A")).result();
        serials(told(id), "0A");
        bind(account, id, "a", "b");
        serials(told(id), "0A");
        bind(account, id);
        assertThat(told(id)).isEmpty();
        bind(account, id, "c");
        serials(told(id), "0A");
        assertThat(account.delete(MTLS + "/" + id + "/crl")
                        .result()
                        .path("forgotten")
                        .intValue())
                .isEqualTo(1);
        assertThat(told(id)).isEmpty();
        assertThat(account.get(MTLS + "/" + id + "/crl").result()).isEmpty();
    }

    @Test
    default void theSameListAgainChangesNothingAndAnOlderOneIsRefused() {
        Tenant account = account();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        String id = upload(account, ca);
        bind(account, id, "a");
        String old = crl(ca, 5, "0A");
        String list = crl(ca, 6, "0B");
        put(account, id, list).result();
        long revision = house().database().read(TrustHead::read).revision().number();
        openssl().run("crl", "-in", "list.pem", "-outform", "DER", "-out", "list.der");
        put(account, id, Base64.getEncoder().encodeToString(openssl().bytes("list.der")))
                .result();
        assertThat(house().database().read(TrustHead::read).revision().number()).isEqualTo(revision);
        assertThat(put(account, id, old).errors())
                .singleElement()
                .asString()
                .startsWith("1488 /crl The list has number 5 and is of ");
        serials(told(id), "0B");
    }

    @Test
    default void listsThatTellNothingAreRefusedWithEveryReason() {
        Tenant account = account();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        OpenSsl.Pair other = openssl().ca("/CN=other");
        String id = upload(account, ca);
        assertThat(put(account, id, crl(other, 1)).errors())
                .hasSize(2)
                .allMatch(error -> error.startsWith("1488 /crl"))
                .anyMatch(error -> error.contains("is issued by"))
                .anyMatch(error -> error.contains("does not verify"));
        put(account, id, "no list").faultsAt("/crl");
        assertThat(put(account, id, ca.certificate()).errors())
                .singleElement()
                .asString()
                .startsWith("1487 /crl Unable to parse revocation list:");
        account.put(MTLS + "/" + id + "/crl", "{}")
                .refused(400, "6008 /crl crl: missing (expected: a revocation list, PEM or base64 of DER)");
        assertThat(account.get(MTLS + "/" + id + "/crl").result()).isEmpty();
        put(account, UNKNOWN, crl(ca, 1)).refused(404, "1472 - Certificate not found");
        String leaf = account.post(
                        MTLS,
                        Map.of(
                                "ca",
                                false,
                                "certificates",
                                openssl().leaf("/CN=leaf").certificate()))
                .text("/id");
        put(account, leaf, crl(ca, 1)).refused(404, "1472 - Certificate not found");
    }

    @Test
    default void aListThatIsOutOfDateIsRefused() {
        House house = alone(House.Plan.standard());
        Tenant account = house.first();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        String id = upload(account, ca);
        String list = crl(ca, 1);
        house.pass(Duration.ofDays(8));
        assertThat(put(account, id, list).errors())
                .singleElement()
                .asString()
                .startsWith("1488 /crl The list was to be followed by another at ");
    }

    @Test
    default void aListIsBelievedFromAFewMinutesBeforeItsTime() {
        House house = alone(House.Plan.standard().at("2026-01-01T00:00:00Z"));
        Tenant account = house.first();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        String id = upload(account, ca);
        String list = crl(ca, 1);
        house.pass(Duration.between(house.now(), house().now()).minusMinutes(6));
        assertThat(put(account, id, list).errors()).singleElement().asString().endsWith(", still to come.");
        house.pass(Duration.ofMinutes(2));
        put(account, id, list).result();
    }

    @Test
    default void aListIsFetchedFromWhereItIsPublishedAndFetchedAgain() throws Exception {
        House house = alone(House.Plan.standard());
        Tenant account = house.first();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        String id = upload(account, ca);
        String crl = MTLS + "/" + id + "/crl";
        AtomicReference<byte[]> published = new AtomicReference<>(der(crl(ca, 1, "0A")));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ca.crl", exchange -> {
            byte[] body = published.get();
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/moved.crl", exchange -> {
            exchange.getResponseHeaders().set("location", "/ca.crl");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            account.put(crl, Map.of("url", base + "/moved.crl"))
                    .refused(400, "1487 /url The server answered 302 (expected: 200).");
            assertThat(account.get(crl + "/sources").result()).isEmpty();
            assertThat(account.put(crl, Map.of("url", base + "/ca.crl")).text("/number"))
                    .isEqualTo("1");
            assertThat(account.get(crl + "/sources").each("/url")).containsExactly(base + "/ca.crl");
            published.set(der(crl(ca, 2, "0A", "0B")));
            house.control().crlFetcher().run();
            assertThat(account.get(crl).each("/number")).as("not yet due").containsExactly("1");
            house.pass(Duration.ofDays(1));
            house.control().crlFetcher().run();
            assertThat(account.get(crl).each("/number")).containsExactly("2");
            published.set(new byte[0]);
            house.pass(Duration.ofDays(1));
            house.control().crlFetcher().run();
            assertThat(account.get(crl + "/sources").each("/failure"))
                    .containsExactly("The server answered 404 (expected: 200).");
            assertThat(account.get(crl).each("/number")).containsExactly("2");
            published.set(der(crl(ca, 1)));
            house.pass(Duration.ofMinutes(10));
            house.control().crlFetcher().run();
            assertThat(account.get(crl + "/sources").each("/failure"))
                    .singleElement()
                    .asString()
                    .contains("number 1");
            account.delete(MTLS + "/" + id).result();
            house.pass(Duration.ofDays(1));
            house.control().crlFetcher().run();
            assertThat(house.number("select count(*) from crl_source")).isZero();
        } finally {
            server.stop(0);
        }
    }

    private byte[] der(String pem) {
        openssl().write("to-der.pem", pem);
        openssl().run("crl", "-in", "to-der.pem", "-outform", "DER", "-out", "list.der");
        return openssl().bytes("list.der");
    }

    @Test
    default void aUrlOrAListIsSentButNotBoth() {
        Tenant account = account();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        String crl = MTLS + "/" + upload(account, ca) + "/crl";
        account.put(crl, Map.of("crl", crl(ca, 1), "url", "http://ca.example.net/ca.crl"))
                .faultsAt("/url");
        for (String bad : List.of("ldap://ca.example.net/cn=ca", "ca.crl", "http://user@ca.example.net/")) {
            account.put(crl, Map.of("url", bad)).faultsAt("/url");
        }
    }

    @Test
    default void anAccessCaTellsToo() {
        Tenant account = account();
        OpenSsl.Pair ca = openssl().ca("/CN=access");
        String id = account.post(
                        ACCESS,
                        Map.of(
                                "name",
                                "root",
                                "certificate",
                                ca.certificate(),
                                "associated_hostnames",
                                List.of("vpn." + account.zoneName())))
                .result(201)
                .path("id")
                .textValue();
        account.put(ACCESS + "/" + id + "/crl", Map.of("crl", crl(ca, 3, "0C"))).result();
        serials(told(id), "0C");
        assertThat(account.get(ACCESS + "/" + id + "/crl").each("/number")).containsExactly("3");
        account.put(ACCESS + "/" + UNKNOWN + "/crl", Map.of("crl", crl(ca, 4)))
                .refused(404, "12135 - access.api.error.not_found");
    }

    @Test
    default void aReaderReadsAndAStrangerDoesNothing() {
        Tenant account = account();
        OpenSsl.Pair ca = openssl().ca("/CN=lists");
        String id = upload(account, ca);
        put(account, id, crl(ca, 1)).result();
        assertThat(account.reader().get(MTLS + "/" + id + "/crl").each("/number"))
                .containsExactly("1");
        assertThat(put(account.reader(), id, crl(ca, 2)).status()).isEqualTo(403);
        assertThat(account.stranger().get(MTLS + "/" + id + "/crl").status()).isEqualTo(403);
    }
}
