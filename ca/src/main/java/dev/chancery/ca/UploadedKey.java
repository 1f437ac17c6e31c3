package dev.chancery.ca;

import dev.chancery.ca.UploadedKeyRefused.Fault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * A private key a customer uploaded with its certificate, proven to belong to it and ready to be sealed by
 * {@link KeyVault#seal}. Close it afterwards: that wipes the bytes.
 */
public final class UploadedKey implements AutoCloseable {
    /** Signed and verified once to prove that key and certificate belong together. */
    private static final byte[] PROBE =
            "chancery: do this private key and this certificate belong together?".getBytes(StandardCharsets.UTF_8);

    /** The shortest modulus accepted, in bits. */
    private static final int SHORTEST_RSA = 2048;

    /** Longer ones cost more than they protect, and a hostile one would occupy a core. */
    private static final int LONGEST_RSA = 8192;

    private final KeyMaterial material;
    private final SigningAlgorithm algorithm;

    private UploadedKey(KeyMaterial material, SigningAlgorithm algorithm) {
        this.material = material;
        this.algorithm = algorithm;
    }

    /**
     * Reads a PEM private key (PKCS#1, PKCS#8 or SEC 1; RSA 2048 to 8192 bits, P-256, P-384, P-521 or Ed25519) and
     * proves that it is the key of a certificate. Text around the block is ignored, as {@code openssl} does.
     *
     * @param pem the text as it was uploaded
     * @param subjectPublicKeyInfo DER of the certificate's SubjectPublicKeyInfo
     * @throws UploadedKeyRefused with a named fault; nothing in it quotes the key
     */
    public static UploadedKey parse(String pem, byte[] subjectPublicKeyInfo) throws UploadedKeyRefused {
        byte[] pkcs8 = PrivateKeyPem.toPkcs8(pem);
        KeyMaterial material = new KeyMaterial(subjectPublicKeyInfo.clone(), pkcs8);
        boolean accepted = false;
        try {
            PrivateKeyPem.refuseRsaOutside(pkcs8, SHORTEST_RSA, LONGEST_RSA);
            SigningKey key = material.toSigningKey();
            if (!key.signsFor(subjectPublicKeyInfo, PROBE)) {
                throw new UploadedKeyRefused(
                        Fault.NOT_THE_CERTIFICATES_KEY,
                        "The private key does not belong to the certificate: its signatures do not verify under the"
                                + " certificate's public key.");
            }
            accepted = true;
            return new UploadedKey(material, key.algorithm());
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw new UploadedKeyRefused(
                    Fault.UNSUPPORTED,
                    "The private key is of a kind that is not supported (expected: RSA, P-256, P-384, P-521 or"
                            + " Ed25519).");
        } finally {
            if (!accepted) {
                material.close();
            }
        }
    }

    KeyMaterial material() {
        return material;
    }

    /** How the key signs. */
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public void close() {
        material.close();
    }

    @Override
    public String toString() {
        return "UploadedKey[" + algorithm + "]";
    }
}
