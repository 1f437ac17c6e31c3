package dev.chancery.pki;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Certificate serial numbers (RFC 5280 section 4.1.2.2): positive, at most 20 octets. */
public final class SerialNumber {
    /** Octets of the serials issued here. */
    public static final int BYTES = 20;

    /** Octets at the beginning of a serial from {@link #fromTime} that no other leaf of its CA has: how edges know a revoked one. */
    public static final int PREFIX_BYTES = 8;

    /** Octets {@link #fromTime} is given at random, of which it uses all but three bits. */
    public static final int RANDOM_BYTES = 15;

    private static final int TIME_BITS = 41;
    private static final int PREFIX_RANDOM_BITS = 21;
    private static final int PREFIX_RANDOM_BYTES = 3;

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
     * A serial of exactly 20 octets that is greater than those of earlier milliseconds: two bits set as in {@link #fromRandom},
     * the last 41 bits of the milliseconds, 21 random bits, which make up a prefix of eight octets; then 96 random bits. What is
     * to be unpredictable of a serial is 64 bits (CA/Browser Forum Baseline Requirements section 7.1).
     *
     * @param millis since 1970; serials begin anew at the least in the year 2039, and every 69 years after
     * @param random {@value #RANDOM_BYTES} octets
     */
    public static BigInteger fromTime(long millis, byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException(random.length + " random bytes (expected: " + RANDOM_BYTES + ")");
        }
        if (millis < 0) {
            throw new IllegalArgumentException(millis + " milliseconds (expected: 0 or more)");
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        ByteBuffer rest = ByteBuffer.wrap(random);
        long drawn = (Short.toUnsignedLong(rest.getShort()) << Byte.SIZE) | Byte.toUnsignedLong(rest.get());
        long time = millis & ((1L << TIME_BITS) - 1);
        bytes.putLong((1L << (TIME_BITS + PREFIX_RANDOM_BITS))
                | (time << PREFIX_RANDOM_BITS)
                | (drawn & ((1L << PREFIX_RANDOM_BITS) - 1)));
        bytes.put(random, PREFIX_RANDOM_BYTES, RANDOM_BYTES - PREFIX_RANDOM_BYTES);
        return new BigInteger(bytes.array());
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
