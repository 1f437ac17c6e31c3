package dev.chancery.control.customcertificates;

import dev.chancery.control.v4.Rfc3339;
import java.time.Instant;
import java.util.List;

/** A certificate as the API shows it. */
record CustomCertificateJson(
        String id,
        String zoneId,
        String type,
        String bundleMethod,
        List<String> hosts,
        String issuer,
        String signature,
        String status,
        String uploadedOn,
        String modifiedOn,
        String expiresOn) {
    static CustomCertificateJson of(CustomCertificate certificate, Instant now) {
        return new CustomCertificateJson(
                certificate.id().toString(),
                certificate.zone().hex(),
                certificate.type().word(),
                certificate.bundleMethod().word(),
                certificate.hosts(),
                certificate.leaf().issuerString(),
                certificate.leaf().signatureName(),
                ShownStatus.of(certificate, now).word(),
                Rfc3339.micros(certificate.uploadedOn()),
                Rfc3339.micros(certificate.modifiedOn()),
                Rfc3339.seconds(certificate.leaf().notAfter()));
    }
}
