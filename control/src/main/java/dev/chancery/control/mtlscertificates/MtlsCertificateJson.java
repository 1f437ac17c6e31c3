package dev.chancery.control.mtlscertificates;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.v4.Rfc3339;
import org.jspecify.annotations.Nullable;

/** A certificate as the API shows it. A nameless one has no {@code name}; {@code updated_at} only answers an upload. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MtlsCertificateJson(
        String id,
        @Nullable String name,
        String issuer,
        String signature,
        String serialNumber,
        String certificates,
        boolean ca,
        String type,
        String uploadedOn,
        @Nullable String updatedAt,
        String expiresOn) {
    static MtlsCertificateJson of(MtlsCertificate certificate) {
        return of(certificate, null);
    }

    static MtlsCertificateJson uploaded(MtlsCertificate certificate) {
        return of(certificate, Rfc3339.micros(certificate.uploadedOn()));
    }

    private static MtlsCertificateJson of(MtlsCertificate certificate, @Nullable String updatedAt) {
        return new MtlsCertificateJson(
                certificate.id().toString(),
                certificate.name().isEmpty() ? null : certificate.name(),
                certificate.issuer(),
                certificate.signature(),
                certificate.serial(),
                certificate.certificates(),
                certificate.ca(),
                certificate.type().word(),
                Rfc3339.micros(certificate.uploadedOn()),
                updatedAt,
                Rfc3339.seconds(certificate.expiresOn()));
    }
}
