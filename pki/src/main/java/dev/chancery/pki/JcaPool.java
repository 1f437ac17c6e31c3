package dev.chancery.pki;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Signature, KeyFactory and MessageDigest objects kept for reuse: looking one up costs as much as the arithmetic it is wanted for.
 *
 * <p>They are lent and taken back rather than bound to threads, so virtual threads share them too. No provider is named:
 * the first in the runtime's order wins, which is Corretto where {@code ca} installed it before the first use. Only
 * ML-DSA asks for the JDK's own, which is the fastest there is today.
 *
 * <p>For the maintainer: an object from {@code getInstance(name)} moves on to the next provider when its first one
 * refuses a key, and stays there. Kept objects are therefore bound to the first provider, else one odd key sent by
 * anybody would make every later verification slow; the odd key itself gets a fresh, unbound object.
 */
final class JcaPool {
    private static final int KEEP = 64;
    private static final Map<SignatureAlgorithm, ConcurrentLinkedDeque<Signature>> SIGNATURES =
            new ConcurrentHashMap<>();
    private static final Map<String, KeyFactory> FACTORIES = new ConcurrentHashMap<>();
    private static final Map<String, ConcurrentLinkedDeque<MessageDigest>> DIGESTS = new ConcurrentHashMap<>();

    private JcaPool() {}

    static byte[] digest(String algorithm, byte[] array, int offset, int length) {
        ConcurrentLinkedDeque<MessageDigest> idle =
                DIGESTS.computeIfAbsent(algorithm, _ -> new ConcurrentLinkedDeque<>());
        MessageDigest borrowed = idle.pollFirst();
        MessageDigest digest = borrowed == null ? newDigest(algorithm) : borrowed;
        digest.update(array, offset, length);
        byte[] value = digest.digest();
        if (idle.size() < KEEP) {
            idle.addFirst(digest);
        }
        return value;
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }

    static boolean verify(PublicKey key, SignatureAlgorithm algorithm, Der data, Der signature)
            throws GeneralSecurityException {
        ConcurrentLinkedDeque<Signature> idle =
                SIGNATURES.computeIfAbsent(algorithm, _ -> new ConcurrentLinkedDeque<>());
        Signature borrowed = idle.pollFirst();
        Signature verifier = borrowed == null ? bound(algorithm) : borrowed;
        try {
            verifier.initVerify(key);
        } catch (InvalidKeyException e) {
            Signature any = configured(Signature.getInstance(algorithm.jcaName()), algorithm);
            any.initVerify(key);
            return verdict(any, data, signature);
        }
        boolean verdict = verdict(verifier, data, signature);
        // Reached only when nothing was thrown: an object that failed half-way is not lent again.
        if (idle.size() < KEEP) {
            idle.addFirst(verifier);
        }
        return verdict;
    }

    private static boolean verdict(Signature verifier, Der data, Der signature) throws GeneralSecurityException {
        verifier.update(data.array(), data.offset(), data.length());
        return verifier.verify(signature.array(), signature.offset(), signature.length());
    }

    private static Signature bound(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        String name = algorithm.jcaName();
        return algorithm.isMlDsa()
                ? Signature.getInstance(name, "SUN")
                : configured(
                        Signature.getInstance(name, Signature.getInstance(name).getProvider()), algorithm);
    }

    private static Signature configured(Signature signature, SignatureAlgorithm algorithm)
            throws GeneralSecurityException {
        if (algorithm.pssDigestBits() > 0) {
            signature.setParameter(PssParameters.spec(algorithm.pssDigestBits()));
        }
        return signature;
    }

    static PublicKey publicKey(SubjectPublicKey key) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(key.der().toByteArray());
        String name = switch (key.algorithm()) {
            case KeyAlgorithm.Rsa _ -> "RSA";
            case KeyAlgorithm.Ec _ -> "EC";
            case KeyAlgorithm.Ed25519() -> "Ed25519";
            case KeyAlgorithm.MlDsa _ -> "ML-DSA";
            case KeyAlgorithm.Unsupported(String oid) ->
                throw new GeneralSecurityException("no provider for a key of algorithm " + oid);
        };
        try {
            return factory(name).generatePublic(spec);
        } catch (InvalidKeySpecException e) {
            return KeyFactory.getInstance(name).generatePublic(spec);
        }
    }

    /** Factories are safe to share: each call stands alone. */
    private static KeyFactory factory(String name) throws GeneralSecurityException {
        KeyFactory known = FACTORIES.get(name);
        if (known == null) {
            known = name.equals("ML-DSA")
                    ? KeyFactory.getInstance(name, "SUN")
                    : KeyFactory.getInstance(name, KeyFactory.getInstance(name).getProvider());
            FACTORIES.put(name, known);
        }
        return known;
    }
}
