package dev.chancery.pki;

import java.math.BigInteger;
import java.util.OptionalInt;

/**
 * Client certificates of one issuing CA: everything but serial, validity, subject and key is encoded once.
 *
 * <pre>
 * TBSCertificate: v3, serial, signature, issuer, validity, subject (C, ST, L, O, OU, CN), public key, extensions:
 *   extendedKeyUsage clientAuth · basicConstraints critical, no CA · subjectKeyIdentifier · authorityKeyIdentifier ·
 *   cRLDistributionPoints · authorityInfoAccess · keyUsage critical digitalSignature
 * </pre>
 *
 * <p>Instances are immutable and shared between threads.
 */
public final class LeafTemplate {
    private final SignatureAlgorithm algorithm;
    private final byte[] signatureIdentifier;
    private final byte[] issuerName;
    private final byte[] extensionsBeforeKey;
    private final byte[] extensionsAfterKey;

    private LeafTemplate(SignatureAlgorithm algorithm, Certificate issuer, IssuerUrls urls) {
        this.algorithm = algorithm;
        this.signatureIdentifier = algorithm.identifier().toByteArray();
        this.issuerName = issuer.subject().der().toByteArray();
        this.extensionsBeforeKey = DerWriter.join(
                ExtensionWriter.extendedKeyUsage(Oids.CLIENT_AUTH),
                ExtensionWriter.basicConstraints(false, OptionalInt.empty()));
        this.extensionsAfterKey = DerWriter.join(
                ExtensionWriter.authorityKeyIdentifier(CertificateWriter.keyIdentifierOf(issuer)),
                urls.crl().map(ExtensionWriter::crlDistributionPoint).orElse(new byte[0]),
                ExtensionWriter.authorityInfoAccess(urls).orElse(new byte[0]),
                ExtensionWriter.keyUsage(KeyUsage.DIGITAL_SIGNATURE));
    }

    /**
     * A template for certificates issued by {@code issuer}.
     *
     * @param algorithm what the CA signs with; must fit its key
     * @param urls where the CRL, the CA's certificate and OCSP are
     */
    public static LeafTemplate of(Certificate issuer, SignatureAlgorithm algorithm, IssuerUrls urls) {
        CertificateWriter.requireFit(issuer, algorithm);
        return new LeafTemplate(algorithm, issuer, urls);
    }

    /** The algorithm the result must be signed with. */
    public SignatureAlgorithm signatureAlgorithm() {
        return algorithm;
    }

    /**
     * The bytes to be signed for a request that {@link CertificateRequest#check} found no fault in.
     *
     * @param serial positive, at most 20 octets
     */
    public Der build(BigInteger serial, Validity validity, CertificateRequest request) {
        return build(serial, validity, request.subjectAttributes(), request.publicKey());
    }

    /** The bytes to be signed for this subject and key. */
    public Der build(BigInteger serial, Validity validity, SubjectAttributes subject, SubjectPublicKey key) {
        byte[] extensions = DerWriter.tlv(
                DerWriter.constructed(3),
                DerWriter.sequence(
                        extensionsBeforeKey,
                        ExtensionWriter.subjectKeyIdentifier(key.keyIdentifier()),
                        extensionsAfterKey));
        return Der.wrap(DerWriter.sequence(
                CertificateWriter.VERSION_3,
                DerWriter.integer(SerialNumber.requireValid(serial)),
                signatureIdentifier,
                issuerName,
                validity.encoded(),
                DistinguishedName.encode(subject),
                key.der().toByteArray(),
                extensions));
    }
}
