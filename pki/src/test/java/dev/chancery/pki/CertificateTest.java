package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateTest {
    static Stream<Certificate> certificates() {
        TestCa issuing = TestCa.issuing();
        return Stream.of(
                TestCa.root().certificate(),
                TestCa.root(TestKeys.mlDsa(65, "root")).certificate(),
                issuing.certificate(),
                issuing.leaf(TestKeys.rsa(2048, "leaf"), SubjectAttributes.ofCommonName("x")));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void readsWhatTheJdkReads(Certificate ours) throws Exception {
        X509Certificate theirs = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(ours.der().toByteArray()));
        assertThat(ours.version()).isEqualTo(theirs.getVersion());
        assertThat(ours.serial()).isEqualTo(theirs.getSerialNumber());
        assertThat(ours.serialDecimal()).isEqualTo(theirs.getSerialNumber().toString());
        assertThat(ours.notBefore()).isEqualTo(theirs.getNotBefore().toInstant());
        assertThat(ours.notAfter()).isEqualTo(theirs.getNotAfter().toInstant());
        assertThat(ours.subject().der())
                .isEqualTo(Der.of(theirs.getSubjectX500Principal().getEncoded()));
        assertThat(ours.issuer().der())
                .isEqualTo(Der.of(theirs.getIssuerX500Principal().getEncoded()));
        assertThat(ours.tbs()).isEqualTo(Der.of(theirs.getTBSCertificate()));
        assertThat(ours.signature()).isEqualTo(Der.of(theirs.getSignature()));
        assertThat(ours.publicKey().der())
                .isEqualTo(Der.of(theirs.getPublicKey().getEncoded()));
        assertThat(ours.isCa()).isEqualTo(theirs.getBasicConstraints() >= 0);
        boolean[] bits = theirs.getKeyUsage();
        for (KeyUsage usage : KeyUsage.values()) {
            assertThat(ours.keyUsage().orElseThrow().contains(usage)).isEqualTo(bits[usage.bit()]);
        }
        if (theirs.getExtendedKeyUsage() != null) {
            assertThat(ours.extendedKeyUsages()).isEqualTo(theirs.getExtendedKeyUsage());
        }
    }

    @Test
    void tellsRootsAndIssuingCasApart() {
        Certificate root = TestCa.root().certificate();
        Certificate issuing = TestCa.issuing().certificate();
        assertThat(root.isSelfIssued()).isTrue();
        assertThat(root.verifySignedBy(root)).isTrue();
        assertThat(root.basicConstraints()).contains(new BasicConstraints(true, OptionalInt.empty(), true));
        assertThat(issuing.isSelfIssued()).isFalse();
        assertThat(issuing.basicConstraints()).contains(new BasicConstraints(true, OptionalInt.of(0), true));
        assertThat(issuing.keyUsage()).contains(Set.of(KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /C=US/ST=San Francisco/L=California/O=Example Inc.   | O=Example Inc.,L=California,ST=San Francisco,C=US
            /C=US/ST=California/O=Localhost Root CA/CN=Root CA   | CN=Root CA,O=Localhost Root CA,ST=California,C=US
            /O=Example, Inc./CN=a\\+b=c                           | CN=a\\+b=c,O=Example\\, Inc.
            /CN=#1 "<x>;\\\\                                      | CN=\\#1 \\"\\<x\\>\\;\\\\
            /serialNumber=7/street=S/postalCode=9                 | POSTALCODE=9,STREET=S,SERIALNUMBER=7
            /CN=x/emailAddress=a@b                                | 1.2.840.113549.1.9.1=#1603614062,CN=x
            /OU=a+CN=b                                            | CN=b+OU=a
            """)
    void writesNamesAsTheApiDoes(String openssl, String expected, @TempDir Path folder) throws Exception {
        OpenSsl command = new OpenSsl(folder);
        command.ok(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "k.pem",
                "-out",
                "c.pem",
                "-utf8",
                "-multivalue-rdn",
                "-subj",
                openssl);
        assertThat(Certificate.parsePem(command.text("c.pem")).issuerString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa:2048, -sha1, SHA1WithRSA",
        "rsa:2048, -sha256, SHA256WithRSA",
        "rsa:2048, -md5, MD5WithRSA",
        "rsa:2048, -sha224, Unknown Signature",
        "ed25519, -sha256, Ed25519",
        "ed448, -sha256, Unknown Signature"
    })
    void namesSignaturesAsTheApiDoes(String key, String digest, String expected, @TempDir Path folder)
            throws Exception {
        OpenSsl command = new OpenSsl(folder);
        command.ok(
                "req", "-x509", "-newkey", key, digest, "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj",
                "/CN=x");
        Certificate certificate = Certificate.parsePem(command.text("c.pem"));
        assertThat(certificate.signatureName()).isEqualTo(expected);
        assertThat(certificate.toPem()).isEqualTo(command.text("c.pem"));
    }

    @Test
    void agreesWithOpensslOnFingerprints(@TempDir Path folder) {
        OpenSsl command = new OpenSsl(folder);
        Certificate root = TestCa.root().certificate();
        command.write("c.pem", root.toPem());
        assertThat(command.ok("x509", "-in", "c.pem", "-noout", "-fingerprint", "-md5")
                        .strip())
                .isEqualToIgnoringCase(root.der().md5Fingerprint());
        assertThat(command.ok("x509", "-in", "c.pem", "-noout", "-fingerprint", "-sha256")
                        .replace(":", ""))
                .containsIgnoringCase(root.fingerprintSha256());
        assertThat(command.ok("x509", "-in", "c.pem", "-noout", "-serial").strip())
                .isEqualToIgnoringCase("serial=" + root.serialHex());
    }

    @Test
    void isValidFromTheFirstSecondThroughTheLast() {
        Certificate root = TestCa.root().certificate();
        assertThat(root.isValidAt(root.notBefore())).isTrue();
        assertThat(root.isValidAt(root.notBefore().minusMillis(1))).isFalse();
        assertThat(root.isValidAt(root.notAfter().plusMillis(999))).isTrue();
        assertThat(root.isValidAt(root.notAfter().plusSeconds(1))).isFalse();
    }

    @Test
    void refusesTrailingBytesAtEveryLevel() {
        byte[] der = TestCa.root().certificate().der().toByteArray();
        assertThatThrownBy(() -> Certificate.parse(Der.of(Arrays.copyOf(der, der.length + 1))))
                .isInstanceOf(DerException.class)
                .hasMessageContaining("unexpected bytes after the certificate");
        assertThatThrownBy(() -> Certificate.parse(Der.of(Arrays.copyOf(der, der.length - 1))))
                .isInstanceOf(DerException.class);
        assertThatThrownBy(() -> Certificate.parse(Der.of(new byte[Certificate.MAX_BYTES + 1])))
                .hasMessageContaining("at most 65536");
    }

    @Test
    void refusesTwoSignatureAlgorithmsInOneCertificate() {
        Certificate root = TestCa.root().certificate();
        Der mixed = SignedData.assemble(root.tbs(), SignatureAlgorithm.ECDSA_WITH_SHA384, new byte[70]);
        assertThatThrownBy(() -> Certificate.parse(mixed)).hasMessageContaining("two different signature algorithms");
    }

    @Test
    void assemblesOnlyCertificates() {
        assertThatThrownBy(() ->
                        Certificate.assemble(Der.of(DerWriter.sequence()), SignatureAlgorithm.ED25519, new byte[64]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void assemblesWhatWasJudgedAsItWouldReadItself() throws DerException {
        TestCa ca = TestCa.issuing();
        Certificate leaf = ca.leaf(TestKeys.p256("judged"), new SubjectAttributes("judged", "US", "", "", "", ""));
        ToBeSigned judged = new ToBeSigned(leaf.tbs(), TbsFields.parse(leaf.tbs()));
        SignatureAlgorithm algorithm = leaf.signatureAlgorithm().orElseThrow();
        Certificate assembled =
                Certificate.assemble(judged, algorithm, leaf.signature().toByteArray());
        assertThat(assembled).isEqualTo(leaf);
        assertThat(assembled.signature()).isEqualTo(leaf.signature());
        assertThat(assembled.signatureAlgorithm()).isEqualTo(leaf.signatureAlgorithm());
        assertThat(assembled.verifySignedBy(ca.certificate())).isTrue();
        assertThatThrownBy(() -> Certificate.assemble(judged, SignatureAlgorithm.ED25519, new byte[64]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another signature algorithm");
    }

    @Test
    void readsGeneralizedTimeBefore2050AsUploadedCasCarryIt() throws DerException {
        Der time = Der.of(DerWriter.generalizedTime(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(new DerReader(time).time("notBefore")).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    }
}
