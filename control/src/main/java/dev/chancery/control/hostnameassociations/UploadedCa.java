package dev.chancery.control.hostnameassociations;

import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.publishing.UploadedCertificates;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.util.Optional;

/** The rule that hostnames are bound to CAs that exist. */
final class UploadedCa {
    private UploadedCa() {}

    /**
     * @param pointer where the caller named the certificate
     * @throws Refusal (1472) if there is none, (1474) if it is a leaf
     */
    static void require(Optional<UploadedCertificates.Kind> found, MtlsCertificateId certificate, String pointer) {
        switch (found.orElseThrow(() -> ErrorCode.MTLS_CERTIFICATE_NOT_FOUND.refusal("Certificate not found"))) {
            case CA -> {}
            case LEAF ->
                throw new Refusal(ErrorCode.CERTIFICATE_NOT_A_CA.at(
                        pointer,
                        "mtls_certificate_id: %s is a leaf certificate (expected: a certificate uploaded with ca true)"
                                .formatted(certificate)));
        }
    }
}
