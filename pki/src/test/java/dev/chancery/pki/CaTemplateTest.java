package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

class CaTemplateTest {
    private static final DistinguishedName NAME = TestCa.name("Oracle");

    private static org.bouncycastle.asn1.x509.KeyUsage usage(int bits) {
        return new org.bouncycastle.asn1.x509.KeyUsage(bits);
    }

    private static final int CA_USAGE =
            org.bouncycastle.asn1.x509.KeyUsage.keyCertSign | org.bouncycastle.asn1.x509.KeyUsage.cRLSign;

    @Test
    void writesRootsAsBouncyCastleDoes() {
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("root").getPublic());
        BigInteger serial = TestCa.serial();
        Der ours = CaTemplate.root(serial, TestCa.TEN_YEARS, NAME, key, SignatureAlgorithm.ECDSA_WITH_SHA256);
        Der theirs = new BouncyOracle(NAME.der(), serial, TestCa.TEN_YEARS, NAME.der(), key)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, usage(CA_USAGE))
                .withSubjectKey(key.keyIdentifier())
                .withAuthorityKey(key.keyIdentifier())
                .tbs(SignatureAlgorithm.ECDSA_WITH_SHA256);
        assertThat(ours.hex()).isEqualTo(theirs.hex());
        assertThat(Lint.checkRoot(ours)).isEmpty();
    }

    @Test
    void writesIssuingCasAsBouncyCastleDoes() {
        TestCa root = TestCa.root(TestKeys.rsa(2048, "root"));
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("issuing").getPublic());
        BigInteger serial = TestCa.serial();
        Der ours = CaTemplate.issuing(
                root.certificate(), root.algorithm(), serial, TestCa.TEN_YEARS, NAME, key, TestCa.URLS);
        Der theirs = issuingOracle(root, serial, key).withUrls(TestCa.URLS).tbs(root.algorithm());
        assertThat(ours.hex()).isEqualTo(theirs.hex());
        Der bare = CaTemplate.issuing(
                root.certificate(), root.algorithm(), serial, TestCa.TEN_YEARS, NAME, key, IssuerUrls.NONE);
        assertThat(bare.hex())
                .isEqualTo(
                        issuingOracle(root, serial, key).tbs(root.algorithm()).hex());
        assertThat(Lint.check(ours, Lint.Profile.ISSUING_CA, root.certificate()))
                .isEmpty();
        assertThat(Lint.check(bare, Lint.Profile.ISSUING_CA, root.certificate()))
                .isEmpty();
    }

    private static BouncyOracle issuingOracle(TestCa root, BigInteger serial, SubjectPublicKey key) {
        return new BouncyOracle(root.certificate(), serial, TestCa.TEN_YEARS, NAME.der(), key)
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .with(Extension.keyUsage, true, usage(CA_USAGE))
                .withSubjectKey(key.keyIdentifier())
                .withAuthorityKey(root.certificate().subjectKeyIdentifier().orElseThrow());
    }

    @Test
    void writesOcspRespondersAsBouncyCastleDoes() {
        TestCa ca = TestCa.issuing();
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("responder").getPublic());
        BigInteger serial = TestCa.serial();
        Der ours = CaTemplate.ocspResponder(ca.certificate(), ca.algorithm(), serial, TestCa.ONE_YEAR, NAME, key);
        Der theirs = new BouncyOracle(ca.certificate(), serial, TestCa.ONE_YEAR, NAME.der(), key)
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, usage(org.bouncycastle.asn1.x509.KeyUsage.digitalSignature))
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                .withSubjectKey(key.keyIdentifier())
                .withAuthorityKey(ca.certificate().subjectKeyIdentifier().orElseThrow())
                .with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE)
                .tbs(ca.algorithm());
        assertThat(ours.hex()).isEqualTo(theirs.hex());
        assertThat(Lint.check(ours, Lint.Profile.OCSP_RESPONDER, ca.certificate()))
                .isEmpty();
    }

    @Test
    void refusesAnEndBeforeTheBeginning() {
        assertThatThrownBy(() -> new Validity(TestCa.NOW, TestCa.NOW.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesSerialsOfTwentyOctetsFromAnyRandomness() {
        byte[] ones = new byte[SerialNumber.BYTES];
        java.util.Arrays.fill(ones, (byte) -1);
        for (byte[] random : new byte[][] {new byte[SerialNumber.BYTES], ones}) {
            BigInteger serial = SerialNumber.fromRandom(random);
            assertThat(SerialNumber.isValid(serial)).isTrue();
            assertThat(SerialNumber.hex(serial)).hasSize(40);
            assertThat(serial.toByteArray()).hasSize(20);
        }
        assertThat(SerialNumber.hex(BigInteger.TEN)).isEqualTo("0a");
        assertThat(SerialNumber.hex(BigInteger.ZERO)).isEqualTo("00");
        assertThat(SerialNumber.hex(BigInteger.valueOf(128))).isEqualTo("80");
        assertThat(SerialNumber.hex(BigInteger.valueOf(-4096))).isEqualTo("-1000");
        assertThatThrownBy(() -> SerialNumber.fromRandom(new byte[19])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsTwentyOneRandomBitsIntoThePrefixAndTheOthersBehindIt() {
        byte[] random = new byte[SerialNumber.RANDOM_BYTES];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (0xf1 + i);
        }
        // The prefix takes the low 21 bits of f1f2f3: 11f2f3.
        assertThat(SerialNumber.hex(SerialNumber.fromTime(0, random)))
                .isEqualTo("400000000011f2f3" + "f4f5f6f7f8f9fafbfcfdfeff");
        assertThat(SerialNumber.hex(SerialNumber.fromTime(1, random))).startsWith("400000000031f2f3");
    }

    @Test
    void makesSerialsOfTwentyOctetsThatGrowWithTime() {
        byte[] zeros = new byte[SerialNumber.RANDOM_BYTES];
        byte[] ones = zeros.clone();
        java.util.Arrays.fill(ones, (byte) -1);
        BigInteger last = BigInteger.ZERO;
        for (long millis : new long[] {0, 1, 255, 256, TestCa.NOW.toEpochMilli(), (1L << 41) - 1}) {
            for (byte[] random : new byte[][] {zeros, ones}) {
                BigInteger serial = SerialNumber.fromTime(millis, random);
                assertThat(SerialNumber.isValid(serial)).isTrue();
                assertThat(SerialNumber.hex(serial)).hasSize(40);
                assertThat(serial.shiftRight(117).longValueExact()).isEqualTo(1L << 41 | millis);
                assertThat(serial).isGreaterThan(last);
                last = serial;
            }
        }
        assertThat(SerialNumber.fromTime(1L << 41, zeros)).isEqualTo(SerialNumber.fromTime(0, zeros));
        assertThatThrownBy(() -> SerialNumber.fromTime(0, new byte[14])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SerialNumber.fromTime(-1, zeros)).isInstanceOf(IllegalArgumentException.class);
    }
}
