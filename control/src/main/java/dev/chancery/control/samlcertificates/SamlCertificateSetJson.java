package dev.chancery.control.samlcertificates;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.v4.Json;
import dev.chancery.control.v4.Rfc3339;
import org.jspecify.annotations.Nullable;

/** A set as the API shows it. {@code previous_certificate} is null before the first rotation, never absent. */
record SamlCertificateSetJson(
        String uid,
        String createdAt,
        String updatedAt,
        CertificateJson currentCertificate,
        @Nullable CertificateJson previousCertificate) {
    /** One certificate. */
    record CertificateJson(
            String uid,
            String publicCertificate,
            String notAfter,
            @JsonProperty("is_current") boolean isCurrent) {
        static CertificateJson of(SamlCertificate certificate, boolean current) {
            return new CertificateJson(
                    certificate.id().toString(),
                    certificate.certificate().toPem(),
                    Rfc3339.seconds(certificate.certificate().notAfter()),
                    current);
        }
    }

    static SamlCertificateSetJson of(SamlCertificateSet set) {
        return new SamlCertificateSetJson(
                set.id().toString(),
                Rfc3339.micros(set.createdOn()),
                Rfc3339.micros(set.updatedOn()),
                CertificateJson.of(set.current(), true),
                set.previous()
                        .map(previous -> CertificateJson.of(previous, false))
                        .orElse(null));
    }

    /** The same as a tree, for the answers of others. */
    static JsonNode tree(SamlCertificateSet set) {
        return Json.tree(of(set));
    }
}
