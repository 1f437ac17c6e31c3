package dev.chancery.pki;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the SSH wire encoding (RFC 4251 section 5) into one array that grows. */
final class SshWriter {
    private byte[] bytes;
    private int at;

    SshWriter(int expected) {
        this.bytes = new byte[expected];
    }

    SshWriter string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    SshWriter string(byte[] content) {
        uint32(content.length);
        return raw(content, 0, content.length);
    }

    SshWriter string(Der content) {
        uint32(content.length());
        return raw(content);
    }

    /** A string whose content is what was written since {@link #open}, whose answer this takes. */
    void close(int opened) {
        putInt(opened, at - opened - Integer.BYTES);
    }

    /** Leaves room for the length of a string whose content is written next. */
    int open() {
        int opened = at;
        uint32(0);
        return opened;
    }

    SshWriter uint8(byte value) {
        room(Byte.BYTES);
        bytes[at++] = value;
        return this;
    }

    SshWriter uint32(int value) {
        room(Integer.BYTES);
        putInt(at, value);
        at += Integer.BYTES;
        return this;
    }

    SshWriter uint64(UInt64 value) {
        return uint32((int) (value.bits() >>> Integer.SIZE)).uint32((int) value.bits());
    }

    /** A number that is not negative, in its shortest form; a leading zero byte keeps a high bit from being a sign. */
    SshWriter number(BigInteger value) {
        return string(value.signum() == 0 ? new byte[0] : value.toByteArray());
    }

    SshWriter raw(Der content) {
        return raw(content.array(), content.offset(), content.length());
    }

    private SshWriter raw(byte[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, bytes, at, count);
        at += count;
        return this;
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
        }
    }

    private void putInt(int position, int value) {
        bytes[position] = (byte) (value >>> 24);
        bytes[position + 1] = (byte) (value >>> 16);
        bytes[position + 2] = (byte) (value >>> 8);
        bytes[position + 3] = (byte) value;
    }

    /** What was written; the writer is not used again. */
    Der done() {
        return Der.wrap(bytes.length == at ? bytes : Arrays.copyOf(bytes, at));
    }
}
