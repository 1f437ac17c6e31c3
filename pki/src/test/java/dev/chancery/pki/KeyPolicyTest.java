package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPolicyTest {
    private static final KeyPolicy POLICY = KeyPolicy.standard();

    @ParameterizedTest
    @EnumSource
    void acceptsTheNamedCurves(EcCurve curve) {
        assertThat(POLICY.check(SubjectPublicKey.of(TestKeys.ec(curve, "leaf").getPublic())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesPointsThatAreNotOnTheCurve(EcCurve curve) throws Exception {
        byte[] spki = TestKeys.ec(curve, "leaf").getPublic().getEncoded();
        spki[spki.length - 1] ^= 1;
        SubjectPublicKey moved = SubjectPublicKey.parse(Der.of(spki));
        assertThat(POLICY.check(moved)).extracting(KeyFault::kind).containsExactly(KeyFault.Kind.POINT_NOT_ON_CURVE);
        assertThat(moved.isPointOn(curve)).isFalse();
    }

    @Test
    void refusesCompressedPointsAndTheInfinitePoint() throws Exception {
        var point = ECNamedCurveTable.getParameterSpec("secp256r1").getG();
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);
        for (byte[] encoding : new byte[][] {point.getEncoded(true), new byte[1], new byte[65]}) {
            SubjectPublicKey key =
                    SubjectPublicKey.parse(Der.of(new SubjectPublicKeyInfo(algorithm, encoding).getEncoded()));
            assertThat(POLICY.check(key)).extracting(KeyFault::kind).containsExactly(KeyFault.Kind.POINT_NOT_ON_CURVE);
        }
        SubjectPublicKey right = SubjectPublicKey.parse(
                Der.of(new SubjectPublicKeyInfo(algorithm, point.getEncoded(false)).getEncoded()));
        assertThat(POLICY.check(right)).isEmpty();
    }

    @Test
    void refusesCurvesAndAlgorithmsThePolicyLeavesOut() {
        KeyPolicy narrow = new KeyPolicy(2048, 4096, Set.of(EcCurve.P256), false, false);
        assertThat(narrow.check(
                        SubjectPublicKey.of(TestKeys.ec(EcCurve.P384, "leaf").getPublic())))
                .extracting(KeyFault::kind)
                .containsExactly(KeyFault.Kind.CURVE_NOT_ALLOWED);
        assertThat(narrow.check(SubjectPublicKey.of(TestKeys.ed25519("leaf").getPublic())))
                .extracting(KeyFault::sentence)
                .containsExactly(
                        "Keys of algorithm Ed25519 are not allowed (expected: RSA of 2048 to 4096 bits, P-256).");
    }

    @Test
    void refusesUnknownCurvesAndAlgorithmsByName() throws Exception {
        byte[] spki = TestKeys.p256("leaf").getPublic().getEncoded();
        spki[22] = 8; // the last arc of the curve's object identifier: 1.2.840.10045.3.1.8
        SubjectPublicKey key = SubjectPublicKey.parse(Der.of(spki));
        assertThat(POLICY.check(key)).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(KeyFault.Kind.UNSUPPORTED_ALGORITHM);
            assertThat(fault.sentence()).contains("on curve 1.2.840.10045.3.1.8");
        });
    }

    @Test
    void boundsRsaKeys() {
        assertThat(POLICY.check(SubjectPublicKey.of(TestKeys.rsa(2048, "leaf").getPublic())))
                .isEmpty();
        assertThat(POLICY.check(SubjectPublicKey.of(TestKeys.rsa(1024, "short").getPublic())))
                .extracting(KeyFault::kind)
                .containsExactly(KeyFault.Kind.RSA_TOO_SMALL);
        BigInteger modulus = ((RSAPublicKey) TestKeys.rsa(2048, "leaf").getPublic()).getModulus();
        BigInteger exponent = BigInteger.valueOf(65537);
        assertThat(check(BigInteger.TWO.pow(8200).add(modulus), exponent)).contains(KeyFault.Kind.RSA_TOO_LARGE);
        assertThat(check(modulus, BigInteger.ONE)).containsExactly(KeyFault.Kind.RSA_EXPONENT);
        assertThat(check(modulus, BigInteger.valueOf(65536))).containsExactly(KeyFault.Kind.RSA_EXPONENT);
        assertThat(check(modulus, BigInteger.TWO.pow(65).add(BigInteger.ONE)))
                .containsExactly(KeyFault.Kind.RSA_EXPONENT);
        assertThat(check(modulus, BigInteger.valueOf(3))).isEmpty();
        assertThat(check(modulus.add(BigInteger.ONE), exponent)).containsExactly(KeyFault.Kind.RSA_MODULUS);
        assertThat(check(modulus.multiply(BigInteger.valueOf(47)), exponent))
                .containsExactly(KeyFault.Kind.RSA_MODULUS);
        assertThat(check(BigInteger.valueOf(9), BigInteger.TWO))
                .containsExactly(KeyFault.Kind.RSA_TOO_SMALL, KeyFault.Kind.RSA_EXPONENT, KeyFault.Kind.RSA_MODULUS);
    }

    private static java.util.List<KeyFault.Kind> check(BigInteger modulus, BigInteger exponent) {
        byte[] key = DerWriter.sequence(DerWriter.integer(modulus), DerWriter.integer(exponent));
        byte[] spki = DerWriter.sequence(
                DerWriter.sequence(Oids.RSA.encoded(), DerWriter.nullValue()), DerWriter.bitString(key));
        try {
            return POLICY.check(SubjectPublicKey.parse(Der.of(spki))).stream()
                    .map(KeyFault::kind)
                    .toList();
        } catch (DerException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesKeysOfTheWrongShape() {
        byte[] shortEd25519 =
                DerWriter.sequence(DerWriter.sequence(Oids.ED25519.encoded()), DerWriter.bitString(new byte[31]));
        assertThatThrownBy(() -> SubjectPublicKey.parse(Der.of(shortEd25519)))
                .hasMessage("The Ed25519 public key has 31 bytes (expected: 32).");
        byte[] withParameters = DerWriter.sequence(
                DerWriter.sequence(Oids.ED25519.encoded(), DerWriter.nullValue()), DerWriter.bitString(new byte[32]));
        assertThatThrownBy(() -> SubjectPublicKey.parse(Der.of(withParameters))).hasMessageContaining("has parameters");
        byte[] withoutNull = DerWriter.sequence(
                DerWriter.sequence(Oids.RSA.encoded()),
                DerWriter.bitString(
                        DerWriter.sequence(DerWriter.integer(BigInteger.TEN), DerWriter.integer(BigInteger.ONE))));
        assertThatThrownBy(() -> SubjectPublicKey.parse(Der.of(withoutNull))).hasMessageContaining("other than NULL");
    }
}
