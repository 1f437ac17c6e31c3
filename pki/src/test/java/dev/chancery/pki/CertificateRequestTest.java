package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateRequestTest {
    private static final KeyPolicy POLICY = KeyPolicy.standard();
    private static final String SUBJECT = "C=US,ST=Texas,L=Austin,O=Example,OU=Ops,CN=device-1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -newkey rsa:2048 -sha256                                          | RSA 2048    | SHA256WithRSA
            -newkey rsa:3072 -sha384                                          | RSA 3072    | SHA384WithRSA
            -newkey rsa:2048 -sha512                                          | RSA 2048    | SHA512WithRSA
            -newkey rsa:2048 -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest | RSA 2048 | SHA256WithRSAPSS
            -newkey ec -pkeyopt ec_paramgen_curve:P-256 -sha256               | ECDSA P-256 | ECDSAWithSHA256
            -newkey ec -pkeyopt ec_paramgen_curve:P-384 -sha384               | ECDSA P-384 | ECDSAWithSHA384
            -newkey ec -pkeyopt ec_paramgen_curve:P-521 -sha512               | ECDSA P-521 | ECDSAWithSHA512
            -newkey ed25519                                                   | Ed25519     | Ed25519
            """)
    void acceptsWhatOpensslMakes(String options, String key, String algorithm, @TempDir Path folder) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        String[] fixed = {"req", "-new", "-nodes", "-keyout", "k.pem", "-out", "r.pem", "-subj", "/C=US/O=Example/CN=d"
        };
        openssl.ok(concat(fixed, options.split(" ")));
        CertificateRequest request = CertificateRequest.parsePem(openssl.text("r.pem"));
        assertThat(request.keyAlgorithm().displayName()).isEqualTo(key);
        assertThat(request.signatureAlgorithm().orElseThrow().apiName()).isEqualTo(algorithm);
        assertThat(request.subjectAttributes()).isEqualTo(new SubjectAttributes("d", "US", "", "Example", "", ""));
        assertThat(request.check(POLICY)).isEmpty();
        assertThat(request.verifySignature()).isTrue();
        assertThat(request.toPem()).isEqualTo(openssl.text("r.pem"));
    }

    private static String[] concat(String[] first, String[] second) {
        String[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @ParameterizedTest
    @CsvSource({"44", "65", "87"})
    void acceptsMlDsaOnlyWhereThePolicyDoes(int set) {
        CertificateRequest request = TestCsr.parsed(TestKeys.mlDsa(set, "leaf"), "ML-DSA-" + set, SUBJECT);
        assertThat(request.keyAlgorithm()).isEqualTo(new KeyAlgorithm.MlDsa(set));
        assertThat(request.check(POLICY.withMlDsa(true))).isEmpty();
        assertThat(request.check(POLICY))
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).contains("ML-DSA-" + set + " are not allowed"));
    }

    @Test
    void tellsTheFirstOfEachSubjectAttribute() {
        CertificateRequest request = TestCsr.parsed(
                TestKeys.p256("leaf"), "SHA256withECDSA", SUBJECT + ",CN=second,OU=second,E=ops@example.test");
        assertThat(request.subjectAttributes())
                .isEqualTo(new SubjectAttributes("device-1", "US", "Austin", "Example", "Ops", "Texas"));
        assertThat(request.check(POLICY)).isEmpty();
    }

    @Test
    void allowsAnEmptySubject() {
        CertificateRequest request = TestCsr.parsed(TestKeys.p256("leaf"), "SHA256withECDSA", "");
        assertThat(request.subjectAttributes()).isEqualTo(SubjectAttributes.NONE);
        assertThat(request.check(POLICY)).isEmpty();
    }

    @Test
    void refusesSha1() {
        assertThat(TestCsr.parsed(TestKeys.rsa(2048, "leaf"), "SHA1withRSA", SUBJECT)
                        .check(POLICY))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(CsrFault.Kind.SIGNATURE_ALGORITHM);
                    assertThat(fault.sentence()).contains("SHA1WithRSA");
                });
        CertificateRequest ec = TestCsr.parsed(TestKeys.p256("leaf"), "SHA1withECDSA", SUBJECT);
        assertThat(ec.check(POLICY)).extracting(CsrFault::kind).containsExactly(CsrFault.Kind.SIGNATURE_ALGORITHM);
        assertThat(ec.verifySignature()).isFalse();
    }

    @Test
    void refusesCsrWhoseSignatureDoesNotVerify() throws DerException {
        Der foreign =
                TestCsr.of(TestKeys.p256("leaf"), TestKeys.p256("other"), "SHA256withECDSA", new X500Name(SUBJECT));
        CertificateRequest request = CertificateRequest.parse(foreign);
        assertThat(request.verifySignature()).isFalse();
        assertThat(request.check(POLICY)).extracting(CsrFault::kind).containsExactly(CsrFault.Kind.SIGNATURE);
    }

    @Test
    void refusesCsrSignedWithAnAlgorithmItsKeyCannotMake() throws DerException {
        Der foreign =
                TestCsr.of(TestKeys.p256("leaf"), TestKeys.rsa(2048, "leaf"), "SHA256withRSA", new X500Name(SUBJECT));
        assertThat(CertificateRequest.parse(foreign).check(POLICY))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.sentence()).contains("which its public key (ECDSA P-256) cannot make"));
    }

    @Test
    void tellsAllFaultsAtOnce() throws DerException {
        SubjectAttributes subject = new SubjectAttributes("y".repeat(65), "USA", "", "x".repeat(65), "", "");
        assertThat(TestCsr.withSubject(DistinguishedName.of(subject)).check(POLICY))
                .extracting(CsrFault::sentence)
                .containsExactly(
                        "The subject attribute C has 3 characters (expected: the two letters of a country code).",
                        "The subject attribute O has 65 characters (expected: at most 64).",
                        "The subject attribute CN has 65 characters (expected: at most 64).");
        CertificateRequest weak = TestCsr.parsed(TestKeys.rsa(1024, "short"), "SHA1withRSA", SUBJECT);
        assertThat(weak.check(POLICY)).extracting(CsrFault::name).containsExactly("KEY", "SIGNATURE_ALGORITHM");
    }

    @Test
    void countsCharactersNotBytes() throws DerException {
        String sixtyFour = "ü".repeat(64);
        assertThat(TestCsr.withSubject(DistinguishedName.of(SubjectAttributes.ofCommonName(sixtyFour)))
                        .check(POLICY))
                .isEmpty();
        assertThat(TestCsr.withSubject(DistinguishedName.of(SubjectAttributes.ofCommonName(sixtyFour + "ü")))
                        .check(POLICY))
                .hasSize(1);
    }

    @Test
    void readsEveryStringTypeToolsUse() throws DerException {
        for (ASN1Encodable value :
                List.of(new DERUTF8String("Gärtner"), new DERBMPString("Gärtner"), new DERT61String("Gärtner"))) {
            assertThat(withCommonName(value).subjectAttributes().commonName()).isEqualTo("Gärtner");
        }
        assertThat(withCommonName(new DERIA5String("a@b")).subjectAttributes().commonName())
                .isEqualTo("a@b");
        assertThat(withCommonName(new DERPrintableString("a b")).check(POLICY)).isEmpty();
    }

    @Test
    void refusesSubjectsThatHideSomething() throws DerException {
        for (String hidden : List.of("a\0b", "a\nb", "a\u202eb", "a\u2028b")) {
            assertThat(withCommonName(new DERUTF8String(hidden)).check(POLICY))
                    .extracting(CsrFault::kind)
                    .containsExactly(CsrFault.Kind.SUBJECT);
        }
        assertThat(withCommonName(new org.bouncycastle.asn1.DEROctetString(new byte[] {1}))
                        .check(POLICY))
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence()).contains("CN is not a string"));
    }

    private static CertificateRequest withCommonName(ASN1Encodable value) throws DerException {
        X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, value).build();
        KeyPair keys = TestKeys.p256("leaf");
        return CertificateRequest.parse(TestCsr.of(keys, keys, "SHA256withECDSA", subject));
    }

    @Test
    void refusesAnythingButExactlyOneRequestBlock() {
        String request = TestCsr.parsed(TestKeys.p256("leaf"), "SHA256withECDSA", SUBJECT)
                .toPem();
        assertThatThrownBy(() -> CertificateRequest.parsePem("nothing")).hasMessageContaining("No PEM block");
        assertThatThrownBy(() -> CertificateRequest.parsePem(request + request))
                .hasMessageContaining("There are 2 certificate requests");
        assertThatThrownBy(() -> CertificateRequest.parsePem(request.replace(" REQUEST", "")))
                .hasMessage("The PEM block on line 1 is a CERTIFICATE (expected: CERTIFICATE REQUEST).");
        assertThatThrownBy(() -> CertificateRequest.parsePem(
                        Pem.encode("CERTIFICATE REQUEST", Der.of(new byte[CertificateRequest.MAX_BYTES + 1]))))
                .hasMessageContaining("at most 16384");
    }

    @Test
    void acceptsTheOlderLabelAndCrlf() throws MalformedException {
        CertificateRequest request = TestCsr.parsed(TestKeys.p256("leaf"), "SHA256withECDSA", SUBJECT);
        String text = request.toPem()
                .replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")
                .replace("\n", "\r\n");
        assertThat(CertificateRequest.parsePem(text + "\r\n")).isEqualTo(request);
    }

    @Test
    void refusesTrailingBytesAndOtherVersions() {
        byte[] der =
                TestCsr.of(TestKeys.p256("leaf"), "SHA256withECDSA", SUBJECT).toByteArray();
        assertThatThrownBy(() -> CertificateRequest.parse(Der.of(Arrays.copyOf(der, der.length + 1))))
                .isInstanceOf(DerException.class)
                .hasMessageContaining("1 unexpected bytes");
        byte[] version1 = der.clone();
        int at = 0;
        while (version1[at] != 2 || version1[at + 1] != 1 || version1[at + 2] != 0) {
            at++;
        }
        version1[at + 2] = 1;
        assertThatThrownBy(() -> CertificateRequest.parse(Der.of(version1)))
                .hasMessageContaining("version of the certificate request is out of range");
    }
}
