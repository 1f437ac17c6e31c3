package dev.chancery.pki;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which public keys may be certified.
 *
 * @param minRsaBits shortest RSA modulus, in bits
 * @param maxRsaBits longest RSA modulus, in bits: bounds the cost of verifying
 * @param curves the EC curves allowed
 * @param ed25519 whether Ed25519 is allowed
 * @param mlDsa whether ML-DSA-44, 65 and 87 are allowed
 */
public record KeyPolicy(int minRsaBits, int maxRsaBits, Set<EcCurve> curves, boolean ed25519, boolean mlDsa) {
    private static final int MAX_EXPONENT_BITS = 64;

    /** 3 · 5 · 7 · … · 47: one division finds any of these factors. */
    private static final BigInteger SMALL_PRIMES = BigInteger.valueOf(307_444_891_294_245_705L);

    /** Copies the set; refuses bounds that contradict each other. */
    public KeyPolicy {
        if (minRsaBits < 1024 || maxRsaBits < minRsaBits) {
            throw new IllegalArgumentException("RSA bounds " + minRsaBits + " to " + maxRsaBits);
        }
        curves = Set.copyOf(curves);
    }

    /** RSA 2048 to 8192, P-256, P-384, P-521, Ed25519; ML-DSA only by {@link #withMlDsa}. */
    public static KeyPolicy standard() {
        return new KeyPolicy(2048, 8192, Set.of(EcCurve.values()), true, false);
    }

    /** The same policy with ML-DSA switched on or off. */
    public KeyPolicy withMlDsa(boolean allowed) {
        return new KeyPolicy(minRsaBits, maxRsaBits, curves, ed25519, allowed);
    }

    /** All violations, in no particular order; empty when the key may be certified. */
    public List<KeyFault> check(SubjectPublicKey key) {
        return switch (key.algorithm()) {
            case KeyAlgorithm.Rsa(int bits) -> checkRsa(bits, key.rsa().orElseThrow());
            case KeyAlgorithm.Ec(EcCurve curve) -> checkEc(curve, key);
            case KeyAlgorithm.Ed25519 algorithm -> allowedIf(ed25519, algorithm);
            case KeyAlgorithm.MlDsa algorithm -> allowedIf(mlDsa, algorithm);
            case KeyAlgorithm.Unsupported(String oid) ->
                List.of(new KeyFault(
                        KeyFault.Kind.UNSUPPORTED_ALGORITHM,
                        "The public key algorithm " + oid + " is not supported (expected: " + allowed() + ")."));
        };
    }

    private List<KeyFault> checkRsa(int bits, SubjectPublicKey.RsaNumbers numbers) {
        List<KeyFault> faults = new ArrayList<>(0);
        if (bits < minRsaBits) {
            faults.add(new KeyFault(
                    KeyFault.Kind.RSA_TOO_SMALL,
                    "The RSA key has " + bits + " bits (expected: at least " + minRsaBits + ")."));
        }
        if (bits > maxRsaBits) {
            faults.add(new KeyFault(
                    KeyFault.Kind.RSA_TOO_LARGE,
                    "The RSA key has " + bits + " bits (expected: at most " + maxRsaBits + ")."));
        }
        BigInteger exponent = numbers.exponent();
        if (!exponent.testBit(0) || exponent.bitLength() < 2 || exponent.bitLength() > MAX_EXPONENT_BITS) {
            faults.add(new KeyFault(
                    KeyFault.Kind.RSA_EXPONENT,
                    "The RSA public exponent is even, below 3 or longer than " + MAX_EXPONENT_BITS
                            + " bits (expected: 65537)."));
        }
        BigInteger modulus = numbers.modulus();
        if (!modulus.testBit(0) || !modulus.mod(SMALL_PRIMES).gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            faults.add(new KeyFault(
                    KeyFault.Kind.RSA_MODULUS, "The RSA modulus has a small prime factor, so it protects nothing."));
        }
        return faults;
    }

    private List<KeyFault> checkEc(EcCurve curve, SubjectPublicKey key) {
        List<KeyFault> faults = new ArrayList<>(0);
        if (!curves.contains(curve)) {
            faults.add(new KeyFault(
                    KeyFault.Kind.CURVE_NOT_ALLOWED,
                    "The curve " + curve.displayName() + " is not allowed (expected: " + allowed() + ")."));
        }
        if (!key.isPointOn(curve)) {
            faults.add(new KeyFault(
                    KeyFault.Kind.POINT_NOT_ON_CURVE,
                    "The public key is not an uncompressed point on " + curve.displayName() + "."));
        }
        return faults;
    }

    private List<KeyFault> allowedIf(boolean allowed, KeyAlgorithm algorithm) {
        return allowed
                ? List.of()
                : List.of(new KeyFault(
                        KeyFault.Kind.ALGORITHM_NOT_ALLOWED,
                        "Keys of algorithm " + algorithm.displayName() + " are not allowed (expected: " + allowed()
                                + ")."));
    }

    private String allowed() {
        StringBuilder text = new StringBuilder("RSA of " + minRsaBits + " to " + maxRsaBits + " bits");
        for (EcCurve curve : EcCurve.values()) {
            if (curves.contains(curve)) {
                text.append(", ").append(curve.displayName());
            }
        }
        return text.append(ed25519 ? ", Ed25519" : "")
                .append(mlDsa ? ", ML-DSA" : "")
                .toString();
    }
}
