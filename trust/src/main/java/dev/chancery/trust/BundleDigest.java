package dev.chancery.trust;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The digest of a bundle: the sum, in four lanes modulo 2<sup>64</sup>, of SHA-256 over each entry's encoding. It does not depend
 * on the order in which entries came, and a change costs as much as the entries it touches.
 *
 * <p>It finds two bundles that came apart by error. It is no defence against someone who chooses entries: who may send them is
 * decided by the connection they come over.
 */
public record BundleDigest(long a, long b, long c, long d) {
    /** Of the empty bundle. */
    public static final BundleDigest EMPTY = new BundleDigest(0, 0, 0, 0);

    /** With an entry more. */
    public BundleDigest plus(TrustEntry entry) {
        ByteBuffer hash = ByteBuffer.wrap(EntryCodec.hash(entry));
        return new BundleDigest(a + hash.getLong(), b + hash.getLong(), c + hash.getLong(), d + hash.getLong());
    }

    /** With an entry less. */
    public BundleDigest minus(TrustEntry entry) {
        ByteBuffer hash = ByteBuffer.wrap(EntryCodec.hash(entry));
        return new BundleDigest(a - hash.getLong(), b - hash.getLong(), c - hash.getLong(), d - hash.getLong());
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return "%016x%016x%016x%016x".formatted(a, b, c, d);
    }

    /**
     * Reads what {@link #hex()} wrote.
     *
     * @throws IllegalArgumentException if it is not 64 hexadecimal digits
     */
    public static BundleDigest ofHex(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("bundle digest: %s (expected: 64 hexadecimal digits)".formatted(hex));
        }
        ByteBuffer lanes = ByteBuffer.wrap(bytes);
        return new BundleDigest(lanes.getLong(), lanes.getLong(), lanes.getLong(), lanes.getLong());
    }

    @Override
    public String toString() {
        return hex();
    }
}
