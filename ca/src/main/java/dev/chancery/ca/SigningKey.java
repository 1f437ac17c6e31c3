package dev.chancery.ca;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * An open private key that signs and gives nothing else away. One key has one algorithm, so no caller can choose a
 * weak one. Safe for any number of threads.
 */
public final class SigningKey {
    private final PrivateKey key;
    private final SigningAlgorithm algorithm;
    private final byte[] subjectPublicKeyInfo;

    /*
     * Initialised Signature objects, lent to one thread at a time. A pool and not a ThreadLocal: virtual threads are
     * made per request and would each pay the provider look-up. It holds as many as ever signed at the same instant,
     * which is bounded by the carrier threads because signing never parks.
     */
    private final ConcurrentLinkedDeque<Signature> idle = new ConcurrentLinkedDeque<>();

    SigningKey(PrivateKey key, SigningAlgorithm algorithm, byte[] subjectPublicKeyInfo) {
        this.key = key;
        this.algorithm = algorithm;
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
    }

    /** Signs exactly these bytes (the DER of a to-be-signed structure) and returns the raw signature value. */
    public byte[] sign(byte[] toBeSigned) {
        Signature lent = idle.pollFirst();
        try {
            Signature signature = lent == null ? initialised() : lent;
            signature.update(toBeSigned);
            byte[] value = signature.sign();
            // Given back only after success: a Signature that threw is in an unknown state and is dropped.
            idle.addFirst(signature);
            return value;
        } catch (SignatureException e) {
            throw new IllegalStateException("The provider failed to sign with " + algorithm + ".", e);
        }
    }

    private Signature initialised() {
        try {
            Signature signature = Signature.getInstance(algorithm.signatureName());
            signature.initSign(key);
            return signature;
        } catch (InvalidKeyException e) {
            // Without the cause: providers quote what they could not read.
            throw new IllegalStateException("No provider accepts this " + algorithm + " key.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No provider signs with " + algorithm + ".", e);
        }
    }

    /** Whether a signature made now verifies under the given public key, that is, whether the two are a pair. */
    boolean signsFor(byte[] otherSubjectPublicKeyInfo, byte[] probe) {
        try {
            PublicKey other = KeyFactory.getInstance(algorithm.keyFactoryName())
                    .generatePublic(new X509EncodedKeySpec(otherSubjectPublicKeyInfo));
            Signature verifier = Signature.getInstance(algorithm.signatureName());
            verifier.initVerify(other);
            verifier.update(probe);
            return verifier.verify(sign(probe));
        } catch (GeneralSecurityException e) {
            // Another kind of key, or one this key's algorithm cannot use: not a pair.
            return false;
        }
    }

    /** How this key signs. */
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** DER of the AlgorithmIdentifier to put beside its signatures. */
    public byte[] algorithmIdentifier() {
        return algorithm.identifier();
    }

    /** DER of the public key's SubjectPublicKeyInfo. */
    public byte[] subjectPublicKeyInfo() {
        return subjectPublicKeyInfo.clone();
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
