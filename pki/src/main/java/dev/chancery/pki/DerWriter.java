package dev.chancery.pki;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes DER (X.690 section 10) by composing byte arrays.
 *
 * <p>Copying a few hundred bytes once per nesting level costs less than any cleverer scheme would at the sizes of a
 * certificate; what matters on the issuing path is that static parts are encoded once (see {@link LeafTemplate}).
 */
final class DerWriter {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int UTF8_STRING = 0x0c;
    static final int PRINTABLE_STRING = 0x13;
    static final int TELETEX_STRING = 0x14;
    static final int IA5_STRING = 0x16;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int UNIVERSAL_STRING = 0x1c;
    static final int BMP_STRING = 0x1e;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** First instant of 2050, from which on times are GeneralizedTime (RFC 5280 section 4.1.2.5). */
    private static final long YEAR_2050 = 2_524_608_000L;

    private DerWriter() {}

    /** Context tag [n], constructed. */
    static int constructed(int n) {
        return 0xa0 | n;
    }

    /** Context tag [n], primitive. */
    static int primitive(int n) {
        return 0x80 | n;
    }

    static byte[] tlv(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        int header = headerLength(length);
        byte[] out = new byte[header + length];
        int at = putHeader(out, 0, tag, length);
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    /** The parts one after the other, for encoding several values once. */
    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    static byte[] sequence(byte[]... parts) {
        return tlv(SEQUENCE, parts);
    }

    /** Number of bytes of tag and length before {@code length} content bytes. */
    static int headerLength(int length) {
        return length < 0x80 ? 2 : length < 0x100 ? 3 : length < 0x1_0000 ? 4 : length < 0x100_0000 ? 5 : 6;
    }

    /** Writes tag and length at {@code at}; answers the position after them. */
    static int putHeader(byte[] out, int at, int tag, int length) {
        int position = at;
        out[position++] = (byte) tag;
        int bytes = headerLength(length) - 2;
        if (bytes > 0) {
            out[position++] = (byte) (0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out[position++] = (byte) (length >>> (8 * i));
            }
        } else {
            out[position++] = (byte) length;
        }
        return position;
    }

    static byte[] integer(BigInteger value) {
        return tlv(INTEGER, value.toByteArray());
    }

    static byte[] bool(boolean value) {
        return new byte[] {BOOLEAN, 1, (byte) (value ? 0xff : 0)};
    }

    static byte[] enumerated(int value) {
        return new byte[] {ENUMERATED, 1, (byte) value};
    }

    static byte[] nullValue() {
        return new byte[] {NULL, 0};
    }

    static byte[] octetString(byte[]... parts) {
        return tlv(OCTET_STRING, parts);
    }

    /** A bit string of whole bytes. */
    static byte[] bitString(byte[] bytes) {
        return tlv(BIT_STRING, new byte[1], bytes);
    }

    static byte[] text(int tag, String value) {
        return tlv(tag, value.getBytes(tag == UTF8_STRING ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII));
    }

    /** UTCTime through 2049, GeneralizedTime after; whole seconds (RFC 5280 section 4.1.2.5). */
    static byte[] time(Instant instant) {
        return instant.getEpochSecond() < YEAR_2050 && instant.getEpochSecond() >= -631_152_000L
                ? digits(UTC_TIME, instant, 2)
                : generalizedTime(instant);
    }

    /** GeneralizedTime of whole seconds, as OCSP demands for every year (RFC 6960 section 4.2.2.1). */
    static byte[] generalizedTime(Instant instant) {
        return digits(GENERALIZED_TIME, instant, 4);
    }

    private static byte[] digits(int tag, Instant instant, int yearDigits) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (at.getYear() < 0 || at.getYear() > 9999) {
            throw new IllegalArgumentException("a certificate cannot express the year " + at.getYear());
        }
        byte[] out = new byte[2 + yearDigits + 11];
        int position = putHeader(out, 0, tag, yearDigits + 11);
        if (yearDigits == 4) {
            position = two(out, position, at.getYear() / 100);
        }
        position = two(out, position, at.getYear() % 100);
        position = two(out, position, at.getMonthValue());
        position = two(out, position, at.getDayOfMonth());
        position = two(out, position, at.getHour());
        position = two(out, position, at.getMinute());
        position = two(out, position, at.getSecond());
        out[position] = 'Z';
        return out;
    }

    private static int two(byte[] out, int at, int value) {
        out[at] = (byte) ('0' + value / 10);
        out[at + 1] = (byte) ('0' + value % 10);
        return at + 2;
    }
}
