package dev.chancery.ca;

import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.KeyAlgorithm;
import dev.chancery.pki.SubjectPublicKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * The plaintext of a {@link SealedKey}: {@code length of the public key (2 bytes) | SubjectPublicKeyInfo | PKCS#8}. The
 * public key travels with it because not every PKCS#8 carries it and deriving it differs from provider to provider.
 */
final class KeyMaterial implements AutoCloseable {
    private final SubjectPublicKey publicKey;
    private final byte[] pkcs8;

    /** Takes over {@code pkcs8}: it is wiped on {@link #close}. */
    KeyMaterial(SubjectPublicKey publicKey, byte[] pkcs8) {
        this.publicKey = publicKey;
        this.pkcs8 = pkcs8;
    }

    static KeyMaterial of(KeyPair pair) {
        return new KeyMaterial(
                SubjectPublicKey.of(pair.getPublic()), pair.getPrivate().getEncoded());
    }

    static KeyMaterial unseal(SealedKey sealed, DataKey dataKey, KeyBinding binding) {
        byte[] plain = dataKey.open(sealed, binding);
        try {
            ByteBuffer in = ByteBuffer.wrap(plain);
            byte[] subjectPublicKeyInfo = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(subjectPublicKeyInfo);
            byte[] pkcs8 = new byte[in.remaining()];
            in.get(pkcs8);
            return new KeyMaterial(SubjectPublicKey.parse(Der.of(subjectPublicKeyInfo)), pkcs8);
        } catch (DerException | BufferUnderflowException e) {
            throw new IllegalStateException("The sealed key of " + binding + " was sealed in an unknown form.");
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    SealedKey seal(DataKey dataKey, KeyBinding binding) {
        byte[] subjectPublicKeyInfo = publicKey.der().toByteArray();
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

    /** The key itself, a copy. */
    Der pkcs8() {
        return Der.of(pkcs8);
    }

    /** @throws GeneralSecurityException without a cause, if no provider reads the key or we do not sign with its kind */
    SigningKey toSigningKey() throws GeneralSecurityException {
        return new SigningKey(privateKey(), publicKey);
    }

    /** @throws GeneralSecurityException without a cause, if no provider reads the key */
    DecryptionKey toDecryptionKey() throws GeneralSecurityException {
        return new DecryptionKey(privateKey(), publicKey);
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        String kind = publicKey.algorithm().displayName();
        try {
            return KeyFactory.getInstance(factoryName()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            // Without the cause: providers quote what they could not read.
            throw new GeneralSecurityException("No provider reads this as a private key of kind " + kind + ".");
        }
    }

    /** What kind of private key the PKCS#8 holds, whatever the public key beside it is. */
    KeyAlgorithm kind() throws UploadedKeyRefused {
        return PrivateKeyPem.kind(pkcs8);
    }

    private String factoryName() throws GeneralSecurityException {
        return switch (publicKey.algorithm()) {
            case KeyAlgorithm.Rsa _ -> "RSA";
            case KeyAlgorithm.Ec _ -> "EC";
            case KeyAlgorithm.Ed25519() -> "Ed25519";
            case KeyAlgorithm.MlDsa _, KeyAlgorithm.Unsupported _ ->
                throw new GeneralSecurityException("Chancery does not sign with keys of kind "
                        + publicKey.algorithm().displayName() + ".");
        };
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
