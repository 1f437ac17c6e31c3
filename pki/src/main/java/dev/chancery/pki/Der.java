package dev.chancery.pki;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable DER-encoded bytes, compared by content. */
public final class Der {
    private static final HexFormat LOWER = HexFormat.of();
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private final byte[] array;
    private final int offset;
    private final int length;

    private Der(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A value holding a copy of the bytes. */
    public static Der of(byte[] bytes) {
        return new Der(bytes.clone(), 0, bytes.length);
    }

    /** A value over an array that nobody writes to any more: saves the copy on the issuing path. */
    static Der wrap(byte[] owned) {
        return new Der(owned, 0, owned.length);
    }

    /** A view of part of this value; shares the array. */
    Der slice(int from, int count) {
        return new Der(array, offset + from, count);
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    byte at(int index) {
        return array[offset + index];
    }

    /** The backing array: never written to, never handed out of the package. */
    byte[] array() {
        return array;
    }

    int offset() {
        return offset;
    }

    /** Copies the bytes to {@code target} at {@code position} and answers the position after them. */
    int copyTo(byte[] target, int position) {
        System.arraycopy(array, offset, target, position, length);
        return position + length;
    }

    /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
    public String sha256Hex() {
        return LOWER.formatHex(digest("SHA-256"));
    }

    /** SHA-256 of the bytes, 32 bytes. */
    public byte[] sha256() {
        return digest("SHA-256");
    }

    /** SHA-1 of the bytes, 20 bytes: for key identifiers (RFC 5280 section 4.2.1.2), never for trust. */
    public byte[] sha1() {
        return digest("SHA-1");
    }

    /** {@code MD5 Fingerprint=AA:BB…}, the form of {@code openssl x509 -fingerprint -md5}: a label, never for trust. */
    public String md5Fingerprint() {
        return "MD5 Fingerprint=" + COLONS.formatHex(digest("MD5"));
    }

    /** The bytes as lower-case hexadecimal digits without separators. */
    public String hex() {
        return LOWER.formatHex(array, offset, offset + length);
    }

    byte[] digest(String algorithm) {
        return JcaPool.digest(algorithm, array, offset, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Der that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Only the length: a DER value may be large, and may be a key. */
    @Override
    public String toString() {
        return "Der[" + length + " bytes]";
    }
}
