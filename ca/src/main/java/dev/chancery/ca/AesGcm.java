package dev.chancery.ca;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh random 96-bit nonce in front of the ciphertext and a 128-bit tag behind
 * it. Random nonces are safe here: a key seals some thousands of blobs in its life, far below the 2^32 of section 8.3.
 */
final class AesGcm {
    static final int NONCE = 12;
    static final int TAG = 16;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final SecureRandom NONCES = new SecureRandom();

    private AesGcm() {}

    /** Nonce, ciphertext and tag in one array. */
    static byte[] seal(byte[] key, byte[] plain, byte[] aad) {
        byte[] nonce = new byte[NONCE];
        NONCES.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, aad);
            byte[] out = Arrays.copyOf(nonce, NONCE + plain.length + TAG);
            cipher.doFinal(plain, 0, plain.length, out, NONCE);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM cannot seal in this Java runtime.", e);
        }
    }

    /** @throws TamperedException with the given sentence unless key, blob and associated data belong together */
    static byte[] open(byte[] key, byte[] sealed, byte[] aad, String otherwise) {
        if (sealed.length < NONCE + TAG) {
            throw new TamperedException(otherwise);
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), aad);
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException e) {
            // The provider's exception is dropped on purpose: nothing about the plaintext may travel in a cause.
            throw new TamperedException(otherwise);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] aad) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(aad);
        return cipher;
    }
}
