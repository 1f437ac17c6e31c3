package dev.chancery.ca;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * The plaintext of a {@link SealedKey}: {@code length of the public key (2 bytes) | SubjectPublicKeyInfo | PKCS#8}. The
 * public key travels with it because not every PKCS#8 carries it and deriving it differs from provider to provider.
 */
final class KeyMaterial implements AutoCloseable {
    private final byte[] subjectPublicKeyInfo;
    private final byte[] pkcs8;

    /** Takes over {@code pkcs8}: it is wiped on {@link #close}. */
    KeyMaterial(byte[] subjectPublicKeyInfo, byte[] pkcs8) {
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        this.pkcs8 = pkcs8;
    }

    static KeyMaterial of(KeyPair pair) {
        return new KeyMaterial(pair.getPublic().getEncoded(), pair.getPrivate().getEncoded());
    }

    static KeyMaterial unseal(SealedKey sealed, DataKey dataKey, KeyBinding binding) {
        byte[] plain = dataKey.open(sealed, binding);
        try {
            ByteBuffer in = ByteBuffer.wrap(plain);
            byte[] subjectPublicKeyInfo = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(subjectPublicKeyInfo);
            byte[] pkcs8 = new byte[in.remaining()];
            in.get(pkcs8);
            return new KeyMaterial(subjectPublicKeyInfo, pkcs8);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    SealedKey seal(DataKey dataKey, KeyBinding binding) {
        byte[] plain = ByteBuffer.allocate(Short.BYTES + subjectPublicKeyInfo.length + pkcs8.length)
                .putShort((short) subjectPublicKeyInfo.length)
                .put(subjectPublicKeyInfo)
                .put(pkcs8)
                .array();
        try {
            return dataKey.seal(plain, binding);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** @throws GeneralSecurityException without a cause, if no provider reads the key or we do not sign with its kind */
    SigningKey toSigningKey() throws GeneralSecurityException {
        SigningAlgorithm algorithm = SigningAlgorithm.forKey(
                        PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm())
                .orElseThrow(() -> new GeneralSecurityException("Not a kind of key we sign with."));
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(algorithm.keyFactoryName()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("No provider reads this " + algorithm + " key.");
        }
        return new SigningKey(key, algorithm, subjectPublicKeyInfo);
    }

    @Override
    public void close() {
        Arrays.fill(pkcs8, (byte) 0);
    }

    @Override
    public String toString() {
        return "KeyMaterial";
    }
}
