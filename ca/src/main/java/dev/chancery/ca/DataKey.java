package dev.chancery.ca;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One account's AES-256 key, which seals that account's private keys. Opaque outside this package: no accessor, no
 * equality, and a {@code toString} that shows only the public reference.
 */
public final class DataKey {
    private static final int LENGTH = 32;

    private final byte[] bytes;
    private final byte[] reference;

    private DataKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new TamperedException("A data key has 32 bytes.");
        }
        this.bytes = bytes;
        this.reference = Arrays.copyOf(Derivation.hmac(bytes, "chancery data key v1: reference"), SealedKey.REFERENCE);
    }

    static DataKey generate(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new DataKey(bytes);
    }

    static DataKey takingOver(byte[] bytes) {
        return new DataKey(bytes);
    }

    byte[] copyOfBytes() {
        return bytes.clone();
    }

    /** Names this key in the blobs it sealed; reveals nothing about it. */
    byte[] reference() {
        return reference.clone();
    }

    SealedKey seal(byte[] plain, KeyBinding binding) {
        byte[] aad = binding.associatedData(reference);
        return SealedKey.of(reference, AesGcm.seal(bytes, plain, aad));
    }

    byte[] open(SealedKey sealed, KeyBinding binding) {
        String otherwise = "The sealed key was changed, or does not belong to " + binding + ".";
        if (!Arrays.equals(reference, sealed.reference())) {
            throw new TamperedException(otherwise);
        }
        return AesGcm.open(bytes, sealed.ciphertext(), binding.associatedData(reference), otherwise);
    }

    @Override
    public String toString() {
        return "DataKey[reference " + HexFormat.of().formatHex(reference) + "]";
    }
}
