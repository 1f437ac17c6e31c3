package dev.chancery.access.signin;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.Pack;

/**
 * NaCl's {@code crypto_box}: X25519 (RFC 7748), XSalsa20 and Poly1305, as golang.org/x/crypto/nacl/box has it. What is put in, only
 * the holder of the other key takes out.
 */
final class NaclBox {
    /** Bytes of a public key. */
    static final int KEY = 32;

    private static final int NONCE = 24;
    private static final int TAG = 16;
    private static final int ROUNDS = 20;
    private static final int[] SIGMA = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private NaclBox() {}

    /**
     * A closed box.
     *
     * @param publicKey of the key pair that was made for it
     * @param contents nonce, then tag and ciphertext
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the socket and forgotten; never compared
    record Sealed(byte[] publicKey, byte[] contents) {
        @Override
        public String toString() {
            return "Sealed";
        }
    }

    /** Reads a public key in base64url, padded or not; empty if the text is none. */
    static Optional<byte[]> publicKey(String text) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(text);
            return key.length == KEY ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Seals a message with a fresh key.
     *
     * @return empty if the recipient's key is one of those that make every secret the same (RFC 7748 section 6.1)
     */
    static Optional<Sealed> seal(byte[] message, byte[] recipient, SecureRandom random) {
        byte[] secret = new byte[KEY];
        X25519.generatePrivateKey(random, secret);
        byte[] publicKey = new byte[KEY];
        X25519.generatePublicKey(secret, 0, publicKey, 0);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return closed(message, recipient, secret, nonce).map(contents -> new Sealed(publicKey, contents));
    }

    static Optional<byte[]> closed(byte[] message, byte[] recipient, byte[] secret, byte[] nonce) {
        byte[] shared = new byte[KEY];
        if (!X25519.calculateAgreement(secret, 0, recipient, 0, shared, 0)) {
            return Optional.empty();
        }
        XSalsa20Engine cipher = new XSalsa20Engine();
        cipher.init(true, new ParametersWithIV(new KeyParameter(hsalsa20(shared)), nonce));
        byte[] macKey = new byte[KEY];
        cipher.processBytes(macKey, 0, KEY, macKey, 0);
        byte[] contents = Arrays.copyOf(nonce, NONCE + TAG + message.length);
        cipher.processBytes(message, 0, message.length, contents, NONCE + TAG);
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(macKey));
        mac.update(contents, NONCE + TAG, message.length);
        mac.doFinal(contents, NONCE);
        return Optional.of(contents);
    }

    /** HSalsa20 of a shared secret and a nonce of zeros: what {@code crypto_box_beforenm} does to it. */
    private static byte[] hsalsa20(byte[] key) {
        int[] state = new int[16];
        for (int i = 0; i < 4; i++) {
            state[5 * i] = SIGMA[i];
            state[1 + i] = Pack.littleEndianToInt(key, 4 * i);
            state[11 + i] = Pack.littleEndianToInt(key, 16 + 4 * i);
        }
        int[] mixed = new int[16];
        Salsa20Engine.salsaCore(ROUNDS, state, mixed);
        byte[] out = new byte[KEY];
        for (int i = 0; i < 4; i++) {
            // The core adds its input at the end; HSalsa20 does not.
            Pack.intToLittleEndian(mixed[5 * i] - state[5 * i], out, 4 * i);
            Pack.intToLittleEndian(mixed[6 + i] - state[6 + i], out, 16 + 4 * i);
        }
        return out;
    }
}
