package dev.chancery.pki;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/** The same certificates built by Bouncy Castle: what our own writer is compared with, byte by byte. */
final class BouncyOracle {
    private final X509v3CertificateBuilder builder;

    BouncyOracle(
            Certificate issuer, java.math.BigInteger serial, Validity validity, Der subject, SubjectPublicKey key) {
        this(issuer.subject().der(), serial, validity, subject, key);
    }

    BouncyOracle(Der issuer, java.math.BigInteger serial, Validity validity, Der subject, SubjectPublicKey key) {
        builder = new X509v3CertificateBuilder(
                X500Name.getInstance(issuer.toByteArray()),
                serial,
                Date.from(validity.notBefore()),
                Date.from(validity.notAfter()),
                X500Name.getInstance(subject.toByteArray()),
                SubjectPublicKeyInfo.getInstance(key.der().toByteArray()));
    }

    BouncyOracle with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(oid, critical, value);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    BouncyOracle withSubjectKey(Der identifier) {
        return with(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier.toByteArray()));
    }

    BouncyOracle withAuthorityKey(Der identifier) {
        return with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier.toByteArray()));
    }

    BouncyOracle withUrls(IssuerUrls urls) {
        DistributionPoint point = new DistributionPoint(
                new DistributionPointName(new GeneralNames(uri(urls.crl().orElseThrow()))), null, null);
        with(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
        AccessDescription caIssuers = new AccessDescription(
                AccessDescription.id_ad_caIssuers, uri(urls.caIssuers().orElseThrow()));
        AccessDescription ocsp = new AccessDescription(
                AccessDescription.id_ad_ocsp, uri(urls.ocsp().orElseThrow()));
        return with(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
            caIssuers, ocsp
        }));
    }

    static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    /** The TBSCertificate. */
    Der tbs(SignatureAlgorithm algorithm) {
        try {
            return Der.of(builder.build(new Unsigned(algorithm))
                    .toASN1Structure()
                    .getTBSCertificate()
                    .getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signer that leaves the signature empty: only the bytes to be signed are wanted. */
    record Unsigned(SignatureAlgorithm algorithm) implements ContentSigner {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return AlgorithmIdentifier.getInstance(algorithm.identifier().toByteArray());
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public byte[] getSignature() {
            return new byte[0];
        }
    }
}
