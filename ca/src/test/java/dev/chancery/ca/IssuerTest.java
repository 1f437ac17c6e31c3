package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chancery.ca.IssuanceFault.Code;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateRequest;
import dev.chancery.pki.Der;
import dev.chancery.pki.KeyPolicy;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {
    private static final String[] P256 = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"};

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TestCa ca;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Issuer issuer;

    @BeforeEach
    void createCa() {
        Crypto.CORRETTO.install();
        ca = new TestCa(folder, KeySpec.P_256);
        issuer = ca.issuer();
    }

    @Test
    void issuesWhatTheRequestAndTheProfileSay() throws Exception {
        CertificateRequest csr = ca.request("/C=US/ST=Texas/L=Austin/O=Example/CN=device 7", P256);

        Prepared prepared = issuer.prepare(new LeafRequest(csr, 365));
        Certificate leaf = issuer.issue(prepared).certificate();

        assertThat(leaf.subjectString()).isEqualTo("CN=device 7,O=Example,L=Austin,ST=Texas,C=US");
        assertThat(leaf.publicKey()).isEqualTo(csr.publicKey());
        assertThat(leaf.verifySignedBy(ca.ca.issuing())).isTrue();
        assertThat(leaf.tbs()).isEqualTo(prepared.tbs());
        assertThat(leaf.serial()).isEqualTo(prepared.serial());
        assertThat(leaf.crlDistributionPoints()).containsExactly(TestCa.CRL_URL);
        assertThat(leaf.ocspUris()).containsExactly(TestCa.OCSP_URL);
        assertThat(leaf.caIssuers()).containsExactly(TestCa.CA_URL);
        assertThat(leaf.extendedKeyUsages()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(leaf.signatureName()).isEqualTo("ECDSAWithSHA256");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:00:29.999Z, 2026-11-22T09:55:00Z",
        "2026-11-22T10:00:30Z, 2026-11-22T09:56:00Z",
        "2026-11-22T10:00:00Z, 2026-11-22T09:55:00Z",
        "2026-12-31T23:59:45Z, 2026-12-31T23:55:00Z"
    })
    void beginsFiveMinutesBeforeTheNearestMinuteAndLastsExactDays(Instant now, Instant notBefore) throws Exception {
        ca.clock.set(later(now));
        Prepared prepared = issuer.prepare(new LeafRequest(ca.request("/CN=a", P256), 3650));

        assertThat(prepared.validity().notBefore()).isEqualTo(later(notBefore));
        assertThat(prepared.validity().notAfter()).isEqualTo(later(notBefore).plus(Duration.ofDays(3650)));
    }

    /** The CA begins at the machine's time, so the examples are moved behind it. */
    private static Instant later(Instant instant) {
        return instant.plus(Duration.ofDays(3653));
    }

    @Test
    void givesEverySerialTwentyOctetsAndNoneTwice() throws Exception {
        CertificateRequest csr = ca.request("/CN=a", P256);
        Set<BigInteger> serials = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            BigInteger serial = issuer.prepare(new LeafRequest(csr, 1)).serial();
            assertThat(serial.toByteArray()).hasSize(20);
            assertThat(serial.signum()).isPositive();
            serials.add(serial);
        }
        assertThat(serials).hasSize(2000);
    }

    @Test
    void givesSerialsThatGrowWithTimeAndAreRandomOtherwise() throws Exception {
        CertificateRequest csr = ca.request("/CN=a", P256);
        BigInteger earlier = BigInteger.ZERO;
        Set<BigInteger> rests = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            BigInteger serial = issuer.prepare(new LeafRequest(csr, 1)).serial();
            assertThat(serial.shiftRight(117).longValueExact())
                    .isEqualTo(1L << 41 | ca.clock.instant().toEpochMilli());
            assertThat(serial).isGreaterThan(earlier);
            earlier = serial;
            // The 64 bits that nobody may foretell are among the last 117.
            rests.add(serial.mod(BigInteger.ONE.shiftLeft(64)));
            ca.clock.advance(Duration.ofMillis(1));
        }
        assertThat(rests).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5475})
    void acceptsTheBoundsOfValidity(int days) throws Exception {
        Prepared prepared = issuer.prepare(new LeafRequest(ca.request("/CN=a", P256), days));

        assertThat(Duration.between(
                        prepared.validity().notBefore(), prepared.validity().notAfter()))
                .isEqualTo(Duration.ofDays(days));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 5476, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesValidityOutsideTheBounds(int days) throws Exception {
        assertThat(refused(issuer, ca.request("/CN=a", P256), days))
                .containsExactly(
                        new IssuanceFault(Code.VALIDITY_DAYS, "validity_days: " + days + " (expected: 1 to 5475)."));
    }

    @Test
    void refusesToOutliveTheCaAndSaysWhatIsPossible() throws Exception {
        CertificateRequest csr = ca.request("/CN=a", P256);
        ca.clock.set(ca.ca.issuing().notAfter().minus(Duration.ofDays(100)));

        assertThat(refused(issuer, csr, 101)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(Code.OUTLIVES_CA);
            assertThat(fault.sentence()).startsWith("validity_days: 101 (expected: at most 100, because");
        });
        assertThat(issuer.prepare(new LeafRequest(csr, 100)).validity().notAfter())
                .isBeforeOrEqualTo(ca.ca.issuing().notAfter());
    }

    @Test
    void refusesWhenTheCaItselfIsNotValid() throws Exception {
        CertificateRequest csr = ca.request("/CN=a", P256);
        ca.clock.set(ca.ca.issuing().notBefore().minusSeconds(1));
        assertThat(codes(refused(issuer, csr, 1))).containsExactly(Code.CA_NOT_VALID);

        ca.clock.set(ca.ca.issuing().notAfter().plusSeconds(1));
        assertThat(codes(refused(issuer, csr, 1))).containsExactly(Code.CA_NOT_VALID, Code.OUTLIVES_CA);
    }

    @Test
    void refusesCsrWhoseSignatureDoesNotVerify() throws Exception {
        byte[] der = ca.request("/CN=a", P256).der().toByteArray();
        der[der.length - 1] ^= 1;

        assertThat(codes(refused(issuer, CertificateRequest.parse(Der.of(der)), 30)))
                .containsExactly(Code.CSR_SIGNATURE);
    }

    @Test
    void tellsAllFaultsAtOnce() throws Exception {
        CertificateRequest csr = ca.request("/C=U1/CN=a", "-newkey", "rsa:1024", "-sha1");

        assertThat(codes(refused(issuer, csr, 0)))
                .containsExactly(Code.VALIDITY_DAYS, Code.CSR_KEY, Code.CSR_SIGNATURE_ALGORITHM, Code.CSR_SUBJECT);
    }

    @Test
    void refusesWhatOnlyTheLintFinds() throws Exception {
        CertificateRequest csr = ca.request("/CN=a", "-newkey", "rsa:1024");
        Issuer lax = ca.issuer(new LeafProfile(
                new KeyPolicy(1024, 8192, KeyPolicy.standard().curves(), true, false), TestCa.URLS, 5475));

        assertThat(codes(refused(lax, csr, 30))).containsExactly(Code.LINT);
    }

    @Test
    void refusesToRedeemTwice() throws Exception {
        Prepared prepared = issuer.prepare(new LeafRequest(ca.request("/CN=a", P256), 30));
        issuer.issue(prepared);

        assertThatThrownBy(() -> issuer.issue(prepared))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("already redeemed");
    }

    @Test
    void signsOnceWhenManyThreadsRedeemTheSameToken() throws Exception {
        Prepared prepared = issuer.prepare(new LeafRequest(ca.request("/CN=a", P256), 30));
        Callable<Issued> redeem = () -> issuer.issue(prepared);
        int issued = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Issued>> all =
                    IntStream.range(0, 32).mapToObj(i -> redeem).toList();
            for (Future<Issued> outcome : threads.invokeAll(all)) {
                try {
                    assertThat(outcome.get().certificate().tbs()).isEqualTo(prepared.tbs());
                    issued++;
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
        assertThat(issued).isEqualTo(1);
    }

    @Test
    void refusesTokenOfAnotherIssuer() throws Exception {
        Prepared prepared = issuer.prepare(new LeafRequest(ca.request("/CN=a", P256), 30));

        assertThatThrownBy(() -> ca.issuer().issue(prepared))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another issuer");
        assertThat(issuer.issue(prepared).certificate().serial()).isEqualTo(prepared.serial());
    }

    @Test
    void refusesKeyThatIsNotTheCertificates() {
        assertThatThrownBy(() -> new Issuer(
                        ca.ca.issuing(), ca.rootKey, LeafProfile.standard(TestCa.URLS), TestVaults.RANDOM, ca.clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not the key of the certificate");
    }

    private static List<Code> codes(List<IssuanceFault> faults) {
        return faults.stream().map(IssuanceFault::code).toList();
    }

    private static List<IssuanceFault> refused(Issuer issuer, CertificateRequest csr, int days) {
        return catchThrowableOfType(IssuanceRefused.class, () -> issuer.prepare(new LeafRequest(csr, days)))
                .faults();
    }
}
