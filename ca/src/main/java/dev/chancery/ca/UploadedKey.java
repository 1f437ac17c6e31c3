package dev.chancery.ca;

import dev.chancery.ca.UploadedKeyRefused.Fault;
import dev.chancery.pki.KeyAlgorithm;
import dev.chancery.pki.SignatureAlgorithm;
import dev.chancery.pki.SubjectPublicKey;
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
    private final SignatureAlgorithm algorithm;

    private UploadedKey(KeyMaterial material, SignatureAlgorithm algorithm) {
        this.material = material;
        this.algorithm = algorithm;
    }

    /**
     * Reads a PEM private key (PKCS#1, PKCS#8 or SEC 1; RSA 2048 to 8192 bits, P-256, P-384, P-521 or Ed25519) and
     * proves that it is the key of a certificate. Text around the block is ignored, as {@code openssl} does.
     *
     * @param pem the text as it was uploaded
     * @param certificateKey the certificate's public key
     * @throws UploadedKeyRefused with a named fault; nothing in it quotes the key
     */
    public static UploadedKey parse(String pem, SubjectPublicKey certificateKey) throws UploadedKeyRefused {
        KeyMaterial material = new KeyMaterial(certificateKey, PrivateKeyPem.toPkcs8(pem));
        boolean accepted = false;
        try {
            UploadedKey uploaded = new UploadedKey(material, checked(material.kind(), certificateKey));
            uploaded.prove(certificateKey);
            accepted = true;
            return uploaded;
        } finally {
            if (!accepted) {
                material.close();
            }
        }
    }

    private static SignatureAlgorithm checked(KeyAlgorithm kind, SubjectPublicKey certificateKey)
            throws UploadedKeyRefused {
        switch (kind) {
            case KeyAlgorithm.Rsa(int bits) -> {
                if (bits < SHORTEST_RSA || bits > LONGEST_RSA) {
                    throw new UploadedKeyRefused(
                            Fault.UNSUPPORTED,
                            "The RSA private key has " + bits + " bits (expected: " + SHORTEST_RSA + " to "
                                    + LONGEST_RSA + ").");
                }
            }
            case KeyAlgorithm.Ec _, KeyAlgorithm.Ed25519() -> {}
            case KeyAlgorithm.MlDsa _, KeyAlgorithm.Unsupported _ ->
                throw new UploadedKeyRefused(
                        Fault.UNSUPPORTED,
                        "The private key is of kind " + kind.displayName()
                                + " (expected: RSA, ECDSA P-256, P-384 or P-521, or Ed25519).");
        }
        if (!kind.equals(certificateKey.algorithm())) {
            throw new UploadedKeyRefused(
                    Fault.NOT_THE_CERTIFICATES_KEY,
                    "The private key does not belong to the certificate: it is of kind " + kind.displayName()
                            + ", the certificate's key of kind "
                            + certificateKey.algorithm().displayName() + ".");
        }
        return SignatureAlgorithm.preferredFor(kind);
    }

    private void prove(SubjectPublicKey certificateKey) throws UploadedKeyRefused {
        boolean pair;
        try {
            pair = material.toSigningKey().proves(certificateKey, PROBE);
        } catch (GeneralSecurityException | IllegalStateException e) {
            // Numbers that are no key: some providers notice on reading, others on signing.
            throw new UploadedKeyRefused(
                    Fault.MALFORMED, "The private key is not a valid " + algorithm.apiName() + " key.");
        }
        if (!pair) {
            throw new UploadedKeyRefused(
                    Fault.NOT_THE_CERTIFICATES_KEY,
                    "The private key does not belong to the certificate: its signatures do not verify under the"
                            + " certificate's public key.");
        }
    }

    KeyMaterial material() {
        return material;
    }

    /** How the key signs. */
    public SignatureAlgorithm algorithm() {
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
