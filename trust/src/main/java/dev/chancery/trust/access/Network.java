package dev.chancery.trust.access;

/**
 * A network (RFC 4632, RFC 4291 section 2.3).
 *
 * @param address any address of it; its host bits do not count
 * @param prefix how many leading bits its addresses share
 */
public record Network(IpAddress address, int prefix) {
    public Network {
        if (prefix < 0 || prefix > address.bits()) {
            throw new IllegalArgumentException("prefix %d (expected: 0 to %d)".formatted(prefix, address.bits()));
        }
    }

    /** Whether an address lies in it; never across families. */
    public boolean contains(IpAddress other) {
        if (address.v6() != other.v6()) {
            return false;
        }
        if (!address.v6()) {
            return prefix == 0 || (address.low() ^ other.low()) >>> (32 - prefix) == 0;
        }
        return same(address.high(), other.high(), Math.min(prefix, 64))
                && same(address.low(), other.low(), Math.max(prefix - 64, 0));
    }

    private static boolean same(long one, long other, int bits) {
        return bits == 0 || (one ^ other) >>> (64 - bits) == 0;
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
