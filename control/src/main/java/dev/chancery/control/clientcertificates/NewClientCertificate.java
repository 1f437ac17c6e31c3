package dev.chancery.control.clientcertificates;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.pki.Der;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client certificate to be kept; it starts active and gets its ordinal when it is written. */
public record NewClientCertificate(
        ClientCertificateId id,
        ZoneId zone,
        UUID ca,
        BigInteger serial,
        Der certificate,
        Der csr,
        @Nullable String csrText,
        int validityDays,
        Instant issuedOn,
        Instant expiresOn,
        long crlPartition) {}
