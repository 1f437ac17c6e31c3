package dev.chancery.control.clientcertificates;

import dev.chancery.control.issuing.Authority;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.SubjectAttributes;

/** A client certificate as the API shows it; every field is told by the certificate itself. */
record ClientCertificateJson(
        String certificate,
        CertificateAuthority certificateAuthority,
        String commonName,
        String country,
        String csr,
        String expiresOn,
        String fingerprintSha256,
        String id,
        String issuedOn,
        String location,
        String organization,
        String organizationalUnit,
        String serialNumber,
        String signature,
        String ski,
        String state,
        String status,
        int validityDays) {
    /** Who issued it. */
    record CertificateAuthority(String id, String name) {}

    static ClientCertificateJson of(ClientCertificateDetails details) {
        Certificate certificate = details.certificate();
        SubjectAttributes subject = certificate.subjectAttributes();
        return new ClientCertificateJson(
                certificate.toPem(),
                new CertificateAuthority(details.ca().toString(), Authority.NAME),
                subject.commonName(),
                subject.country(),
                CsrText.crlf(details.csrText()),
                Rfc3339.seconds(certificate.notAfter()),
                certificate.fingerprintSha256(),
                details.id().hex(),
                Rfc3339.seconds(certificate.notBefore()),
                subject.locality(),
                subject.organization(),
                subject.organizationalUnit(),
                certificate.serialHex(),
                certificate.signatureName(),
                certificate.skiHex(),
                subject.state(),
                details.status().word(),
                details.validityDays());
    }
}
