package dev.chancery.pki;

import java.math.BigInteger;

/** Composes a TBSCertificate (RFC 5280 section 4.1) from its parts. */
final class CertificateWriter {
    static final byte[] VERSION_3 = DerWriter.tlv(DerWriter.constructed(0), DerWriter.integer(BigInteger.TWO));

    private CertificateWriter() {}

    static Der tbs(
            BigInteger serial,
            SignatureAlgorithm algorithm,
            DistinguishedName issuer,
            Validity validity,
            DistinguishedName subject,
            SubjectPublicKey key,
            byte[]... extensions) {
        return Der.wrap(DerWriter.sequence(
                VERSION_3,
                DerWriter.integer(SerialNumber.requireValid(serial)),
                algorithm.identifier().toByteArray(),
                issuer.der().toByteArray(),
                validity.encoded(),
                subject.der().toByteArray(),
                key.der().toByteArray(),
                DerWriter.tlv(DerWriter.constructed(3), DerWriter.sequence(extensions))));
    }

    /** The issuer's subject key identifier: what its certificate says, else what its key gives. */
    static Der keyIdentifierOf(Certificate issuer) {
        return issuer.subjectKeyIdentifier().orElseGet(() -> issuer.publicKey().keyIdentifier());
    }

    static void requireFit(Certificate issuer, SignatureAlgorithm algorithm) {
        requireFit(issuer.publicKey(), algorithm);
    }

    static void requireFit(SubjectPublicKey key, SignatureAlgorithm algorithm) {
        if (!algorithm.fits(key.algorithm()) || !algorithm.isSound()) {
            throw new IllegalArgumentException(algorithm.apiName() + " is not for a CA key of algorithm "
                    + key.algorithm().displayName());
        }
    }
}
