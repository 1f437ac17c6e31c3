package dev.chancery.control.accesscertificates;

import dev.chancery.control.v4.Rfc3339;
import dev.chancery.trust.Hostname;
import java.util.List;

/** A certificate as the API shows it; the certificate itself is not in it. */
record AccessCertificateJson(
        String id,
        String name,
        String fingerprint,
        List<String> associatedHostnames,
        String createdAt,
        String updatedAt,
        String expiresOn) {
    static AccessCertificateJson of(AccessCertificate certificate) {
        return new AccessCertificateJson(
                certificate.id().toString(),
                certificate.name(),
                certificate.fingerprint(),
                certificate.hostnames().stream().map(Hostname::ascii).toList(),
                Rfc3339.micros(certificate.createdOn()),
                Rfc3339.micros(certificate.updatedOn()),
                Rfc3339.seconds(certificate.expiresOn()));
    }
}
