package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.pki.CertId;
import dev.chancery.pki.CertStatus;
import dev.chancery.pki.CrlTemplate;
import dev.chancery.pki.Der;
import dev.chancery.pki.OcspRequest;
import dev.chancery.pki.RevocationEntry;
import dev.chancery.pki.RevocationReason;
import dev.chancery.pki.SingleResponse;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real {@code openssl} says of everything this module signs. */
class ChainTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    static Stream<Arguments> cas() {
        return Stream.of(Crypto.values())
                .flatMap(crypto -> Stream.of(KeySpec.P_256, KeySpec.RSA_2048).map(spec -> Arguments.of(crypto, spec)));
    }

    @ParameterizedTest
    @MethodSource("cas")
    void opensslVerifiesTheChainStrictly(Crypto crypto, KeySpec spec) throws Exception {
        crypto.install();
        TestCa ca = new TestCa(folder, spec);
        ca.issueLeaf();

        assertThat(verify(ca, "-untrusted", "issuing.pem", "leaf.pem").text()).isEqualTo("leaf.pem: OK\n");
        assertThat(ca.openssl.run("verify", "-x509_strict", "-CAfile", "root.pem", "issuing.pem"))
                .isEqualTo("issuing.pem: OK\n");
        assertThat(ca.openssl.run("x509", "-in", "issuing.pem", "-noout", "-subject", "-nameopt", "RFC2253"))
                .matches("subject=CN=Managed CA [0-9a-f]{32},O=Chancery\n");
        assertThat(ca.openssl.run("x509", "-in", "root.pem", "-noout", "-subject", "-nameopt", "RFC2253"))
                .matches("subject=CN=Managed Root CA [0-9a-f]{32},O=Chancery\n");
        assertThat(ca.openssl.run("x509", "-in", "issuing.pem", "-noout", "-text"))
                .contains("CA:TRUE, pathlen:0")
                .contains("URI:http://127.0.0.1:8787/root.crl");
    }

    @ParameterizedTest
    @MethodSource("cas")
    void opensslAcceptsTheOcspAnswersOfTheDelegatedResponder(Crypto crypto, KeySpec spec) throws Exception {
        crypto.install();
        TestCa ca = new TestCa(folder, spec);
        BigInteger serial = ca.issueLeaf().certificate().serial();
        OcspResponder responder = new OcspResponderFactory(ca.vault, TestVaults.RANDOM, ca.clock)
                .create(ca.account, ca.ca.issuing(), ca.issuingKey, "responder-1");
        ca.openssl.write("responder.pem", responder.certificate().toPem());
        ca.openssl.run("ocsp", "-issuer", "issuing.pem", "-cert", "leaf.pem", "-reqout", "request.der");
        OcspRequest asked = OcspRequest.parse(Der.of(ca.openssl.bytes("request.der")));

        Instant now = ca.clock.instant();
        assertThat(answer(ca, responder.signer(), asked, new CertStatus.Good())).contains("leaf.pem: good");
        assertThat(answer(
                        ca,
                        responder.signer(),
                        asked,
                        new CertStatus.Revoked(now, Optional.of(RevocationReason.CERTIFICATE_HOLD))))
                .contains("leaf.pem: revoked")
                .contains("Reason: certificateHold");
        assertThat(asked.certIds().getFirst().serial()).isEqualTo(serial);
        assertThat(ca.openssl.run("x509", "-in", "responder.pem", "-noout", "-text"))
                .contains("OCSP Signing")
                .contains("OCSP No Check");
        assertThat(Duration.between(now, responder.certificate().notAfter()))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30));

        SigningKey reopened = ca.vault.open(ca.account, responder.key(), "responder-1", KeyPurpose.OCSP_RESPONDER);
        OcspSigner again = new OcspSigner(responder.certificate(), reopened);
        assertThat(answer(ca, again, asked, new CertStatus.Unknown())).contains("leaf.pem: unknown");
    }

    private static String answer(TestCa ca, OcspSigner signer, OcspRequest asked, CertStatus status) {
        CertId id = asked.certIds().getFirst();
        Instant now = ca.clock.instant();
        SingleResponse response = new SingleResponse(id, status, now, now.plus(Duration.ofHours(1)));
        ca.openssl.write(
                "response.der",
                signer.sign(now, List.of(response), asked.nonce()).toByteArray());
        String text = ca.openssl.run(
                "ocsp",
                "-no_nonce", // do not add another: the request on file has the one that the answer must repeat
                "-respin",
                "response.der",
                "-reqin",
                "request.der",
                "-issuer",
                "issuing.pem",
                "-cert",
                "leaf.pem",
                "-CAfile",
                "root.pem",
                "-verify_other",
                "issuing.pem");
        assertThat(text).contains("Response verify OK");
        return text;
    }

    @ParameterizedTest
    @MethodSource("cas")
    void opensslFindsRevokedCertificatesInTheCrl(Crypto crypto, KeySpec spec) throws Exception {
        crypto.install();
        TestCa ca = new TestCa(folder, spec);
        BigInteger serial = ca.issueLeaf().certificate().serial();
        Instant now = ca.clock.instant();
        CrlSigner signer = CrlSigner.forDistributionPoint(ca.ca.issuing(), ca.issuingKey, TestCa.CRL_URL);
        CrlSigner rootSigner = CrlSigner.complete(ca.ca.root(), ca.rootKey);
        ca.openssl.write("root.crl", crl(rootSigner, BigInteger.ONE, now, List.of()));

        ca.openssl.write("issuing.crl", crl(signer, BigInteger.ONE, now, List.of()));
        assertThat(verifyWithCrls(ca).orFail()).isEqualTo("leaf.pem: OK\n");

        RevocationEntry revoked = new RevocationEntry(serial, now, RevocationReason.CERTIFICATE_HOLD);
        ca.openssl.write("issuing.crl", crl(signer, BigInteger.TWO, now, List.of(revoked)));
        assertThat(verifyWithCrls(ca).status()).isNotZero();
        assertThat(verifyWithCrls(ca).text()).contains("certificate revoked");
    }

    private static String crl(CrlSigner signer, BigInteger number, Instant now, List<RevocationEntry> entries) {
        return CrlTemplate.toPem(signer.sign(number, now, now.plus(Duration.ofDays(1)), entries.iterator()));
    }

    private static OpenSsl.Answer verifyWithCrls(TestCa ca) {
        return ca.openssl.tryRun(
                "verify",
                "-x509_strict",
                "-crl_check_all",
                "-extended_crl",
                "-purpose",
                "sslclient",
                "-CAfile",
                "root.pem",
                "-CRLfile",
                "root.crl",
                "-CRLfile",
                "issuing.crl",
                "-untrusted",
                "issuing.pem",
                "leaf.pem");
    }

    private static OpenSsl.Answer verify(TestCa ca, String... more) {
        List<String> command = new java.util.ArrayList<>(
                List.of("verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", "root.pem"));
        command.addAll(List.of(more));
        return ca.openssl.tryRun(command.toArray(String[]::new));
    }
}
