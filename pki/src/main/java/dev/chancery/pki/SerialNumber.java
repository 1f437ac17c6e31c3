package dev.chancery.pki;

import java.math.BigInteger;
import java.util.HexFormat;

/** Certificate serial numbers (RFC 5280 section 4.1.2.2): positive, at most 20 octets. */
public final class SerialNumber {
    /** Octets of the serials issued here. */
    public static final int BYTES = 20;

    /** Octets of {@link #fromTime} that are time; the others are random. */
    public static final int TIME_BYTES = 6;

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

    /**
     * A serial of exactly 20 octets that is greater than those of earlier milliseconds: 48 bits of time, whose first two are
     * set as in {@link #fromRandom}, then 112 random bits. What is to be unpredictable of a serial is 64 bits (CA/Browser
     * Forum Baseline Requirements section 7.1).
     *
     * @param millis since 1970; below 2^46, which lasts until the year 4199
     */
    public static BigInteger fromTime(long millis, byte[] random) {
        if (random.length != BYTES - TIME_BYTES) {
            throw new IllegalArgumentException(
                    random.length + " random bytes (expected: " + (BYTES - TIME_BYTES) + ")");
        }
        if (millis < 0 || millis >>> 46 != 0) {
            throw new IllegalArgumentException(millis + " milliseconds (expected: 0 or more, below 2^46)");
        }
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < TIME_BYTES; i++) {
            bytes[i] = (byte) (millis >>> (8 * (TIME_BYTES - 1 - i)));
        }
        bytes[0] |= 0x40;
        System.arraycopy(random, 0, bytes, TIME_BYTES, random.length);
        return new BigInteger(bytes);
    }

    /** Lower-case hexadecimal without separators, whole octets: {@code 0a1b…}. */
    public static String hex(BigInteger serial) {
        byte[] bytes = serial.abs().toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return (serial.signum() < 0 ? "-" : "") + HexFormat.of().formatHex(bytes, sign, bytes.length);
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
