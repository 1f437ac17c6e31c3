package dev.chancery.pki;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads DER strictly (X.690 section 10): definite minimal lengths, minimal integers, nothing left over.
 *
 * <p>A cursor over a {@link Der}; entering a constructed value gives another cursor over its content, so the caller's
 * code has the shape of the ASN.1 module. The {@code part} argument names what is being read, for the sentence.
 */
final class DerReader {
    private final byte[] array;
    private final int base;
    private final Der whole;
    private int at;
    private final int end;

    DerReader(Der whole) {
        this(whole, 0, whole.length());
    }

    private DerReader(Der whole, int from, int count) {
        this.whole = whole;
        this.array = whole.array();
        this.base = whole.offset();
        this.at = from;
        this.end = from + count;
    }

    boolean hasMore() {
        return at < end;
    }

    /** The next tag, or -1 at the end. */
    int tag() {
        return at < end ? array[base + at] & 0xff : -1;
    }

    boolean nextIs(int tag) {
        return tag() == tag;
    }

    /** Reads a value with this tag and answers a cursor over its content. */
    DerReader enter(int tag, String part) throws DerException {
        int count = header(tag, part);
        DerReader inner = new DerReader(whole, at, count);
        at += count;
        return inner;
    }

    DerReader sequence(String part) throws DerException {
        return enter(DerWriter.SEQUENCE, part);
    }

    /** Reads a value with this tag and answers its content. */
    Der content(int tag, String part) throws DerException {
        int count = header(tag, part);
        Der content = whole.slice(at, count);
        at += count;
        return content;
    }

    /** Reads the next value whatever it is and answers it whole, tag and length included. */
    Der element(String part) throws DerException {
        int start = at;
        if (at >= end) {
            throw new DerException("The " + part + " is missing at byte " + at + ".");
        }
        // Not in one statement: the cursor moves while the header is read.
        int count = header(tag(), part);
        at += count;
        return whole.slice(start, at - start);
    }

    /** Reads the next value, which must have this tag, and answers it whole. */
    Der element(int tag, String part) throws DerException {
        int start = at;
        int count = header(tag, part);
        at += count;
        return whole.slice(start, at - start);
    }

    void end(String part) throws DerException {
        if (at < end) {
            throw new DerException(
                    "There are " + (end - at) + " unexpected bytes after the " + part + " at byte " + at + ".");
        }
    }

    BigInteger integer(String part) throws DerException {
        Der content = content(DerWriter.INTEGER, part);
        int length = content.length();
        if (length == 0) {
            throw new DerException("The " + part + " is an INTEGER without a value.");
        }
        if (length > 1 && ((content.at(0) == 0 && content.at(1) >= 0) || (content.at(0) == -1 && content.at(1) < 0))) {
            throw new DerException("The " + part + " is an INTEGER that is not encoded in the fewest bytes.");
        }
        return new BigInteger(array, content.offset(), length);
    }

    /** An INTEGER that must lie between {@code min} and {@code max}. */
    int smallInteger(int min, int max, String part) throws DerException {
        BigInteger value = integer(part);
        if (value.bitLength() > 31 || value.intValue() < min || value.intValue() > max) {
            throw new DerException("The " + part + " is out of range (expected: " + min + " to " + max + ").");
        }
        return value.intValue();
    }

    boolean bool(String part) throws DerException {
        Der content = content(DerWriter.BOOLEAN, part);
        if (content.length() != 1 || (content.at(0) != 0 && content.at(0) != -1)) {
            throw new DerException("The " + part + " is not a DER BOOLEAN.");
        }
        return content.at(0) != 0;
    }

    Oid oid(String part) throws DerException {
        Der content = content(DerWriter.OBJECT_IDENTIFIER, part);
        return Oid.fromContent(array, content.offset(), content.length());
    }

    /** A BIT STRING of whole bytes; answers the bytes. */
    Der bitString(String part) throws DerException {
        Der content = content(DerWriter.BIT_STRING, part);
        if (content.length() == 0 || content.at(0) != 0) {
            throw new DerException("The " + part + " is not a BIT STRING of whole bytes.");
        }
        return content.slice(1, content.length() - 1);
    }

    /** A UTCTime or GeneralizedTime in the only form RFC 5280 section 4.1.2.5 allows: whole seconds, Z. */
    Instant time(String part) throws DerException {
        return nextIs(DerWriter.GENERALIZED_TIME)
                ? time(content(DerWriter.GENERALIZED_TIME, part), 4, part)
                : time(content(DerWriter.UTC_TIME, part), 2, part);
    }

    private static Instant time(Der digits, int yearDigits, String part) throws DerException {
        if (digits.length() != yearDigits + 11 || digits.at(yearDigits + 10) != 'Z') {
            throw new DerException("The " + part + " is not a time in whole seconds ending in Z.");
        }
        int[] pairs = new int[(yearDigits + 10) / 2];
        for (int i = 0; i < pairs.length; i++) {
            int tens = digits.at(2 * i) - '0';
            int ones = digits.at(2 * i + 1) - '0';
            if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
                throw new DerException("The " + part + " has a character that is not a digit.");
            }
            pairs[i] = tens * 10 + ones;
        }
        int month = yearDigits / 2;
        int year = yearDigits == 4 ? pairs[0] * 100 + pairs[1] : pairs[0] + (pairs[0] < 50 ? 2000 : 1900);
        try {
            return LocalDateTime.of(
                            year, pairs[month], pairs[month + 1], pairs[month + 2], pairs[month + 3], pairs[month + 4])
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new DerException("The " + part + " is not a date that exists.");
        }
    }

    /** Reads tag and length, leaves the cursor at the content, answers the content's length. */
    private int header(int tag, String part) throws DerException {
        if (at >= end) {
            throw new DerException("The " + part + " is missing at byte " + at + ".");
        }
        int start = at;
        int found = array[base + at++] & 0xff;
        if (found != tag) {
            throw new DerException("The " + part + " at byte " + start + " has tag 0x" + hex(found) + " (expected: 0x"
                    + hex(tag) + ").");
        }
        if ((found & 0x1f) == 0x1f) {
            throw new DerException("The " + part + " at byte " + start + " has a tag number too large for it.");
        }
        int length = length(start, part);
        if (length > end - at) {
            throw new DerException("The " + part + " at byte " + start + " says it has " + length + " bytes, but only "
                    + (end - at) + " follow.");
        }
        return length;
    }

    private int length(int start, String part) throws DerException {
        if (at >= end) {
            throw new DerException("The " + part + " at byte " + start + " is cut short.");
        }
        int first = array[base + at++] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 4 || count > end - at) {
            throw new DerException("The " + part + " at byte " + start + " has no definite length that fits.");
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (array[base + at++] & 0xff);
        }
        if (length < 0x80 || (count > 1 && length >>> (8 * (count - 1)) == 0) || length > Integer.MAX_VALUE) {
            throw new DerException("The " + part + " at byte " + start + " has a length that is not DER.");
        }
        return (int) length;
    }

    private static String hex(int tag) {
        return String.format("%02x", tag);
    }
}
