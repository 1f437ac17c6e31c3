package dev.chancery.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of private key Chancery makes. */
public enum KeySpec {
    /** ECDSA on P-256: the default for managed CAs. */
    P_256("EC", new ECGenParameterSpec("secp256r1")),
    /** ECDSA on P-384. */
    P_384("EC", new ECGenParameterSpec("secp384r1")),
    /** RSA, 2048 bits. */
    RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)),
    /** RSA, 3072 bits. */
    RSA_3072("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4)),
    /** RSA, 4096 bits. */
    RSA_4096("RSA", new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4)),
    /** Ed25519 (RFC 8410). */
    ED25519("Ed25519", NamedParameterSpec.ED25519);

    private final String generator;

    @SuppressWarnings("ImmutableEnumChecker") // the three specification classes are immutable, only not annotated so
    private final AlgorithmParameterSpec parameters;

    KeySpec(String generator, AlgorithmParameterSpec parameters) {
        this.generator = generator;
        this.parameters = parameters;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance(generator);
            keys.initialize(parameters);
            return keys.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot generate " + this + " keys.", e);
        }
    }
}
