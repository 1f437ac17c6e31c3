package dev.chancery.pki;

import java.math.BigInteger;

/** Certificate serial numbers (RFC 5280 section 4.1.2.2): positive, at most 20 octets. */
public final class SerialNumber {
    /** Octets of the serials issued here. */
    public static final int BYTES = 20;

    private SerialNumber() {}

    /**
     * A serial of exactly 20 octets from 20 random bytes: the sign bit is cleared and the next bit set, so 158 bits of
     * the randomness remain and every serial has the same length.
     */
    public static BigInteger fromRandom(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException(random.length + " random bytes (expected: " + BYTES + ")");
        }
        byte[] bytes = random.clone();
        bytes[0] = (byte) ((bytes[0] & 0x3f) | 0x40);
        return new BigInteger(bytes);
    }

    /** Lower-case hexadecimal without separators, whole octets: {@code 0a1b…}. */
    public static String hex(BigInteger serial) {
        String digits = serial.abs().toString(16);
        return (serial.signum() < 0 ? "-" : "") + (digits.length() % 2 == 0 ? digits : "0" + digits);
    }

    static boolean isValid(BigInteger serial) {
        return serial.signum() > 0 && serial.bitLength() < 8 * BYTES;
    }

    static BigInteger requireValid(BigInteger serial) {
        if (!isValid(serial)) {
            throw new IllegalArgumentException(
                    "serial of " + serial.bitLength() + " bits (expected: positive, below 160 bits)");
        }
        return serial;
    }
}
