package dev.chancery.pki;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** CA certificates and those a CA needs itself: root, issuing CA, OCSP responder. Answers the bytes to be signed. */
public final class CaTemplate {
    private CaTemplate() {}

    /**
     * A self-signed root: basicConstraints critical CA, keyUsage critical keyCertSign and cRLSign, key identifiers.
     *
     * @param serial positive, at most 20 octets
     * @param key the root's own key
     * @param algorithm what it signs itself with; must fit the key
     */
    public static Der root(
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
                ExtensionWriter.basicConstraints(true, OptionalInt.empty()),
                ExtensionWriter.keyUsage(KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN),
                ExtensionWriter.subjectKeyIdentifier(key.keyIdentifier()),
                ExtensionWriter.authorityKeyIdentifier(key.keyIdentifier()));
    }

    /**
     * An issuing CA under {@code root}: as a root, with path length 0, so that it issues only leaves.
     *
     * @param algorithm what the root signs with; must fit the root's key
     * @param urls where to learn about the root; {@link IssuerUrls#NONE} to leave the extensions out
     */
    public static Der issuing(
            Certificate root,
            SignatureAlgorithm algorithm,
            BigInteger serial,
            Validity validity,
            DistinguishedName subject,
            SubjectPublicKey key,
            IssuerUrls urls) {
        CertificateWriter.requireFit(root, algorithm);
        List<byte[]> extensions = new ArrayList<>(List.of(
                ExtensionWriter.basicConstraints(true, OptionalInt.of(0)),
                ExtensionWriter.keyUsage(KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN),
                ExtensionWriter.subjectKeyIdentifier(key.keyIdentifier()),
                ExtensionWriter.authorityKeyIdentifier(CertificateWriter.keyIdentifierOf(root))));
        urls.crl().map(ExtensionWriter::crlDistributionPoint).ifPresent(extensions::add);
        ExtensionWriter.authorityInfoAccess(urls).ifPresent(extensions::add);
        return CertificateWriter.tbs(
                serial, algorithm, root.subject(), validity, subject, key, extensions.toArray(byte[][]::new));
    }

    /**
     * A delegated OCSP responder (RFC 6960 section 4.2.2.2): extendedKeyUsage OCSPSigning, id-pkix-ocsp-nocheck, so that
     * clients need not ask about the responder itself.
     *
     * @param issuer the CA whose certificates it answers for
     * @param algorithm what the issuer signs with; must fit its key
     */
    public static Der ocspResponder(
            Certificate issuer,
            SignatureAlgorithm algorithm,
            BigInteger serial,
            Validity validity,
            DistinguishedName subject,
            SubjectPublicKey key) {
        CertificateWriter.requireFit(issuer, algorithm);
        return CertificateWriter.tbs(
                serial,
                algorithm,
                issuer.subject(),
                validity,
                subject,
                key,
                ExtensionWriter.basicConstraints(false, OptionalInt.empty()),
                ExtensionWriter.keyUsage(KeyUsage.DIGITAL_SIGNATURE),
                ExtensionWriter.extendedKeyUsage(Oids.OCSP_SIGNING),
                ExtensionWriter.subjectKeyIdentifier(key.keyIdentifier()),
                ExtensionWriter.authorityKeyIdentifier(CertificateWriter.keyIdentifierOf(issuer)),
                ExtensionWriter.ocspNoCheck());
    }
}
