package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateBundleTest {
    private static final TestCa ROOT = TestCa.root();
    private static final TestCa ISSUING = ROOT.issuing(TestKeys.p256("issuing"));
    private static final Certificate LEAF = ISSUING.leaf(TestKeys.p256("leaf"), SubjectAttributes.ofCommonName("leaf"));
    private static final Instant NOW = TestCa.NOW.plusSeconds(60);

    private static CertificateBundle bundle(String... pems) throws MalformedException {
        return CertificateBundle.parsePem(String.join("", pems));
    }

    private static String pem(TestCa ca) {
        return ca.certificate().toPem();
    }

    @Test
    void acceptsARootAndAnIntermediateWithItsRoot() throws MalformedException {
        assertThat(bundle(pem(ROOT)).checkCa(NOW)).isEmpty();
        assertThat(bundle(pem(ISSUING), pem(ROOT)).checkCa(NOW)).isEmpty();
        assertThat(bundle(pem(ISSUING)).checkCa(NOW)).isEmpty();
    }

    @Test
    void acceptsALeafAloneAndWithItsChain() throws MalformedException {
        assertThat(bundle(LEAF.toPem()).checkLeaf(NOW)).isEmpty();
        assertThat(bundle(LEAF.toPem(), pem(ISSUING), pem(ROOT)).checkLeaf(NOW)).isEmpty();
    }

    @Test
    void rendersOneNormalText() throws MalformedException {
        String normal = pem(ISSUING) + pem(ROOT);
        String sent = "\r\n\r\nsubject: x\r\n" + normal.replace("\n", "\r\n").strip();
        assertThat(CertificateBundle.parsePem(sent).toPem()).isEqualTo(normal);
        assertThat(CertificateBundle.parsePem(sent)).isEqualTo(CertificateBundle.parsePem(normal));
    }

    @Test
    void refusesALeafAsCaAndACaAsLeaf() throws MalformedException {
        assertThat(bundle(LEAF.toPem()).checkCa(NOW)).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(BundleFault.Kind.NOT_A_CA);
            assertThat(fault.sentence())
                    .isEqualTo("Certificate 1 of 1 is not a CA certificate (expected: Basic Constraints CA:TRUE).");
        });
        assertThat(bundle(pem(ROOT)).checkLeaf(NOW))
                .extracting(BundleFault::kind)
                .containsExactly(BundleFault.Kind.NOT_A_LEAF);
        assertThat(bundle(LEAF.toPem(), LEAF.toPem()).checkLeaf(NOW))
                .extracting(BundleFault::kind)
                .contains(BundleFault.Kind.NOT_A_CA, BundleFault.Kind.DUPLICATE);
    }

    @Test
    void refusesTheWrongOrderAndStrangers() throws MalformedException {
        assertThat(bundle(pem(ROOT), pem(ISSUING)).checkCa(NOW))
                .extracting(BundleFault::kind, BundleFault::index)
                .containsExactly(tuple(BundleFault.Kind.NOT_ISSUED_BY_NEXT, 0));
        TestCa impostor = TestCa.root(TestKeys.p256("impostor"));
        assertThat(bundle(pem(ISSUING), pem(impostor)).checkCa(NOW))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.sentence()).contains("not signed by the key of the certificate after it"));
    }

    @Test
    void refusesTheSameCertificateTwice() throws MalformedException {
        assertThat(bundle(pem(ROOT), pem(ROOT)).checkCa(NOW))
                .extracting(BundleFault::kind)
                .containsExactly(BundleFault.Kind.DUPLICATE);
    }

    @Test
    void refusesKeysAndRequestsAmongTheCertificates() throws MalformedException {
        String request =
                TestCsr.parsed(TestKeys.p256("leaf"), "SHA256withECDSA", "CN=x").toPem();
        String key = Pem.encode("PRIVATE KEY", Der.of(new byte[] {1, 2, 3}));
        assertThat(bundle(pem(ROOT), request, key).checkCa(NOW))
                .extracting(BundleFault::kind)
                .containsExactly(BundleFault.Kind.NOT_A_CERTIFICATE, BundleFault.Kind.NOT_A_CERTIFICATE);
        assertThatThrownBy(() -> bundle(key))
                .hasMessage("The PEM block on line 1 is a PRIVATE KEY (expected: CERTIFICATE).");
        assertThatThrownBy(() -> bundle("")).hasMessageContaining("No PEM block was found");
    }

    @Test
    void refusesExpiredCertificates() throws MalformedException {
        Instant late = ROOT.certificate().notAfter().plusSeconds(1);
        assertThat(bundle(pem(ROOT)).checkCa(ROOT.certificate().notAfter())).isEmpty();
        assertThat(bundle(pem(ROOT)).checkCa(late))
                .extracting(BundleFault::kind)
                .containsExactly(BundleFault.Kind.EXPIRED);
    }

    @Test
    void refusesARootWhoseOwnSignatureIsWrong() throws MalformedException {
        Certificate forged = Certificate.assemble(
                ROOT.certificate().tbs(),
                ROOT.algorithm(),
                TestKeys.sign(
                        TestKeys.p256("other"),
                        ROOT.algorithm(),
                        ROOT.certificate().tbs()));
        assertThat(bundle(forged.toPem()).checkCa(NOW))
                .extracting(BundleFault::kind)
                .containsExactly(BundleFault.Kind.SIGNATURE);
    }

    /** A CA under another, as CAs that people bring may be. */
    private static TestCa under(TestCa issuer, String name, OptionalInt pathLength, KeyUsage... usage) {
        KeyPair keys = TestKeys.p256(name);
        Der tbs = CertificateWriter.tbs(
                TestCa.serial(),
                issuer.algorithm(),
                issuer.certificate().subject(),
                TestCa.TEN_YEARS,
                TestCa.name(name),
                SubjectPublicKey.of(keys.getPublic()),
                ExtensionWriter.basicConstraints(true, pathLength),
                ExtensionWriter.keyUsage(usage));
        return new TestCa(issuer.sign(tbs), keys, issuer.algorithm());
    }

    @Test
    void refusesCasWhoseKeyMayNotSignCertificates() throws MalformedException {
        TestCa mute = under(ROOT, "mute", OptionalInt.empty(), KeyUsage.CRL_SIGN);
        String sentence = " may not sign certificates (expected: keyCertSign in its key usage).";
        assertThat(bundle(pem(mute), pem(ROOT)).checkCa(NOW)).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(BundleFault.Kind.CANNOT_SIGN);
            assertThat(fault.sentence()).isEqualTo("Certificate 1 of 2" + sentence);
        });
        Certificate leaf = mute.leaf(TestKeys.p256("leaf"), SubjectAttributes.ofCommonName("leaf"));
        assertThat(bundle(leaf.toPem(), pem(mute), pem(ROOT)).checkLeaf(NOW))
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).isEqualTo("Certificate 2 of 3" + sentence));
    }

    @Test
    void refusesChainsThatAreLongerThanACaInThemAllows() throws MalformedException {
        TestCa one = under(ROOT, "one", OptionalInt.of(1), KeyUsage.KEY_CERT_SIGN);
        TestCa none = under(one, "none", OptionalInt.of(0), KeyUsage.KEY_CERT_SIGN);
        TestCa below = under(none, "below", OptionalInt.empty(), KeyUsage.KEY_CERT_SIGN);
        Certificate leaf = none.leaf(TestKeys.p256("leaf"), SubjectAttributes.ofCommonName("leaf"));
        assertThat(bundle(pem(none), pem(one), pem(ROOT)).checkCa(NOW)).isEmpty();
        assertThat(bundle(leaf.toPem(), pem(none), pem(one), pem(ROOT)).checkLeaf(NOW))
                .isEmpty();
        assertThat(bundle(pem(below), pem(none), pem(one), pem(ROOT)).checkCa(NOW))
                .extracting(BundleFault::kind, BundleFault::sentence)
                .containsExactly(
                        tuple(
                                BundleFault.Kind.PATH_LENGTH,
                                "Certificate 2 of 4 has 1 intermediate CAs before it (expected: at most 0, its path"
                                        + " length)."),
                        tuple(
                                BundleFault.Kind.PATH_LENGTH,
                                "Certificate 3 of 4 has 2 intermediate CAs before it (expected: at most 1, its path"
                                        + " length)."));
        Certificate tooDeep = below.leaf(TestKeys.p256("leaf"), SubjectAttributes.ofCommonName("leaf"));
        assertThat(bundle(tooDeep.toPem(), pem(below), pem(none)).checkLeaf(NOW))
                .extracting(BundleFault::kind)
                .containsExactly(BundleFault.Kind.PATH_LENGTH);
    }

    @Test
    void doesNotCountACaThatReissuedItselfUnderAnotherKey() throws MalformedException {
        TestCa strict = under(ROOT, "strict", OptionalInt.of(0), KeyUsage.KEY_CERT_SIGN);
        TestCa renewed = under(strict, "strict", OptionalInt.of(0), KeyUsage.KEY_CERT_SIGN);
        assertThat(bundle(pem(renewed), pem(strict), pem(ROOT)).checkCa(NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa:2048, -sha1, ''",
        "rsa:2048, -sha512, ''",
        "rsa:2048, -md5, MD5WithRSA",
        "ed25519, -sha256, Ed25519"
    })
    void judgesSignatureAlgorithmsAsDocumented(String key, String digest, String refused, @TempDir Path folder)
            throws Exception {
        OpenSsl command = new OpenSsl(folder);
        command.ok(
                "req", "-x509", "-newkey", key, digest, "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj",
                "/CN=x");
        CertificateBundle bundle = CertificateBundle.parsePem(command.text("c.pem"));
        var faults = bundle.checkCa(bundle.first().notBefore());
        if (refused.isEmpty()) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults)
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.sentence()).contains("is signed with " + refused));
        }
    }

    @Test
    void saysOnWhichLineACertificateCannotBeRead() {
        assertThatThrownBy(() -> bundle(pem(ROOT), "\n", Pem.encode("CERTIFICATE", Der.of(new byte[] {48, 1, 5}))))
                .isInstanceOf(DerException.class)
                .hasMessageMatching("The certificate on line 1\\d cannot be read: .*");
    }
}
