package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad requests, several hundred of them: each is answered with its own code in a proper envelope, none with a 5xx, and
 * the database is as before.
 */
@WithChancery
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {

    private static final int CSR_UNREADABLE = 1450;
    private static final int CSR_SIGNATURE = 1451;
    private static final int KEY_NOT_ALLOWED = 1452;
    private static final int SUBJECT = 1454;
    private static final int CSR_ALGORITHM = 1455;
    private static final int CERTIFICATE_UNREADABLE = 1473;
    private static final int NOT_A_CA = 1474;
    private static final int CHAIN_BROKEN = 1478;
    private static final int EXPIRED = 1479;
    private static final int NOT_A_LEAF = 1482;

    private final OpenApiContracts contracts = OpenApiContracts.ofTheHouse();
    private final RunningChancery product;
    private final BadInputWorld world;
    private DatabaseDump before;

    BadInputTest(RunningChancery product, @TempDir Path folder) {
        this.product = product;
        this.world = new BadInputWorld(product, folder);
        this.before = DatabaseDump.of(product.data());
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryBadRequestOfTheCorpus() {
        return tests(BadRequest.corpus(world::word));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryMutationOfASigningRequest() {
        PemMutations csr = new PemMutations(world.word("csr"));
        List<BadRequest> requests = new ArrayList<>();
        csr.ofText().forEach((name, text) -> requests.add(csr(name, text, CSR_UNREADABLE)));
        csr.ofStructure().forEach((name, text) -> requests.add(csr(name, text, CSR_UNREADABLE)));
        csr.ofBits(40, List.of())
                .forEach((name, text) -> requests.add(
                        csr(name, text, CSR_UNREADABLE, CSR_SIGNATURE, KEY_NOT_ALLOWED, SUBJECT, CSR_ALGORITHM)));
        requests.add(csr("a spoiled signature", csr.withSignatureSpoiled(), CSR_SIGNATURE));
        requests.add(csr("a certificate", world.word("pem:fresh leaf"), CSR_UNREADABLE));
        requests.add(csr("a private key", world.word("key:other"), CSR_UNREADABLE));
        requests.add(csr("two of them", world.word("csr") + world.word("csr"), CSR_UNREADABLE));
        oddRequests().forEach((name, text) -> requests.add(csr(name, text, KEY_NOT_ALLOWED)));
        requests.add(
                csr("signed with SHA-1", world.csr("-newkey", "rsa:2048", "-subj", "/CN=odd", "-sha1"), CSR_ALGORITHM));
        return tests(requests);
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryMutationOfACaCertificate() {
        String ca = world.word("pem:fresh ca");
        String leaf = world.word("pem:fresh leaf");
        PemMutations mutations = new PemMutations(ca);
        List<BadRequest> requests = new ArrayList<>();
        mutations.ofText().forEach((name, text) -> requests.add(ca(name, text, CERTIFICATE_UNREADABLE)));
        mutations.ofStructure().forEach((name, text) -> requests.add(ca(name, text, CERTIFICATE_UNREADABLE)));
        mutations
                .ofBits(40, mutations.occurrencesOf(nameOf(ca)))
                .forEach((name, text) ->
                        requests.add(ca(name, text, CERTIFICATE_UNREADABLE, NOT_A_CA, CHAIN_BROKEN, EXPIRED)));
        requests.add(ca("a signing request", world.word("csr"), CERTIFICATE_UNREADABLE));
        requests.add(ca("a private key", world.word("key:other"), CERTIFICATE_UNREADABLE));
        requests.add(ca("a private key beside it", ca + world.word("key:fresh ca"), CERTIFICATE_UNREADABLE));
        requests.add(ca("a leaf", leaf, NOT_A_CA));
        requests.add(ca("two roots that do not belong together", ca + world.word("pem:ca in use"), CHAIN_BROKEN));
        requests.add(ca("itself twice", ca + ca, CHAIN_BROKEN));
        requests.add(ca("a second certificate that is cut off", ca + ca.substring(0, 200), CERTIFICATE_UNREADABLE));
        requests.add(ca("one that has expired", expiredCa(), EXPIRED));
        requests.add(ca("an Ed25519 root", ed25519Ca(), NOT_A_CA));
        requests.add(upload("a CA for a leaf", false, ca, world.word("key:fresh ca"), NOT_A_LEAF));
        return tests(requests);
    }

    @Test
    void leavesWhatTheApiShowsAsItWas() {
        List<String> lists = List.of(
                "/zones",
                "/accounts",
                "/user",
                product.zone() + "/client_certificates",
                product.account() + "/mtls_certificates",
                product.zone() + "/certificate_authorities/hostname_associations?mtls_certificate_id="
                        + world.word("ca_in_use"));
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        lists.forEach(path -> shown.put(path, product.owner().get(path).result()));

        BadRequest.corpus(world::word).forEach(this::send);

        shown.forEach((path, result) ->
                assertThat(product.owner().get(path).result()).as(path).isEqualTo(result));
    }

    private Stream<DynamicTest> tests(List<BadRequest> requests) {
        return requests.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> refuses(each)));
    }

    private void refuses(BadRequest bad) {
        V4Answer answer = send(bad);

        assertThat(answer.status()).as("%s answered %s", bad, answer.text()).isEqualTo(bad.status());
        assertThat(EnvelopeCheck.faultsOf(answer))
                .as("%s answered %s", bad, answer.text())
                .isEmpty();
        assertThat(bad.codes())
                .as("%s answered %s", bad, answer.text())
                .contains(answer.codes().getFirst());
        if (bad.chain() != 0) {
            assertThat(answer.body()
                            .path("errors")
                            .path(0)
                            .path("error_chain")
                            .path(0)
                            .path("code")
                            .asInt())
                    .as("%s answered %s", bad, answer.text())
                    .isEqualTo(bad.chain());
        }
        String path = bad.path().replaceFirst("\\?.*", "");
        if (contracts.operationOf(bad.method(), path).isPresent()) {
            RecordedExchange exchange = new RecordedExchange(
                    bad.name(), bad.method(), path, answer.status(), "application/json", answer.text());
            assertThat(contracts.faultsOf(exchange)).isEmpty();
        }
        DatabaseDump after = DatabaseDump.of(product.data());
        DatabaseDump unchanged = before;
        before = after;
        assertThat(DatabaseDump.difference(unchanged, after))
                .as("what changed in the database after: %s", bad)
                .isEmpty();
    }

    private V4Answer send(BadRequest bad) {
        List<String> credentials = bad.credentials();
        List<String> headers =
                new ArrayList<>(credentials == null ? product.owner().credentials() : credentials);
        headers.addAll(bad.headers());
        return product.owner().sendExactly(bad.method(), bad.path(), headers, bad.body());
    }

    private BadRequest csr(String name, String csr, Integer... codes) {
        Map<String, Object> body = Map.of("csr", csr, "validity_days", 30);
        return BadRequest.upload("CSR: " + name, product.zone() + "/client_certificates", body, 400, List.of(codes));
    }

    private BadRequest ca(String name, String pem, Integer... codes) {
        return upload(name, true, pem, null, codes);
    }

    private BadRequest upload(
            String name, boolean ca, String pem, @org.jspecify.annotations.Nullable String key, Integer... codes) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("ca", ca, "certificates", pem));
        if (key != null) {
            body.put("private_key", key);
        }
        return BadRequest.upload(
                "certificate: " + name, product.account() + "/mtls_certificates", body, 400, List.of(codes));
    }

    /** Requests with keys the policy has no place for. */
    private Map<String, String> oddRequests() {
        Map<String, String> odd = new LinkedHashMap<>();
        odd.put("RSA of 1,024 bits", world.csr("-newkey", "rsa:1024", "-subj", "/CN=odd"));
        odd.put("RSA of 512 bits", world.csr("-newkey", "rsa:512", "-subj", "/CN=odd"));
        for (String curve : List.of("secp224r1", "secp256k1", "brainpoolP256r1", "secp160r1")) {
            odd.put(
                    "the curve " + curve,
                    world.csr("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + curve, "-subj", "/CN=odd"));
        }
        odd.put("Ed448", world.csr("-newkey", "ed448", "-subj", "/CN=odd"));
        odd.put(
                "a curve written out",
                world.csr(
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-pkeyopt",
                        "ec_param_enc:explicit",
                        "-subj",
                        "/CN=odd"));
        return odd;
    }

    /**
     * The name in a certificate. With a bit of it turned a root is no longer its own issuer: it passes for an intermediate,
     * whose signature nobody can judge without its root.
     */
    private static byte[] nameOf(String pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            return certificate.getSubjectX500Principal().getEncoded();
        } catch (CertificateException cause) {
            throw new IllegalStateException("openssl made a certificate that cannot be read", cause);
        }
    }

    private String expiredCa() {
        world.openssl().write("expired.csr", world.csr("-newkey", "rsa:2048", "-subj", "/CN=expired"));
        world.openssl().write("expired.ext", "basicConstraints=critical,CA:TRUE\n");
        return world.openssl()
                .run(
                        "x509",
                        "-req",
                        "-in",
                        "expired.csr",
                        "-signkey",
                        "odd.key",
                        "-days",
                        "-1",
                        "-extfile",
                        "expired.ext")
                .succeeded();
    }

    private String ed25519Ca() {
        return world.openssl()
                .run(
                        "req",
                        "-x509",
                        "-newkey",
                        "ed25519",
                        "-nodes",
                        "-keyout",
                        "ed.key",
                        "-subj",
                        "/CN=ed",
                        "-addext",
                        "basicConstraints=critical,CA:TRUE")
                .succeeded();
    }
}
