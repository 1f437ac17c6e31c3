package dev.chancery.control.clientcertificates;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an OCSP answer needs to know of a certificate.
 *
 * @param revokedAt when it last left active; null while active
 */
public record Standing(
        ClientCertificateStatus status, @Nullable Instant revokedAt) {}
