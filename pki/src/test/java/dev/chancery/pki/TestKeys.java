package dev.chancery.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Key pairs made fresh in every run, one of each kind and name. */
final class TestKeys {
    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private TestKeys() {}

    static KeyPair ec(EcCurve curve, String name) {
        return MADE.computeIfAbsent(curve + name, _ -> generate("EC", curve.jcaName()));
    }

    static KeyPair p256(String name) {
        return ec(EcCurve.P256, name);
    }

    static KeyPair rsa(int bits, String name) {
        return MADE.computeIfAbsent("RSA" + bits + name, _ -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(bits);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static KeyPair ed25519(String name) {
        return MADE.computeIfAbsent("Ed25519" + name, _ -> generate("Ed25519", null));
    }

    static KeyPair mlDsa(int set, String name) {
        return MADE.computeIfAbsent("ML-DSA-" + set + name, _ -> generate("ML-DSA-" + set, null));
    }

    private static KeyPair generate(String algorithm, @Nullable String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve != null) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sign(KeyPair keys, SignatureAlgorithm algorithm, Der data) {
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            if (algorithm.pssDigestBits() > 0) {
                signature.setParameter(PssParameters.spec(algorithm.pssDigestBits()));
            }
            signature.initSign(keys.getPrivate());
            signature.update(data.toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
