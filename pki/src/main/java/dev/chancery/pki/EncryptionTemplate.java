package dev.chancery.pki;

import java.math.BigInteger;
import java.util.OptionalInt;

/**
 * Self-signed certificates whose only work is to carry the public key others encrypt keys to, such as the key of a SAML
 * assertion. Answers the bytes to be signed.
 *
 * <pre>
 * extensions: basicConstraints critical, no CA · keyUsage critical keyEncipherment · subjectKeyIdentifier ·
 *   authorityKeyIdentifier
 * </pre>
 */
public final class EncryptionTemplate {
    private EncryptionTemplate() {}

    /**
     * The bytes to be signed.
     *
     * @param serial positive, at most 20 octets
     * @param key an RSA key (RFC 5280 section 4.2.1.3: keyEncipherment is for key transport)
     * @param algorithm what the key signs its own certificate with
     * @throws IllegalArgumentException if the key is no RSA key
     */
    public static Der selfSigned(
            BigInteger serial,
            Validity validity,
            DistinguishedName subject,
            SubjectPublicKey key,
            SignatureAlgorithm algorithm) {
        if (!(key.algorithm() instanceof KeyAlgorithm.Rsa)) {
            throw new IllegalArgumentException(
                    "key: %s (expected: RSA)".formatted(key.algorithm().displayName()));
        }
        CertificateWriter.requireFit(key, algorithm);
        return CertificateWriter.tbs(
                serial,
                algorithm,
                subject,
                validity,
                subject,
                key,
                ExtensionWriter.basicConstraints(false, OptionalInt.empty()),
                ExtensionWriter.keyUsage(KeyUsage.KEY_ENCIPHERMENT),
                ExtensionWriter.subjectKeyIdentifier(key.keyIdentifier()),
                ExtensionWriter.authorityKeyIdentifier(key.keyIdentifier()));
    }
}
