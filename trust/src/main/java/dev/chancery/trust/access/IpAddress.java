package dev.chancery.trust.access;

import java.nio.ByteBuffer;

/**
 * An address as numbers, so that comparing it costs nothing. An IPv4 address written as IPv6 ({@code ::ffff:a.b.c.d}, RFC 4291
 * section 2.5.5.2) is that IPv4 address.
 *
 * @param high the first eight bytes; 0 for IPv4
 * @param low the last eight bytes; of IPv4 the four in its lower half
 * @param v6 whether it is IPv6
 */
public record IpAddress(long high, long low, boolean v6) {
    private static final long MAPPED = 0xFFFFL;

    public IpAddress {
        if (!v6 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address of more than four bytes");
        }
        if (v6 && high == 0 && low >>> 32 == MAPPED) {
            v6 = false;
            low &= 0xFFFF_FFFFL;
        }
    }

    /**
     * The address of these bytes.
     *
     * @param bytes four or sixteen, in network order
     */
    public static IpAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return switch (bytes.length) {
            case 4 -> new IpAddress(0, buffer.getInt() & 0xFFFF_FFFFL, false);
            case 16 -> new IpAddress(buffer.getLong(), buffer.getLong(), true);
            default ->
                throw new IllegalArgumentException(
                        "an address of %d bytes (expected: 4 or 16)".formatted(bytes.length));
        };
    }

    /** How many bits it has. */
    public int bits() {
        return v6 ? 128 : 32;
    }

    @Override
    public String toString() {
        return v6
                ? "%x:%x:%x:%x:%x:%x:%x:%x"
                        .formatted(
                                high >>> 48,
                                high >>> 32 & 0xFFFF,
                                high >>> 16 & 0xFFFF,
                                high & 0xFFFF,
                                low >>> 48,
                                low >>> 32 & 0xFFFF,
                                low >>> 16 & 0xFFFF,
                                low & 0xFFFF)
                : "%d.%d.%d.%d".formatted(low >>> 24, low >>> 16 & 0xFF, low >>> 8 & 0xFF, low & 0xFF);
    }
}
