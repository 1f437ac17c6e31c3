package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Responses made by {@code openssl ocsp} to our questions. */
class OcspResponseTest {
    private static final Optional<Der> NONCE = Optional.of(Der.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));

    @TempDir
    private Path folder;

    private OpenSsl openssl;
    private Certificate ca;

    @BeforeEach
    void aCa() throws Exception {
        openssl = new OpenSsl(folder);
        openssl.ok(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-subj",
                "/CN=OCSP CA",
                "-days",
                "30");
        ca = Certificate.parsePem(openssl.read("ca.pem"));
        openssl.write("index.txt", """
                V\t351231235959Z\t\t0A\tunknown\t/CN=good
                R\t351231235959Z\t260101000000Z,keyCompromise\t0B\tunknown\t/CN=bad
                """);
    }

    private CertId id(long serial) {
        return CertId.of(CertId.Hash.SHA1, ca, BigInteger.valueOf(serial));
    }

    private Der answer(CertId asked, String... more) {
        openssl.write("q.der", OcspRequest.encoded(asked, NONCE.orElseThrow()));
        String[] command = {
            "ocsp",
            "-index",
            "index.txt",
            "-CA",
            "ca.pem",
            "-rsigner",
            "ca.pem",
            "-rkey",
            "ca.key",
            "-reqin",
            "q.der",
            "-respout",
            "a.der"
        };
        openssl.ok(java.util.stream.Stream.of(command, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new));
        return openssl.der("a.der");
    }

    private static List<OcspFault.Kind> kinds(List<OcspFault> faults) {
        return faults.stream().map(OcspFault::kind).toList();
    }

    @Test
    void readsWhatTheCaSaysOfEachCertificate() throws Exception {
        Instant now = Instant.now();
        OcspResponse good = OcspResponse.parse(answer(id(10), "-ndays", "1"));
        assertThat(good.check(id(10), ca, NONCE, now)).isEmpty();
        SingleResponse single = good.about(id(10)).orElseThrow();
        assertThat(single.status()).isEqualTo(new CertStatus.Good());
        assertThat(Duration.between(single.thisUpdate(), single.nextUpdate())).isEqualTo(Duration.ofDays(1));
        OcspResponse revoked = OcspResponse.parse(answer(id(11)));
        assertThat(revoked.check(id(11), ca, NONCE, now)).isEmpty();
        assertThat(revoked.about(id(11)).orElseThrow().status())
                .isEqualTo(new CertStatus.Revoked(
                        Instant.parse("2026-01-01T00:00:00Z"), Optional.of(RevocationReason.KEY_COMPROMISE)));
        SingleResponse unknown =
                OcspResponse.parse(answer(id(12))).about(id(12)).orElseThrow();
        assertThat(unknown.status()).isEqualTo(new CertStatus.Unknown());
        assertThat(Duration.between(unknown.thisUpdate(), unknown.nextUpdate()))
                .as("no next update: an hour")
                .isEqualTo(OcspResponse.WITHOUT_NEXT_UPDATE);
    }

    @Test
    void believesAResponderTheCaCertifiedAndNoOther() throws Exception {
        openssl.write("ext.cnf", "extendedKeyUsage=OCSPSigning\n");
        openssl.write("none.cnf", "extendedKeyUsage=clientAuth\n");
        for (String extensions : List.of("ext.cnf", "none.cnf")) {
            openssl.ok(
                    "req",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-keyout",
                    "r.key",
                    "-out",
                    "r.csr",
                    "-subj",
                    "/CN=Responder");
            openssl.ok(
                    "x509",
                    "-req",
                    "-in",
                    "r.csr",
                    "-CA",
                    "ca.pem",
                    "-CAkey",
                    "ca.key",
                    "-set_serial",
                    "77",
                    "-days",
                    "9",
                    "-extfile",
                    extensions,
                    "-out",
                    "r.pem");
            OcspResponse response = OcspResponse.parse(answer(id(10), "-rsigner", "r.pem", "-rkey", "r.key"));
            List<OcspFault.Kind> faults = kinds(response.check(id(10), ca, NONCE, Instant.now()));
            if (extensions.equals("ext.cnf")) {
                assertThat(faults).isEmpty();
                assertThat(kinds(response.check(id(10), ca, NONCE, Instant.now().plus(Duration.ofDays(10)))))
                        .contains(OcspFault.Kind.ANOTHER_RESPONDER, OcspFault.Kind.STALE);
            } else {
                assertThat(faults).containsExactly(OcspFault.Kind.ANOTHER_RESPONDER);
            }
        }
    }

    @Test
    void refusesWhatWasMadeForAnotherQuestionCertificateCaOrTime() throws Exception {
        Instant now = Instant.now();
        Der der = answer(id(10), "-ndays", "1");
        OcspResponse response = OcspResponse.parse(der);
        Optional<Der> other = Optional.of(Der.of(new byte[] {9}));
        assertThat(kinds(response.check(id(10), ca, other, now))).containsExactly(OcspFault.Kind.NONCE);
        assertThat(kinds(response.check(id(11), ca, NONCE, now))).containsExactly(OcspFault.Kind.NOT_ABOUT_IT);
        assertThat(kinds(response.check(id(10), ca, NONCE, now.minus(Duration.ofHours(1)))))
                .containsExactly(OcspFault.Kind.NOT_YET_VALID);
        assertThat(kinds(response.check(id(10), ca, NONCE, now.plus(Duration.ofDays(2)))))
                .containsExactly(OcspFault.Kind.STALE);
        Certificate stranger = TestCa.root().certificate();
        assertThat(kinds(response.check(id(10), stranger, NONCE, now))).contains(OcspFault.Kind.ANOTHER_RESPONDER);
        byte[] damaged = der.toByteArray();
        int inTime = new String(damaged, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Z");
        damaged[inTime - 1] ^= 1;
        assertThat(kinds(OcspResponse.parse(Der.of(damaged)).check(id(10), ca, NONCE, now)))
                .isNotEmpty();
    }

    @Test
    void saysWhyAResponderDidNotAnswer() {
        assertThatThrownBy(() -> OcspResponse.parse(OcspError.TRY_LATER.response()))
                .isInstanceOf(DerException.class)
                .hasMessage("The responder answers tryLater (expected: successful).");
        assertThatThrownBy(() -> OcspResponse.parse(OcspError.UNAUTHORIZED.response()))
                .hasMessage("The responder answers unauthorized (expected: successful).");
        assertThatThrownBy(() -> OcspResponse.parse(Der.of(new byte[] {0x30, 0})))
                .isInstanceOf(DerException.class);
    }
}
