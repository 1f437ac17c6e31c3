package dev.chancery.control.revocationlists;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.db.Lane;
import dev.chancery.control.edges.Recovery;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.publishing.Trust;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.revocation.CrlPublisher;
import dev.chancery.pki.Certificate;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploaded CAs whose responder is {@code openssl ocsp}. */
class OcspRespondersTest extends OnSqlite implements HouseTest.Alone {
    private static final String MTLS = "/accounts/{account}/mtls_certificates";
    private static final String HOSTNAMES = "/zones/{zone}/certificate_authorities/hostname_associations";

    private HttpServer server;
    private volatile String signer = "ca";
    private volatile int status = 200;

    private House house;
    private Tenant account;
    private Certificate client;
    private String id;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ocsp";
    }

    private Certificate aClient(String name) {
        OpenSsl.Pair ca = openssl().ca("/CN=" + name + " CA");
        openssl().write("ca.pem", ca.certificate());
        openssl().write("ca.key", ca.key());
        OpenSsl.Pair pair = openssl()
                .under(ca, "/CN=" + name, "extendedKeyUsage=clientAuth", "authorityInfoAccess=OCSP;URI:" + url());
        try {
            return Certificate.parsePem(pair.certificate());
        } catch (dev.chancery.pki.MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void aBoundCaAndItsResponder() {
        server = server();
        signer = "ca";
        status = 200;
        house = alone(House.Plan.standard());
        account = house.first();
        client = aClient("client");
        // The house's clock stands, and the certificate is of after that.
        house.pass(Duration.ofMinutes(1));
        OpenSsl.Pair other = openssl().ca("/CN=other");
        openssl().write("other.pem", other.certificate());
        openssl().write("other.key", other.key());
        index("V\t351231235959Z\t");
        id = account.post(MTLS, Map.of("ca", true, "certificates", openssl().read("ca.pem")))
                .text("/id");
        bind("a");
        server.createContext("/ocsp", exchange -> {
            openssl().write("q.der", exchange.getRequestBody().readAllBytes());
            openssl()
                    .run(
                            "ocsp",
                            "-index",
                            "index.txt",
                            "-CA",
                            "ca.pem",
                            "-rsigner",
                            signer + ".pem",
                            "-rkey",
                            signer + ".key",
                            "-reqin",
                            "q.der",
                            "-respout",
                            "a.der",
                            "-ndays",
                            "1");
            byte[] body = openssl().bytes("a.der");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    /** What the responder knows of the client. */
    private void index(String state) {
        openssl()
                .write(
                        "index.txt",
                        "%s\t%s\tunknown\t/CN=client\n"
                                .formatted(state, client.serialHex().toUpperCase(Locale.ROOT)));
    }

    private void bind(String... labels) {
        List<String> names = List.of(labels).stream().map(this::hostname).toList();
        account.put(HOSTNAMES, Map.of("hostnames", names, "mtls_certificate_id", id))
                .result();
    }

    private String hostname(String label) {
        return label + "." + account.zoneName();
    }

    private List<TrustEntry> told() {
        return new Trust(house.database(), new ClientCertificateStore()::revoked)
                .snapshot()
                .entries();
    }

    private boolean isAsked() {
        return told().stream().anyMatch(entry -> entry instanceof TrustEntry.Responder);
    }

    private Optional<TrustEntry.OcspStatus> said() {
        return told().stream()
                .filter(entry -> entry instanceof TrustEntry.OcspAnswer)
                .map(entry -> ((TrustEntry.OcspAnswer) entry).status())
                .findFirst();
    }

    /** What an edge says when the client comes and nothing is known of it; returns when that was looked into. */
    private void aClientWaits() throws Exception {
        house.control()
                .ocspAsker()
                .ask(List.of(new FromEdge.Sighting(List.of(client.der()), Hostname.parse(hostname("a")), house.now())));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("nothing came within 60 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private String path() {
        return MTLS + "/" + id + "/ocsp";
    }

    @Test
    void aClientThatWaitsIsAskedAboutAndAskedAboutAgainForAsLongAsItComes() throws Exception {
        account.put(path(), Map.of("url", url())).result();
        assertThat(isAsked()).isTrue();
        assertThat(said()).isEmpty();
        aClientWaits();
        await(() -> said().isPresent());
        assertThat(said()).contains(TrustEntry.OcspStatus.GOOD);
        assertThat(account.get(path()).result().path("answers").intValue()).isEqualTo(1);
        index("R\t351231235959Z\t260101000000Z");
        house.control().ocspAsker().run();
        assertThat(said()).as("not yet due").contains(TrustEntry.OcspStatus.GOOD);
        house.pass(Duration.ofHours(12));
        house.control().ocspAsker().run();
        assertThat(said()).contains(TrustEntry.OcspStatus.REVOKED);
        status = 500;
        house.pass(Duration.ofHours(11));
        house.control().ocspAsker().run();
        assertThat(said()).contains(TrustEntry.OcspStatus.REVOKED);
        assertThat(account.get(path()).text("/failure")).isEqualTo("The server answered 500 (expected: 200).");
        house.pass(Duration.ofHours(2));
        house.control().ocspAsker().run();
        assertThat(said()).as("nobody came with it for a day").isEmpty();
        assertThat(isAsked()).isTrue();
    }

    @Test
    void whoComesIsAskedAboutOn() throws Exception {
        account.put(path(), "{}").result();
        aClientWaits();
        await(() -> said().isPresent());
        house.pass(Duration.ofHours(23));
        house.control()
                .ocspAsker()
                .seen(List.of(
                        new FromEdge.Sighting(List.of(client.der()), Hostname.parse(hostname("a")), house.now())));
        house.pass(Duration.ofHours(2));
        house.control().ocspAsker().run();
        assertThat(said()).as("by the address in the certificate").contains(TrustEntry.OcspStatus.GOOD);
    }

    /** A backup may call good what the responder called revoked meanwhile. */
    @Test
    void afterARecoveryEverythingIsAskedAnew() throws Exception {
        account.put(path(), Map.of("url", url())).result();
        aClientWaits();
        await(() -> said().isPresent());
        var _ = new Recovery(
                        house.database(),
                        new TrustLog(house::now),
                        new AuditLog(house::now),
                        CrlPublisher::makeAnew,
                        new SecureRandom(),
                        house::now)
                .begin();
        assertThat(said()).isEmpty();
        assertThat(isAsked()).isTrue();
    }

    /** Responders behind one name answer with what each of them signed last. */
    @Test
    void anOlderAnswerChangesNothingAndTheKnownOneIsToldToWhoForgotIt() throws Exception {
        account.put(path(), Map.of("url", url())).result();
        aClientWaits();
        await(() -> said().isPresent());
        house.database()
                .write(
                        Lane.GENERAL,
                        tx -> tx.sql("update uploaded_ocsp_answer set this_update = this_update + 60000000")
                                .run());
        bind();
        bind("a");
        assertThat(said()).isEmpty();
        index("R\t351231235959Z\t260101000000Z");
        aClientWaits();
        await(() -> said().isPresent());
        assertThat(said()).contains(TrustEntry.OcspStatus.GOOD);
    }

    @Test
    void anotherCasWordIsNotTaken() throws Exception {
        signer = "other";
        account.put(path(), Map.of("url", url())).result();
        aClientWaits();
        await(() -> account.get(path()).result().has("failure"));
        assertThat(account.get(path()).text("/failure"))
                .isEqualTo("The response is signed by a responder the CA did not certify for it, or no longer.");
        assertThat(said()).isEmpty();
    }

    @Test
    void aResponderGoesWithItsCaAndComesBackWithIt() throws Exception {
        account.get(path())
                .refused(404, "1496 - The CA has no OCSP responder that is asked (expected: one set by PUT).");
        account.put(path(), Map.of("url", "ldap://ca.example.net")).faultsAt("/url");
        account.put(path(), Map.of("url", url())).result();
        aClientWaits();
        await(() -> said().isPresent());
        bind();
        assertThat(isAsked()).isFalse();
        assertThat(said()).isEmpty();
        bind("a");
        assertThat(isAsked()).isTrue();
        aClientWaits();
        await(() -> said().isPresent());
        assertThat(account.delete(path()).result().path("forgotten").booleanValue())
                .isTrue();
        assertThat(isAsked()).isFalse();
        assertThat(said()).isEmpty();
        assertThat(account.delete(path()).result().path("forgotten").booleanValue())
                .isFalse();
        account.get(MTLS + "/2458ce5a-0c35-4c7f-82c7-8e9487d3ff60/ocsp").refused(404, "1472 - Certificate not found");
    }
}
