package dev.chancery.ca;

import java.util.Arrays;

/**
 * The symmetric key of one encrypted assertion, for whoever decrypts that assertion. Shows itself in no text form and is wiped
 * by {@link #close}.
 */
public final class ContentKey implements AutoCloseable {
    private final byte[] bytes;

    ContentKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the key. The caller wipes it. */
    public byte[] revealToTheCipher() {
        return bytes.clone();
    }

    /** Wipes the key. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "ContentKey";
    }
}
