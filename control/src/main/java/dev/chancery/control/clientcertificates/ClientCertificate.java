package dev.chancery.control.clientcertificates;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.pki.Der;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate as it is kept.
 *
 * @param ordinal its number in the zone, from 1 in the order issued
 * @param ca the CA that issued it
 * @param serial its serial number, positive
 * @param certificate the certificate
 * @param csr the request it was issued from
 * @param csrText the request as sent, where that is not the canonical PEM of {@code csr}
 * @param validityDays the days asked for
 * @param issuedOn the certificate's notBefore
 * @param expiresOn the certificate's notAfter
 * @param crlPartition the CRL partition the certificate names
 * @param revokedAt when it last left active; null while active
 * @param pendingRevision the trust revision that ends a pending status; null in a final one
 */
public record ClientCertificate(
        ClientCertificateId id,
        ZoneId zone,
        long ordinal,
        UUID ca,
        BigInteger serial,
        ClientCertificateStatus status,
        Der certificate,
        Der csr,
        @Nullable String csrText,
        int validityDays,
        Instant issuedOn,
        Instant expiresOn,
        long crlPartition,
        @Nullable Instant revokedAt,
        @Nullable Long pendingRevision) {}
