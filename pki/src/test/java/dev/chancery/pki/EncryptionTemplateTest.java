package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

class EncryptionTemplateTest {
    private static final DistinguishedName NAME = TestCa.name("Encryption");
    private static final SubjectPublicKey KEY =
            SubjectPublicKey.of(TestKeys.rsa(2048, "encryption").getPublic());

    @Test
    void writesWhatOthersEncryptToAsBouncyCastleDoes() {
        BigInteger serial = TestCa.serial();
        Der ours =
                EncryptionTemplate.selfSigned(serial, TestCa.TEN_YEARS, NAME, KEY, SignatureAlgorithm.SHA256_WITH_RSA);
        Der theirs = new BouncyOracle(NAME.der(), serial, TestCa.TEN_YEARS, NAME.der(), KEY)
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(
                        Extension.keyUsage,
                        true,
                        new org.bouncycastle.asn1.x509.KeyUsage(org.bouncycastle.asn1.x509.KeyUsage.keyEncipherment))
                .withSubjectKey(KEY.keyIdentifier())
                .withAuthorityKey(KEY.keyIdentifier())
                .tbs(SignatureAlgorithm.SHA256_WITH_RSA);
        assertThat(ours.hex()).isEqualTo(theirs.hex());
        assertThat(Lint.checkEncryption(ours)).isEmpty();
    }

    @Test
    void lintTellsItFromARoot() {
        Der root = CaTemplate.root(TestCa.serial(), TestCa.TEN_YEARS, NAME, KEY, SignatureAlgorithm.SHA256_WITH_RSA);
        assertThat(Lint.checkEncryption(root))
                .extracting(LintFinding::kind)
                .containsExactly(LintFinding.Kind.BASIC_CONSTRAINTS, LintFinding.Kind.KEY_USAGE);
        Der encryption = EncryptionTemplate.selfSigned(
                TestCa.serial(), TestCa.TEN_YEARS, NAME, KEY, SignatureAlgorithm.SHA256_WITH_RSA);
        assertThat(Lint.checkRoot(encryption))
                .extracting(LintFinding::kind)
                .containsExactly(LintFinding.Kind.BASIC_CONSTRAINTS, LintFinding.Kind.KEY_USAGE);
    }

    @Test
    void takesRsaKeysOnly() {
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("encryption").getPublic());
        assertThatThrownBy(() -> EncryptionTemplate.selfSigned(
                        TestCa.serial(), TestCa.TEN_YEARS, NAME, key, SignatureAlgorithm.ECDSA_WITH_SHA256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: RSA");
    }
}
