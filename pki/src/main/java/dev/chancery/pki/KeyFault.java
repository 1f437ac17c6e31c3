package dev.chancery.pki;

/**
 * A reason why a public key may not be certified.
 *
 * @param kind which rule
 * @param sentence what was found and what is expected
 */
public record KeyFault(Kind kind, String sentence) implements Fault {
    /** The rules of {@link KeyPolicy}. */
    public enum Kind {
        /** Not an algorithm this package knows, or one without a named curve. */
        UNSUPPORTED_ALGORITHM,
        /** Known, but switched off by the policy. */
        ALGORITHM_NOT_ALLOWED,
        /** Modulus shorter than the policy's minimum. */
        RSA_TOO_SMALL,
        /** Modulus longer than the policy's maximum. */
        RSA_TOO_LARGE,
        /** Public exponent even, below 3 or above 64 bits. */
        RSA_EXPONENT,
        /** Modulus divisible by a small prime. */
        RSA_MODULUS,
        /** A curve the policy does not list. */
        CURVE_NOT_ALLOWED,
        /** Not an uncompressed point of the curve. */
        POINT_NOT_ON_CURVE
    }

    @Override
    public String name() {
        return kind.name();
    }
}
