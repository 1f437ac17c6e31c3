package dev.chancery.pki;

import java.math.BigInteger;
import java.util.Arrays;

/** An object identifier, held as its DER content bytes so that comparing needs no text. */
final class Oid {
    private final byte[] content;

    private Oid(byte[] content) {
        this.content = content;
    }

    /** From the content bytes of an OBJECT IDENTIFIER; null when they are not minimal base-128 arcs (X.690 8.19). */
    static Oid fromContent(byte[] source, int from, int count) throws DerException {
        if (count == 0 || (source[from + count - 1] & 0x80) != 0) {
            throw new DerException("An object identifier is cut short.");
        }
        boolean first = true;
        for (int i = from; i < from + count; i++) {
            if (first && (source[i] & 0xff) == 0x80) {
                throw new DerException("An object identifier has an arc with leading zeros.");
            }
            first = (source[i] & 0x80) == 0;
        }
        return new Oid(Arrays.copyOfRange(source, from, from + count));
    }

    /** From dotted text such as {@code 2.5.4.3}; only for constants. */
    static Oid of(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        byte[] out = new byte[dotted.length() + 2];
        int at = 0;
        long value = Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]);
        for (int i = 1; i < arcs.length; i++) {
            if (i > 1) {
                value = Long.parseLong(arcs[i]);
            }
            int groups = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 6) / 7);
            for (int g = groups - 1; g >= 0; g--) {
                out[at++] = (byte) (((value >>> (7 * g)) & 0x7f) | (g > 0 ? 0x80 : 0));
            }
        }
        return new Oid(Arrays.copyOf(out, at));
    }

    /** The whole OBJECT IDENTIFIER, tag and length included. */
    byte[] encoded() {
        return DerWriter.tlv(DerWriter.OBJECT_IDENTIFIER, content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Oid that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Dotted decimal. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        BigInteger value = BigInteger.ZERO;
        for (byte b : content) {
            value = value.shiftLeft(7).or(BigInteger.valueOf(b & 0x7f));
            if ((b & 0x80) == 0) {
                if (text.isEmpty()) {
                    int root = value.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : value.intValue() / 40;
                    text.append(root).append('.').append(value.subtract(BigInteger.valueOf(root * 40L)));
                } else {
                    text.append('.').append(value);
                }
                value = BigInteger.ZERO;
            }
        }
        return text.toString();
    }
}
