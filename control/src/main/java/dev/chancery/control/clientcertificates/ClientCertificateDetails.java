package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.DerException;
import dev.chancery.pki.Pem;
import java.util.UUID;

/**
 * A client certificate as its caller sees it.
 *
 * @param id its id
 * @param status what it is worth
 * @param ca the CA that issued it
 * @param certificate the certificate
 * @param csrText the request it was issued from, PEM as sent but for its line endings
 * @param validityDays the days asked for
 */
public record ClientCertificateDetails(
        ClientCertificateId id,
        ClientCertificateStatus status,
        UUID ca,
        Certificate certificate,
        String csrText,
        int validityDays) {
    /** What a row says. */
    static ClientCertificateDetails of(ClientCertificate row) {
        return of(row, row.status());
    }

    /** What a row says once its status is this one. */
    static ClientCertificateDetails of(ClientCertificate row, ClientCertificateStatus status) {
        try {
            return new ClientCertificateDetails(
                    row.id(), status, row.ca(), Certificate.parse(row.certificate()), csrText(row), row.validityDays());
        } catch (DerException e) {
            throw new DatabaseException("client certificate %s is damaged: %s".formatted(row.id(), e.sentence()), e);
        }
    }

    private static String csrText(ClientCertificate row) {
        String kept = row.csrText();
        return kept == null ? Pem.encode("CERTIFICATE REQUEST", row.csr()) : kept;
    }
}
