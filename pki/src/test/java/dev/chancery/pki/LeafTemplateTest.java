package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeafTemplateTest {
    private static final SubjectAttributes FULL =
            new SubjectAttributes("device-1", "DE", "München", "Example, Inc.", "Ops", "Bayern");

    static Stream<KeyPair> leafKeys() {
        return Stream.of(
                TestKeys.p256("leaf"),
                TestKeys.ec(EcCurve.P521, "leaf"),
                TestKeys.rsa(2048, "leaf"),
                TestKeys.rsa(3072, "leaf"),
                TestKeys.ed25519("leaf"),
                TestKeys.mlDsa(87, "leaf"));
    }

    private static Der oracle(
            TestCa ca, BigInteger serial, Validity validity, SubjectAttributes subject, SubjectPublicKey key) {
        Certificate issuer = ca.certificate();
        Der name = DistinguishedName.of(subject).der();
        return new BouncyOracle(issuer, serial, validity, name, key)
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .withSubjectKey(key.keyIdentifier())
                .withAuthorityKey(issuer.subjectKeyIdentifier().orElseThrow())
                .withUrls(TestCa.URLS)
                .with(
                        Extension.keyUsage,
                        true,
                        new org.bouncycastle.asn1.x509.KeyUsage(org.bouncycastle.asn1.x509.KeyUsage.digitalSignature))
                .tbs(ca.algorithm());
    }

    @ParameterizedTest
    @MethodSource("leafKeys")
    void writesWhatBouncyCastleWritesByteByByte(KeyPair keys) {
        SubjectPublicKey key = SubjectPublicKey.of(keys.getPublic());
        for (TestCa ca : List.of(TestCa.issuing(), TestCa.root().issuing(TestKeys.rsa(2048, "issuing")))) {
            LeafTemplate template = LeafTemplate.of(ca.certificate(), ca.algorithm(), TestCa.URLS);
            for (SubjectAttributes subject :
                    List.of(FULL, SubjectAttributes.ofCommonName("x"), SubjectAttributes.NONE)) {
                BigInteger serial = TestCa.serial();
                assertThat(template.build(serial, TestCa.ONE_YEAR, subject, key).hex())
                        .isEqualTo(oracle(ca, serial, TestCa.ONE_YEAR, subject, key)
                                .hex());
            }
        }
    }

    @Test
    void writesTimesAndSerialsOfEveryShapeAsBouncyCastleDoes() {
        TestCa ca = TestCa.issuing();
        LeafTemplate template = LeafTemplate.of(ca.certificate(), ca.algorithm(), TestCa.URLS);
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("leaf").getPublic());
        Validity around2050 =
                new Validity(Instant.parse("2049-12-31T23:59:59.999Z"), Instant.parse("2050-01-01T00:00:00Z"));
        for (BigInteger serial : List.of(
                BigInteger.ONE,
                BigInteger.valueOf(127),
                BigInteger.valueOf(128),
                BigInteger.TWO.pow(159).subtract(BigInteger.ONE))) {
            assertThat(template.build(serial, around2050, FULL, key).hex())
                    .isEqualTo(oracle(ca, serial, around2050, FULL, key).hex());
        }
    }

    @Test
    void refusesSerialsAndAlgorithmsNoCertificateMayHave() {
        TestCa ca = TestCa.issuing();
        LeafTemplate template = LeafTemplate.of(ca.certificate(), ca.algorithm(), TestCa.URLS);
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("leaf").getPublic());
        for (BigInteger serial : List.of(BigInteger.ZERO, BigInteger.TEN.negate(), BigInteger.TWO.pow(159))) {
            assertThatThrownBy(() -> template.build(serial, TestCa.ONE_YEAR, FULL, key))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> LeafTemplate.of(ca.certificate(), SignatureAlgorithm.SHA256_WITH_RSA, TestCa.URLS))
                .hasMessageContaining("SHA256WithRSA is not for a CA key of algorithm ECDSA P-256");
        assertThatThrownBy(() -> LeafTemplate.of(ca.certificate(), SignatureAlgorithm.ECDSA_WITH_SHA1, TestCa.URLS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IssuerUrls.of("http://a b", "http://b", "http://c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("leafKeys")
    void makesCertificatesThatReadBackAndLintClean(KeyPair keys) {
        TestCa ca = TestCa.issuing();
        Certificate leaf = ca.leaf(keys, FULL);
        assertThat(leaf.subjectAttributes()).isEqualTo(FULL);
        assertThat(leaf.subjectString()).isEqualTo("CN=device-1,OU=Ops,O=Example\\, Inc.,L=München,ST=Bayern,C=DE");
        assertThat(leaf.issuerString()).isEqualTo("CN=Test Issuing,O=Example\\, Inc.,L=Austin,ST=Texas,C=US");
        assertThat(leaf.serialHex()).hasSize(40);
        assertThat(leaf.akiHex()).isEqualTo(ca.certificate().skiHex()).hasSize(40);
        assertThat(leaf.skiHex()).isEqualTo(leaf.publicKey().keyIdentifier().hex());
        assertThat(leaf.isCa()).isFalse();
        assertThat(leaf.keyUsage()).contains(Set.of(KeyUsage.DIGITAL_SIGNATURE));
        assertThat(leaf.extendedKeyUsages()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(leaf.crlDistributionPoints())
                .isEqualTo(List.of(TestCa.URLS.crl().orElseThrow()));
        assertThat(leaf.ocspUris()).isEqualTo(List.of(TestCa.URLS.ocsp().orElseThrow()));
        assertThat(leaf.caIssuers()).isEqualTo(List.of(TestCa.URLS.caIssuers().orElseThrow()));
        assertThat(leaf.signatureAlgorithm()).isEqualTo(Optional.of(ca.algorithm()));
        assertThat(leaf.verifySignedBy(ca.certificate())).isTrue();
        assertThat(leaf.verifySignedBy(leaf)).isFalse();
        assertThat(Lint.check(leaf.tbs(), Lint.Profile.CLIENT_LEAF, ca.certificate()))
                .isEmpty();
    }

    static Stream<KeyPair> keysOpensslKnows() {
        return leafKeys().filter(keys -> !keys.getPublic().getAlgorithm().startsWith("ML-DSA"));
    }

    @ParameterizedTest
    @MethodSource("keysOpensslKnows")
    void makesCertificatesOpensslVerifiesStrictly(KeyPair keys, @TempDir Path folder) {
        OpenSsl openssl = new OpenSsl(folder);
        for (KeyPair caKeys : List.of(
                TestKeys.p256("root"),
                TestKeys.rsa(2048, "root"),
                TestKeys.ec(EcCurve.P384, "root"),
                TestKeys.ed25519("root"))) {
            TestCa root = TestCa.root(caKeys);
            TestCa issuing = root.issuing(TestKeys.p256("issuing"));
            openssl.write("root.pem", root.certificate().toPem());
            openssl.write("issuing.pem", issuing.certificate().toPem());
            openssl.write("leaf.pem", issuing.leaf(keys, FULL).toPem());
            assertThat(verify(openssl, "-x509_strict")).contains("leaf.pem: OK");
        }
    }

    @Test
    void makesCertificatesWithoutASubjectThatOpensslVerifiesUnlessAskedForStrictness(@TempDir Path folder) {
        OpenSsl openssl = new OpenSsl(folder);
        TestCa root = TestCa.root();
        TestCa issuing = root.issuing(TestKeys.p256("issuing"));
        openssl.write("root.pem", root.certificate().toPem());
        openssl.write("issuing.pem", issuing.certificate().toPem());
        openssl.write(
                "leaf.pem",
                issuing.leaf(TestKeys.p256("leaf"), SubjectAttributes.NONE).toPem());
        assertThat(verify(openssl, "-check_ss_sig")).contains("leaf.pem: OK");
    }

    private static String verify(OpenSsl openssl, String option) {
        return openssl.ok(
                "verify",
                option,
                "-purpose",
                "sslclient",
                "-attime",
                at(),
                "-CAfile",
                "root.pem",
                "-untrusted",
                "issuing.pem",
                "leaf.pem");
    }

    private static String at() {
        return Long.toString(TestCa.NOW.plusSeconds(60).getEpochSecond());
    }

    @Test
    void showsInOpensslTextWhatItPromises(@TempDir Path folder) {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write(
                "leaf.pem", TestCa.issuing().leaf(TestKeys.p256("leaf"), FULL).toPem());
        String text = openssl.ok("x509", "-in", "leaf.pem", "-noout", "-text");
        assertThat(text.lines().map(String::strip).filter(line -> line.startsWith("X509v3") || line.startsWith("Auth")))
                .containsExactly(
                        "X509v3 extensions:",
                        "X509v3 Extended Key Usage:",
                        "X509v3 Basic Constraints: critical",
                        "X509v3 Subject Key Identifier:",
                        "X509v3 Authority Key Identifier:",
                        "X509v3 CRL Distribution Points:",
                        "Authority Information Access:",
                        "X509v3 Key Usage: critical");
        assertThat(text).contains("TLS Web Client Authentication", "CA:FALSE", "URI:http://ca.example.test/crl/1.crl");
    }
}
