package dev.chancery.pki;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SSH wire encoding strictly (RFC 4251 section 5): lengths that fit, minimal numbers, nothing left over.
 *
 * <p>A cursor over bytes; entering a string gives another cursor over its content, whose sentences keep counting from
 * the first byte of the whole. The {@code part} argument names what is being read, for the sentence.
 */
final class SshReader {
    /** Longest number accepted, in bits: OpenSSH's own bound (SSHBUF_MAX_BIGNUM). */
    static final int MAX_NUMBER_BITS = 16_384;

    private static final int LONGEST_QUOTE = 60;

    private final Der whole;
    private int at;
    private final int end;

    SshReader(Der whole) {
        this(whole, 0, whole.length());
    }

    private SshReader(Der whole, int from, int count) {
        this.whole = whole;
        this.at = from;
        this.end = from + count;
    }

    boolean hasMore() {
        return at < end;
    }

    /** The number of bytes of the whole that lie before the cursor. */
    int position() {
        return at;
    }

    /** The bytes of the whole from there to the cursor. */
    Der since(int position) {
        return whole.slice(position, at - position);
    }

    /** A length-prefixed string of any bytes. */
    Der string(String part) throws SshException {
        int count = length(part);
        Der content = whole.slice(at, count);
        at += count;
        return content;
    }

    /** A length-prefixed string that must hold exactly so many bytes. */
    Der string(int bytes, String part) throws SshException {
        int start = at;
        Der content = string(part);
        if (content.length() != bytes) {
            throw new SshException("The " + part + " at byte " + start + " has " + content.length()
                    + " bytes (expected: " + bytes + ").");
        }
        return content;
    }

    /** A cursor over the content of a length-prefixed string. */
    SshReader enter(String part) throws SshException {
        int count = length(part);
        SshReader inner = new SshReader(whole, at, count);
        at += count;
        return inner;
    }

    /** A length-prefixed string of printable ASCII, such as the name of an algorithm. */
    String ascii(String part) throws SshException {
        int start = at;
        Der content = string(part);
        return printable(content)
                .orElseThrow(
                        () -> new SshException("The " + part + " at byte " + start + " is not printable ASCII text."));
    }

    /** A length-prefixed string of UTF-8 without NUL, which no C program could show. */
    String utf8(String part) throws SshException {
        int start = at;
        Der content = string(part);
        String text = decoded(content);
        if (text == null || text.indexOf('\0') >= 0) {
            throw new SshException("The " + part + " at byte " + start + " is not UTF-8 text without NUL.");
        }
        return text;
    }

    byte uint8(String part) throws SshException {
        return fixed(Byte.BYTES, part).get();
    }

    /** A number of 32 bits without sign. */
    long uint32(String part) throws SshException {
        return Integer.toUnsignedLong(fixed(Integer.BYTES, part).getInt());
    }

    /** A number of 64 bits without sign. */
    UInt64 uint64(String part) throws SshException {
        return new UInt64(fixed(Long.BYTES, part).getLong());
    }

    /** A positive number in its shortest form. */
    BigInteger positive(String part) throws SshException {
        int start = at;
        Der content = string(part);
        if (content.length() == 0 || content.at(0) < 0) {
            throw new SshException("The " + part + " at byte " + start + " is not positive.");
        }
        if (content.at(0) == 0 && (content.length() == 1 || content.at(1) >= 0)) {
            throw new SshException(
                    "The " + part + " at byte " + start + " is zero, or not encoded in the fewest bytes.");
        }
        BigInteger value = new BigInteger(content.array(), content.offset(), content.length());
        if (value.bitLength() > MAX_NUMBER_BITS) {
            throw new SshException("The " + part + " at byte " + start + " has " + value.bitLength()
                    + " bits (expected: at most " + MAX_NUMBER_BITS + ").");
        }
        return value;
    }

    /** Refuses bytes after the last part. */
    void end(String part) throws SshException {
        if (at < end) {
            throw new SshException(
                    "There are " + (end - at) + " unexpected bytes after the " + part + " at byte " + at + ".");
        }
    }

    private ByteBuffer fixed(int bytes, String part) throws SshException {
        if (end - at < bytes) {
            throw new SshException("The " + part + " is missing at byte " + at + ".");
        }
        ByteBuffer value = ByteBuffer.wrap(whole.array(), whole.offset() + at, bytes);
        at += bytes;
        return value;
    }

    private int length(String part) throws SshException {
        int start = at;
        long length = uint32(part);
        if (length > end - at) {
            throw new SshException("The " + part + " at byte " + start + " says it has " + length + " bytes, but only "
                    + (end - at) + " follow.");
        }
        return (int) length;
    }

    /** The text in quotes if it is short and printable, else what can be said of it: never a way to smuggle bytes out. */
    static String quoted(String text) {
        return text.length() <= LONGEST_QUOTE && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)
                ? "\"" + text + "\""
                : "a text of " + text.length() + " characters";
    }

    private static Optional<String> printable(Der content) {
        for (int i = 0; i < content.length(); i++) {
            if (content.at(i) < 0x20 || content.at(i) == 0x7f) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(content.array(), content.offset(), content.length(), StandardCharsets.US_ASCII));
    }

    private static @Nullable String decoded(Der content) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.array(), content.offset(), content.length()));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
