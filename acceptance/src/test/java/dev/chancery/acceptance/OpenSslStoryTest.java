package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person with {@code curl} and {@code openssl} finds: the whole life of a certificate, judged by neither of us. */
@WithChancery
final class OpenSslStoryTest {

    @TempDir
    private Path folder = Path.of("");

    private final RunningChancery product;

    OpenSslStoryTest(RunningChancery product) {
        this.product = product;
    }

    @ParameterizedTest
    @EnumSource
    void verifiesAnIssuedCertificateStrictlyAgainstTheCaFromTheApi(OpenSsl.KeyKind kind) {
        OpenSsl openssl = new OpenSsl(folder);
        Life life = issued(openssl, kind);

        openssl.run(verifyArguments(life)).succeeded();
        openssl.run(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslclient",
                        "-CAfile",
                        product.caFile().toString(),
                        life.leaf().toString())
                .succeeded();
        assertThat(openssl.run(
                                "verify",
                                "-x509_strict",
                                "-purpose",
                                "sslserver",
                                "-CAfile",
                                product.caFile().toString(),
                                life.leaf().toString())
                        .failed())
                .contains("purpose");
    }

    @Test
    void tellsTheRevocationAndTheReactivationThroughCrlAndOcsp() throws IOException {
        OpenSsl openssl = new OpenSsl(folder);
        Life life = issued(openssl, OpenSsl.KeyKind.P256);
        assertThat(ocsp(openssl, life)).contains(": good");
        openssl.run(crlArguments(life, crl(openssl, life))).succeeded();
        long before = crlNumber(openssl);

        product.owner().delete(life.path()).result();
        assertThat(ocsp(openssl, life)).contains(": revoked").contains("certificateHold");
        assertThat(openssl.run(crlArguments(life, crl(openssl, life))).failed()).contains("certificate revoked");
        long revoked = crlNumber(openssl);
        assertThat(revoked).isGreaterThan(before);

        product.owner().patch(life.path(), Map.of("reactivate", true)).result();
        assertThat(ocsp(openssl, life)).contains(": good");
        openssl.run(crlArguments(life, crl(openssl, life))).succeeded();
        assertThat(crlNumber(openssl)).isGreaterThan(revoked);
    }

    @Test
    void stillSaysRevokedAfterTheProcessWasKilled() throws IOException {
        OpenSsl openssl = new OpenSsl(folder);
        Life life = issued(openssl, OpenSsl.KeyKind.P256);
        product.owner().delete(life.path()).result();
        crl(openssl, life);
        long before = crlNumber(openssl);

        product.kill();
        product.startAgain();

        // A free port was asked for at the first start; the addresses inside issued certificates must still lead here.
        assertThat(ocsp(openssl, life)).contains(": revoked");
        assertThat(openssl.run(crlArguments(life, crl(openssl, life))).failed()).contains("certificate revoked");
        assertThat(crlNumber(openssl)).isGreaterThanOrEqualTo(before);
        assertThat(product.owner().get(life.path()).result().path("status").asText())
                .isEqualTo("revoked");
    }

    @Test
    void answersOcspForASerialItNeverIssuedWithoutCallingItGood() {
        OpenSsl openssl = new OpenSsl(folder);
        Life life = issued(openssl, OpenSsl.KeyKind.P256);

        String said = openssl.run(
                        "ocsp",
                        "-issuer",
                        life.issuing().toString(),
                        "-serial",
                        "0x0123456789abcdef0123456789abcdef",
                        "-url",
                        uri(openssl, life, "OCSP - URI:"),
                        "-CAfile",
                        life.root().toString())
                .succeeded();
        assertThat(said).doesNotContain(": good");
    }

    @Test
    void servesTheIssuerWhereTheCertificateSaysItIs() throws IOException {
        OpenSsl openssl = new OpenSsl(folder);
        Life life = issued(openssl, OpenSsl.KeyKind.P256);

        Path fetched = curl(uri(openssl, life, "CA Issuers - URI:"), "issuer.crt");
        // RFC 5280 4.2.2.1: a single certificate as DER.
        assertThat(openssl.run("x509", "-inform", "DER", "-in", fetched.toString())
                        .succeeded()
                        .trim())
                .isEqualTo(Files.readString(life.issuing()).trim());
    }

    @Test
    void issuesToPlainCurlWithTheEnvFileSourced() {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.request(OpenSsl.KeyKind.P256, "/CN=curl");
        String script = """
                set -eu
                . %s
                csr=$(awk '{printf "%%s\\\\n", $0}' request.pem)
                curl -sS -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" \
                  "$CLOUDFLARE_BASE_URL/zones/$CLOUDFLARE_ZONE_ID/client_certificates" \
                  --data "{\\"csr\\": \\"$csr\\", \\"validity_days\\": 30}"
                """.formatted(product.envFile());
        String said = Command.of("bash", "-c", script).in(folder).run().succeeded();
        assertThat(said).contains("\"success\":true").contains("BEGIN CERTIFICATE");
    }

    /** One issued certificate and the files around it. */
    private record Life(String path, Path leaf, Path issuing, Path root) {}

    private Life issued(OpenSsl openssl, OpenSsl.KeyKind kind) {
        String csr = OpenSsl.read(openssl.request(kind, "/O=Acceptance/CN=" + kind));
        JsonNode issued = product.owner()
                .post(product.zone() + "/client_certificates", Map.of("csr", csr, "validity_days", 30))
                .result();
        JsonNode ca = product.owner().get(product.account() + "/managed_ca").result();
        return new Life(
                product.zone() + "/client_certificates/" + issued.path("id").asText(),
                openssl.write("leaf.pem", issued.path("certificate").asText()),
                openssl.write("issuing.pem", ca.path("issuing").asText()),
                openssl.write("root.pem", ca.path("root").asText()));
    }

    private static String[] verifyArguments(Life life) {
        return new String[] {
            "verify",
            "-x509_strict",
            "-purpose",
            "sslclient",
            "-CAfile",
            life.root().toString(),
            "-untrusted",
            life.issuing().toString(),
            life.leaf().toString()
        };
    }

    private static String[] crlArguments(Life life, Path crl) {
        return new String[] {
            "verify",
            "-x509_strict",
            "-crl_check",
            "-CAfile",
            life.root().toString(),
            "-untrusted",
            life.issuing().toString(),
            "-CRLfile",
            crl.toString(),
            life.leaf().toString()
        };
    }

    private String ocsp(OpenSsl openssl, Life life) {
        Command.Outcome outcome = openssl.run(
                "ocsp",
                "-issuer",
                life.issuing().toString(),
                "-cert",
                life.leaf().toString(),
                "-url",
                uri(openssl, life, "OCSP - URI:"),
                "-CAfile",
                life.root().toString());
        assertThat(outcome.errors()).contains("Response verify OK");
        return outcome.succeeded();
    }

    /** Fetches the CRL from the certificate's distribution point, as PEM. */
    private Path crl(OpenSsl openssl, Life life) throws IOException {
        Path der = curl(uri(openssl, life, "URI:", "CRL Distribution Points"), "crl.der");
        Path pem = openssl.file("crl.pem");
        openssl.run("crl", "-inform", "DER", "-in", der.toString(), "-out", pem.toString())
                .succeeded();
        return pem;
    }

    private long crlNumber(OpenSsl openssl) {
        String said = openssl.run("crl", "-in", openssl.file("crl.pem").toString(), "-noout", "-crlnumber")
                .succeeded()
                .trim();
        return Long.parseLong(said.replaceFirst("crlNumber=(0x)?", ""), 16);
    }

    private Path curl(String url, String name) {
        Path file = folder.resolve(name);
        Command.of("curl", "-sSf", "-o", file.toString(), url).run().succeeded();
        return file;
    }

    private static String uri(OpenSsl openssl, Life life, String label) {
        return uri(openssl, life, label, "Authority Information Access");
    }

    /** Reads an address out of an extension of the leaf. */
    private static String uri(OpenSsl openssl, Life life, String label, String extension) {
        String text = openssl.run("x509", "-in", life.leaf().toString(), "-noout", "-text")
                .succeeded();
        Matcher found = Pattern.compile(
                        Pattern.quote(extension) + ".*?" + Pattern.quote(label) + "(\\S+)", Pattern.DOTALL)
                .matcher(text);
        assertThat(found.find()).as("%s in %s", label, text).isTrue();
        return found.group(1);
    }
}
