package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrlTemplateTest {
    private static final TestCa CA = TestCa.issuing();
    private static final String URI = TestCa.URLS.crl().orElseThrow();
    private static final Instant NEXT = TestCa.NOW.plus(Duration.ofDays(7));

    static Stream<List<RevocationEntry>> entryLists() {
        return Stream.of(0, 1, 2, 3, 7, 200).map(CrlTemplateTest::entries);
    }

    private static List<RevocationEntry> entries(int count) {
        Random random = new Random(count);
        List<RevocationEntry> entries = new ArrayList<>();
        RevocationReason[] reasons = RevocationReason.values();
        for (int i = 0; i < count; i++) {
            BigInteger serial = i % 5 == 0 ? BigInteger.valueOf(i + 1) : TestCa.serial();
            Instant at = i % 7 == 6 ? Instant.parse("2051-01-01T00:00:00Z") : TestCa.NOW.minusSeconds(i);
            entries.add(new RevocationEntry(serial, at, reasons[random.nextInt(reasons.length)]));
        }
        return entries;
    }

    @ParameterizedTest
    @MethodSource("entryLists")
    void writesWhatBouncyCastleWritesByteByByte(List<RevocationEntry> entries) throws Exception {
        BigInteger number = BigInteger.valueOf(1_795_348_800L);
        Der ours = CrlTemplate.of(CA.certificate(), CA.algorithm(), URI)
                .build(number, TestCa.NOW, NEXT, entries.iterator());
        X509v2CRLBuilder theirs = new X509v2CRLBuilder(
                X500Name.getInstance(CA.certificate().subject().der().toByteArray()), Date.from(TestCa.NOW));
        theirs.setNextUpdate(Date.from(NEXT));
        for (RevocationEntry entry : entries) {
            theirs.addCRLEntry(
                    entry.serial(), Date.from(entry.revokedAt()), entry.reason().code());
        }
        theirs.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(
                        CA.certificate().subjectKeyIdentifier().orElseThrow().toByteArray()));
        theirs.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
        theirs.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(
                        new DistributionPointName(new GeneralNames(BouncyOracle.uri(URI))),
                        true,
                        false,
                        null,
                        false,
                        false));
        byte[] tbs = theirs.build(new BouncyOracle.Unsigned(CA.algorithm()))
                .toASN1Structure()
                .getTBSCertList()
                .getEncoded("DER");
        assertThat(ours.hex()).isEqualTo(Der.of(tbs).hex());
    }

    private static Der signed(CrlTemplate template, TestCa ca, List<RevocationEntry> entries) {
        Der tbs = template.build(BigInteger.TEN, TestCa.NOW, NEXT, entries.iterator());
        return template.assemble(tbs, TestKeys.sign(ca.keys(), ca.algorithm(), tbs));
    }

    @Test
    void makesListsTheJdkReadsWithAHundredThousandEntries() throws Exception {
        List<RevocationEntry> entries = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            entries.add(new RevocationEntry(TestCa.serial(), TestCa.NOW, RevocationReason.CERTIFICATE_HOLD));
        }
        Der crl = signed(CrlTemplate.of(CA.certificate(), CA.algorithm(), URI), CA, entries);
        X509CRL theirs = (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(crl.toByteArray()));
        theirs.verify(CA.keys().getPublic());
        assertThat(theirs.getRevokedCertificates()).hasSize(100_000);
        assertThat(theirs.getRevokedCertificate(entries.get(77_777).serial()).getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.CERTIFICATE_HOLD);
    }

    @Test
    void makesListsByWhichOpensslTellsRevokedFromGood(@TempDir Path folder) {
        OpenSsl openssl = new OpenSsl(folder);
        TestCa root = TestCa.root();
        TestCa issuing = root.issuing(TestKeys.p256("issuing"));
        Certificate held = issuing.leaf(TestKeys.p256("leaf"), SubjectAttributes.ofCommonName("held"));
        Certificate good = issuing.leaf(TestKeys.p256("other"), SubjectAttributes.ofCommonName("good"));
        List<RevocationEntry> entries =
                List.of(new RevocationEntry(held.serial(), TestCa.NOW, RevocationReason.CERTIFICATE_HOLD));
        Der crl = signed(CrlTemplate.of(issuing.certificate(), issuing.algorithm(), URI), issuing, entries);
        openssl.write("crl.pem", CrlTemplate.toPem(crl));
        openssl.write("root.pem", root.certificate().toPem());
        openssl.write("issuing.pem", issuing.certificate().toPem());
        openssl.write("held.pem", held.toPem());
        openssl.write("good.pem", good.toPem());
        assertThat(openssl.ok("crl", "-in", "crl.pem", "-CAfile", "issuing.pem", "-noout", "-text"))
                .contains("verify OK", "Certificate Hold", "Issuing Distribution Point: critical", "Only User");
        String at = Long.toString(TestCa.NOW.plusSeconds(60).getEpochSecond());
        String[] verify = {
            "verify",
            "-x509_strict",
            "-crl_check",
            "-attime",
            at,
            "-CAfile",
            "root.pem",
            "-untrusted",
            "issuing.pem",
            "-CRLfile",
            "crl.pem",
            ""
        };
        verify[verify.length - 1] = "good.pem";
        assertThat(openssl.ok(verify)).contains("good.pem: OK");
        verify[verify.length - 1] = "held.pem";
        assertThat(openssl.run(verify).output()).contains("certificate revoked");
    }

    @Test
    void makesCompleteListsWithoutADistributionPoint(@TempDir Path folder) {
        TestCa root = TestCa.root();
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("crl.der", signed(CrlTemplate.complete(root.certificate(), root.algorithm()), root, List.of()));
        openssl.write("root.pem", root.certificate().toPem());
        assertThat(openssl.ok("crl", "-inform", "DER", "-in", "crl.der", "-CAfile", "root.pem", "-noout", "-text"))
                .contains("verify OK", "No Revoked Certificates")
                .doesNotContain("Issuing Distribution Point");
    }

    @Test
    void refusesNumbersAndSerialsOutOfBounds() {
        CrlTemplate template = CrlTemplate.complete(CA.certificate(), CA.algorithm());
        for (BigInteger number : List.of(BigInteger.ONE.negate(), BigInteger.TWO.pow(160))) {
            assertThatThrownBy(() -> template.build(
                            number, TestCa.NOW, NEXT, List.<RevocationEntry>of().iterator()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new RevocationEntry(BigInteger.ZERO, TestCa.NOW, RevocationReason.UNSPECIFIED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
