package dev.chancery.ca;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A private key as the store keeps it: {@code version (1 byte) | data key reference (8) | nonce (12) | ciphertext |
 * tag (16)}, AES-256-GCM under the account's data key. Account id, key id and purpose are authenticated with it.
 */
public final class SealedKey {
    static final int REFERENCE = 8;

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + REFERENCE;

    private final byte[] bytes;

    private SealedKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static SealedKey of(byte[] reference, byte[] ciphertext) {
        return new SealedKey(ByteBuffer.allocate(HEADER + ciphertext.length)
                .put(VERSION)
                .put(reference)
                .put(ciphertext)
                .array());
    }

    /** @throws TamperedException if the bytes have no known version or are too short */
    public static SealedKey parse(byte[] stored) {
        if (stored.length < HEADER + AesGcm.NONCE + AesGcm.TAG || stored[0] != VERSION) {
            throw new TamperedException("The stored sealed key has no known form.");
        }
        return new SealedKey(stored.clone());
    }

    /** The form to store. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    byte[] reference() {
        return Arrays.copyOfRange(bytes, 1, HEADER);
    }

    byte[] ciphertext() {
        return Arrays.copyOfRange(bytes, HEADER, bytes.length);
    }

    @Override
    public String toString() {
        return "SealedKey[" + bytes.length + " bytes]";
    }
}
