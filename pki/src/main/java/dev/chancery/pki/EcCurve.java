package dev.chancery.pki;

import java.math.BigInteger;

/** The named curves of RFC 5480 that certificates here may use; all are y² = x³ − 3x + b over a prime field. */
@SuppressWarnings("ImmutableEnumChecker") // Oid never changes, but carries no annotation that says so.
public enum EcCurve {
    /** NIST P-256, secp256r1. */
    P256(
            "P-256",
            "secp256r1",
            "1.2.840.10045.3.1.7",
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    /** NIST P-384, secp384r1. */
    P384(
            "P-384",
            "secp384r1",
            "1.3.132.0.34",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"),
    /** NIST P-521, secp521r1. */
    P521(
            "P-521",
            "secp521r1",
            "1.3.132.0.35",
            "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                    + "ffffffffffffffffffffffffffffffffffff",
            "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf"
                    + "073573df883d2c34f1ef451fd46b503f00");

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final String displayName;
    private final String jcaName;
    private final Oid oid;
    private final BigInteger prime;
    private final BigInteger b;

    EcCurve(String displayName, String jcaName, String oid, String prime, String b) {
        this.displayName = displayName;
        this.jcaName = jcaName;
        this.oid = Oid.of(oid);
        this.prime = new BigInteger(prime, 16);
        this.b = new BigInteger(b, 16);
    }

    /** The NIST name, such as {@code P-256}. */
    public String displayName() {
        return displayName;
    }

    /** The name {@code ECGenParameterSpec} takes, such as {@code secp256r1}. */
    public String jcaName() {
        return jcaName;
    }

    Oid oid() {
        return oid;
    }

    /** Bytes of one coordinate. */
    int coordinateBytes() {
        return (prime.bitLength() + 7) / 8;
    }

    /** Whether the affine point lies on the curve (SEC 1 section 3.2.2.1); the cofactor of these curves is 1. */
    boolean contains(BigInteger x, BigInteger y) {
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x).subtract(THREE).multiply(x).add(b).mod(prime);
        return y.multiply(y).mod(prime).equals(right);
    }
}
