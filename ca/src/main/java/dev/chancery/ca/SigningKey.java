package dev.chancery.ca;

import dev.chancery.pki.Der;
import dev.chancery.pki.SignatureAlgorithm;
import dev.chancery.pki.SubjectPublicKey;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * An open private key that signs and gives nothing else away. One key has one algorithm, so no caller can choose a
 * weak one. Safe for any number of threads.
 */
public final class SigningKey {
    private final PrivateKey key;
    private final SignatureAlgorithm algorithm;
    private final SubjectPublicKey publicKey;

    /*
     * Initialised Signature objects, lent to one thread at a time. A pool and not a ThreadLocal: virtual threads are
     * made per request and would each pay the provider look-up. It holds as many as ever signed at the same instant,
     * which is bounded by the carrier threads because signing never parks.
     */
    private final ConcurrentLinkedDeque<Signature> idle = new ConcurrentLinkedDeque<>();

    SigningKey(PrivateKey key, SubjectPublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
        this.algorithm = SignatureAlgorithm.preferredFor(publicKey.algorithm());
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
            throw new IllegalStateException("The provider failed to sign with " + algorithm.apiName() + ".", e);
        }
    }

    private Signature initialised() {
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            signature.initSign(key);
            return signature;
        } catch (InvalidKeyException e) {
            // Without the cause: providers quote what they could not read.
            throw new IllegalStateException("No provider accepts this " + algorithm.apiName() + " key.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No provider signs with " + algorithm.apiName() + ".", e);
        }
    }

    /** Whether a signature made now over the probe verifies under the given public key: whether the two are a pair. */
    boolean proves(SubjectPublicKey other, byte[] probe) {
        return other.verify(algorithm, Der.of(probe), Der.of(sign(probe)));
    }

    /** How this key signs; chosen by the kind of key, never by a caller. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The AlgorithmIdentifier to put beside its signatures (RFC 5280 section 4.1.1.2). */
    public Der algorithmIdentifier() {
        return algorithm.identifier();
    }

    /** The public half. */
    public SubjectPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "SigningKey[" + publicKey.algorithm().displayName() + "]";
    }
}
