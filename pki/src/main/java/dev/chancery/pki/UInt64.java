package dev.chancery.pki;

import java.math.BigInteger;

/**
 * A number of 64 bits without sign: the serials and times of OpenSSH certificates.
 *
 * @param bits the same 64 bits as a Java {@code long}, which is negative for the upper half
 */
public record UInt64(long bits) implements Comparable<UInt64> {
    /** 0. */
    public static final UInt64 ZERO = new UInt64(0);

    /** 2^64 − 1, which OpenSSH reads as <em>forever</em> where it is an end of validity. */
    public static final UInt64 MAX = new UInt64(-1);

    /**
     * The number.
     *
     * @throws IllegalArgumentException below 0
     */
    public static UInt64 of(long value) {
        if (value < 0) {
            throw new IllegalArgumentException(value + " (expected: at least 0)");
        }
        return new UInt64(value);
    }

    /**
     * The number.
     *
     * @throws IllegalArgumentException below 0 or above 2^64 − 1
     */
    public static UInt64 of(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
            throw new IllegalArgumentException("a number of " + value.bitLength() + " bits and sign " + value.signum()
                    + " (expected: 0 to " + MAX + ")");
        }
        return new UInt64(value.longValue());
    }

    /**
     * Reads decimal digits.
     *
     * @throws IllegalArgumentException if it is not a number from 0 to 2^64 − 1
     */
    public static UInt64 parse(String decimal) {
        try {
            return new UInt64(Long.parseUnsignedLong(decimal));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    SshReader.quoted(decimal) + " (expected: a number from 0 to " + MAX + ")", e);
        }
    }

    /** The number as a big one, never negative. */
    public BigInteger toBigInteger() {
        return new BigInteger(toString());
    }

    @Override
    public int compareTo(UInt64 other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /** Decimal digits. */
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
