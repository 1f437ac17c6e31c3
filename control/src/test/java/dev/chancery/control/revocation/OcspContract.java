package dev.chancery.control.revocation;

import static dev.chancery.control.clientcertificates.ClientCertificateStatus.ACTIVE;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REACTIVATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.pki.OcspError;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The OCSP responder over HTTP, judged by {@code openssl}, on every engine. */
interface OcspContract extends HouseTest.Alone {
    private Leaves leaves() {
        return new Leaves(account(), openssl());
    }

    private String path() {
        return "/ocsp/" + leaves().ca().issuing().id();
    }

    /** What {@code openssl ocsp} says when it asks by POST. */
    private String ask(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "ocsp",
                "-issuer",
                "issuing.pem",
                "-CAfile",
                "root.pem",
                "-verify_other",
                "issuing.pem",
                "-url",
                house().url(path())));
        arguments.addAll(List.of(more));
        return openssl().run(arguments.toArray(String[]::new));
    }

    /** A request made by openssl, without a nonce unless the caller asks for one. */
    private byte[] request(String... more) {
        List<String> arguments = new ArrayList<>(List.of("ocsp", "-issuer", "issuing.pem", "-reqout", "request.der"));
        arguments.addAll(List.of(more));
        openssl().run(arguments.toArray(String[]::new));
        return openssl().bytes("request.der");
    }

    private Reply post(String path, byte[] request) {
        return Caller.send(house().anybody()
                .to(path)
                .header("Content-Type", "application/ocsp-request")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request)));
    }

    private Reply get(String suffix) {
        return Caller.send(house().anybody().to(path() + suffix));
    }

    /** What openssl reads in an answer; it checks the signature. */
    private String read(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/ocsp-response");
        openssl().write("response.der", reply.bytes());
        return openssl()
                .run(
                        "ocsp",
                        "-respin",
                        "response.der",
                        "-CAfile",
                        "root.pem",
                        "-verify_other",
                        "issuing.pem",
                        "-resp_text");
    }

    private void failed(Reply reply, OcspError error) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/ocsp-response");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.bytes()).isEqualTo(error.response().toByteArray());
    }

    @Test
    default void followsACertificateFromGoodToRevokedAndBack() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        assertThat(ask("-cert", "leaf.pem"))
                .contains("Response verify OK", "leaf.pem: good")
                .doesNotContain("WARNING");
        leaves().revoke(leaf);
        assertThat(ask("-cert", "leaf.pem"))
                .contains("Response verify OK", "leaf.pem: revoked", "Reason: certificateHold");
        leaves().move(leaf, REVOKED, PENDING_REACTIVATION);
        assertThat(ask("-cert", "leaf.pem")).contains("leaf.pem: revoked");
        leaves().move(leaf, PENDING_REACTIVATION, ACTIVE);
        assertThat(ask("-cert", "leaf.pem")).contains("leaf.pem: good");
    }

    @Test
    default void answersSeveralCertificatesInEitherHash() {
        leaves().revoke(leaves().issue("revoked"));
        leaves().issue("good");
        assertThat(ask("-cert", "good.pem", "-sha256", "-cert", "revoked.pem", "-serial", "0x1234"))
                .contains("Response verify OK", "good.pem: good", "revoked.pem: revoked", "0x1234: unknown");
    }

    @Test
    default void readsTheRequestOutOfThePath() {
        leaves().issue("leaf");
        String base64 = Base64.getEncoder().encodeToString(withEveryCharacter());
        assertThat(base64).contains("+", "/", "//").endsWith("=");
        for (String suffix : List.of(
                "/" + base64,
                "/" + URLEncoder.encode(base64, StandardCharsets.US_ASCII),
                "//" + base64,
                "/" + base64.replace("=", ""),
                "/" + base64.replace("/", "%2f"))) {
            assertThat(read(get(suffix))).as(suffix).contains("Response verify OK", "Cert Status: unknown");
        }
    }

    /** A request whose base64 has every awkward character: serial numbers are tried until one gives it. */
    private byte[] withEveryCharacter() {
        byte[] request = request("-no_nonce", "-serial", "0x" + "01".repeat(18));
        int serial = request.length - 18;
        for (int i = 0; i < 1 << 16; i++) {
            request[serial + 3] = (byte) (i >> 8);
            request[serial + 4] = (byte) i;
            request[serial + 7] = (byte) 0xff;
            request[serial + 8] = (byte) 0xff;
            request[serial + 9] = (byte) 0xff;
            String base64 = Base64.getEncoder().encodeToString(request);
            if (base64.contains("+") && base64.contains("//") && base64.endsWith("=")) {
                return request;
            }
        }
        throw new AssertionError("no such request of " + request.length + " bytes");
    }

    @Test
    default void letsAnswersBeCachedOnlyIfNobodyInParticularAsked() {
        leaves().issue("leaf");
        Reply cacheable = get("/" + Base64.getEncoder().encodeToString(request("-no_nonce", "-cert", "leaf.pem")));
        assertThat(read(cacheable)).contains("Cert Status: good").doesNotContain("Nonce");
        assertThat(cacheable.header("cache-control")).isEqualTo("public, max-age=60, no-transform, must-revalidate");
        assertThat(cacheable.header("last-modified")).endsWith(" GMT");
        assertThat(cacheable.header("expires")).endsWith(" GMT");
        assertThat(cacheable.header("etag")).matches("\"[0-9a-f]{40}\"");
        Reply fresh = get("/" + Base64.getEncoder().encodeToString(request("-nonce", "-cert", "leaf.pem")));
        assertThat(read(fresh)).contains("Nonce");
        assertThat(fresh.header("cache-control")).isEqualTo("no-store");
        assertThat(fresh.header("etag")).isEmpty();
    }

    @Test
    default void refusesWhatIsNotAskedOfIt() {
        leaves().issue("leaf");
        byte[] good = request("-no_nonce", "-cert", "leaf.pem");
        failed(post(path(), new byte[] {1, 2, 3}), OcspError.MALFORMED_REQUEST);
        failed(post(path(), new byte[0]), OcspError.MALFORMED_REQUEST);
        failed(post(path(), new byte[20_000]), OcspError.MALFORMED_REQUEST);
        failed(get("/%%%".replace("%", "%25")), OcspError.MALFORMED_REQUEST);
        failed(get("/not-base64!"), OcspError.MALFORMED_REQUEST);
        failed(post("/ocsp/" + UUID.randomUUID(), good), OcspError.UNAUTHORIZED);
        failed(post("/ocsp/nobody", good), OcspError.UNAUTHORIZED);
        failed(post("/ocsp/" + leaves().ca().root().id(), good), OcspError.UNAUTHORIZED);
        openssl().write("issuing.pem", openssl().ca("/CN=foreign").certificate());
        byte[] foreign = request("-no_nonce", "-serial", "1");
        failed(post(path(), foreign), OcspError.UNAUTHORIZED);
    }

    @Test
    default void renewsItsCertificateInTime() {
        leaves().issue("leaf");
        byte[] request = request("-no_nonce", "-cert", "leaf.pem");
        post(path(), request);
        List<String> first = responder();
        house().pass(Duration.ofDays(19));
        post(path(), request);
        assertThat(responder()).isEqualTo(first);
        house().pass(Duration.ofDays(2));
        Reply renewed = post(path(), request);
        assertThat(responder()).hasSize(1).isNotEqualTo(first);
        assertThat(house().query("select id from ca_key where purpose = 'ocsp-responder'"))
                .as("the old key is gone")
                .isEqualTo(responder());
        assertThat(
                        house().query(
                                        "select action from audit_log where actor_name = 'ocsp' or details like '%ocsp_responder%'"))
                .containsExactly("rotate", "rotate");
        openssl().write("response.der", renewed.bytes());
        String at = Long.toString(house().now().getEpochSecond());
        openssl().run("ocsp", "-respin", "response.der", "-noverify", "-resp_text", "-out", "text");
        String text = openssl().read("text");
        openssl().write("responder.pem", text.substring(text.indexOf("-----BEGIN CERTIFICATE-----")));
        assertThat(openssl()
                        .run(
                                "verify",
                                "-x509_strict",
                                "-attime",
                                at,
                                "-CAfile",
                                "root.pem",
                                "-untrusted",
                                "issuing.pem",
                                "-purpose",
                                "ocsphelper",
                                "responder.pem"))
                .contains("OK");
        assertThat(openssl().run("x509", "-in", "responder.pem", "-noout", "-text"))
                .contains("OCSP Signing", "OCSP No Check");
    }

    private List<String> responder() {
        return house().query("select key_id from ocsp_responder");
    }

    @Test
    default void sharesOneResponderAmongReplicas() {
        leaves().issue("leaf");
        byte[] request = request("-no_nonce", "-cert", "leaf.pem");
        String path = path();
        assertThat(read(post(path, request))).contains("Cert Status: good");
        try (House other = house().replica()) {
            Reply reply = Caller.send(other.anybody().to(path).POST(HttpRequest.BodyPublishers.ofByteArray(request)));
            assertThat(read(reply)).contains("Response verify OK", "Cert Status: good");
            assertThat(house().query("select id from ca_key where purpose = 'ocsp-responder'"))
                    .hasSize(1);
        }
    }

    @Test
    default void asksForPatienceWhileSealed() {
        leaves().issue("leaf");
        byte[] request = request("-no_nonce", "-cert", "leaf.pem");
        String path = path();
        try (House sealed = house().replicaUnderAnotherSeal()) {
            failed(
                    Caller.send(sealed.anybody().to(path).POST(HttpRequest.BodyPublishers.ofByteArray(request))),
                    OcspError.TRY_LATER);
        }
    }
}
