package dev.chancery.pki;

import java.math.BigInteger;
import java.util.OptionalInt;

/**
 * Self-signed certificates whose only work is to carry the public key others check signatures with, where a certificate is the form
 * they take keys in, such as SAML metadata. Answers the bytes to be signed.
 *
 * <pre>
 * extensions: basicConstraints critical, no CA · keyUsage critical digitalSignature · subjectKeyIdentifier ·
 *   authorityKeyIdentifier
 * </pre>
 */
public final class SignatureTemplate {
    private SignatureTemplate() {}

    /**
     * The bytes to be signed.
     *
     * @param serial positive, at most 20 octets
     * @param algorithm what the key signs its own certificate with
     */
    public static Der selfSigned(
            BigInteger serial,
            Validity validity,
            DistinguishedName subject,
            SubjectPublicKey key,
            SignatureAlgorithm algorithm) {
        CertificateWriter.requireFit(key, algorithm);
        return CertificateWriter.tbs(
                serial,
                algorithm,
                subject,
                validity,
                subject,
                key,
                ExtensionWriter.basicConstraints(false, OptionalInt.empty()),
                ExtensionWriter.keyUsage(KeyUsage.DIGITAL_SIGNATURE),
                ExtensionWriter.subjectKeyIdentifier(key.keyIdentifier()),
                ExtensionWriter.authorityKeyIdentifier(key.keyIdentifier()));
    }
}
