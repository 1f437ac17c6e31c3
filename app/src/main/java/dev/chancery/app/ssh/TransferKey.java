package dev.chancery.app.ssh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.util.Pack;

/**
 * A key for one sign-in: what the browser brings home is encrypted to it, by NaCl's {@code crypto_box} (X25519, XSalsa20,
 * Poly1305), as cloudflared's transfer has it. Whoever serves the transfer cannot read it, and nobody else can.
 */
final class TransferKey {
    private static final int NONCE = 24;
    private static final int TAG = 16;
    private static final int KEY = 32;

    private final X25519PrivateKeyParameters mine;

    TransferKey(SecureRandom random) {
        this.mine = new X25519PrivateKeyParameters(random);
    }

    /** What names the transfer and is encrypted to: the public key, base64 for URLs with its padding. */
    String name() {
        return Base64.getUrlEncoder().encodeToString(mine.generatePublicKey().getEncoded());
    }

    /**
     * Opens what was encrypted to it.
     *
     * @param sealed the nonce, then the box
     * @param theirs the public key of who encrypted it
     * @return empty if it was not encrypted to this key by that one
     */
    Optional<byte[]> open(byte[] sealed, byte[] theirs) {
        if (sealed.length < NONCE + TAG || theirs.length != KEY) {
            return Optional.empty();
        }
        byte[] shared = new byte[KEY];
        mine.generateSecret(new X25519PublicKeyParameters(theirs, 0), shared, 0);
        XSalsa20Engine stream = new XSalsa20Engine();
        stream.init(false, new ParametersWithIV(new KeyParameter(hsalsa20(shared)), Arrays.copyOf(sealed, NONCE)));
        byte[] authentication = new byte[KEY];
        stream.processBytes(authentication, 0, KEY, authentication, 0);
        int length = sealed.length - NONCE - TAG;
        if (!isAuthentic(authentication, sealed, length)) {
            return Optional.empty();
        }
        byte[] plain = new byte[length];
        stream.processBytes(sealed, NONCE + TAG, length, plain, 0);
        return Optional.of(plain);
    }

    private static boolean isAuthentic(byte[] key, byte[] sealed, int length) {
        Poly1305 mac = new Poly1305();
        mac.init(new KeyParameter(key));
        mac.update(sealed, NONCE + TAG, length);
        byte[] tag = new byte[TAG];
        mac.doFinal(tag, 0);
        return MessageDigest.isEqual(tag, Arrays.copyOfRange(sealed, NONCE, NONCE + TAG));
    }

    /** Of the agreed secret and a nonce of zeros: Salsa20's rounds without the last addition (Bernstein, XSalsa20). */
    private static byte[] hsalsa20(byte[] secret) {
        int[] in = new int[16];
        int[] constants = Pack.littleEndianToInt("expand 32-byte k".getBytes(StandardCharsets.US_ASCII), 0, 4);
        int[] key = Pack.littleEndianToInt(secret, 0, 8);
        for (int i = 0; i < 4; i++) {
            in[5 * i] = constants[i];
            in[1 + i] = key[i];
            in[11 + i] = key[4 + i];
        }
        int[] mixed = new int[16];
        Salsa20Engine.salsaCore(20, in, mixed);
        byte[] out = new byte[KEY];
        int[] taken = {0, 5, 10, 15, 6, 7, 8, 9};
        for (int i = 0; i < taken.length; i++) {
            Pack.intToLittleEndian(mixed[taken[i]] - in[taken[i]], out, 4 * i);
        }
        return out;
    }

    @Override
    public String toString() {
        return "TransferKey";
    }
}
