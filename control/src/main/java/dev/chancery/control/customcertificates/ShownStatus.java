package dev.chancery.control.customcertificates;

import dev.chancery.control.publishing.DeploymentStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The status words of custom certificates. */
public enum ShownStatus {
    /** On every edge. */
    ACTIVE,
    /** On every edge, and past its last instant. */
    EXPIRED,
    /** Never shown: what is deleted is gone. */
    DELETED,
    /** Some edge has not applied it yet. */
    PENDING,
    /** Never shown: a certificate is checked before it is taken. */
    INITIALIZING;

    /** How a certificate stands. */
    static ShownStatus of(CustomCertificate certificate, Instant now) {
        if (certificate.status() == DeploymentStatus.PENDING_DEPLOYMENT) {
            return PENDING;
        }
        return certificate.leaf().notAfter().isBefore(now) ? EXPIRED : ACTIVE;
    }

    /** The word on the wire. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this word. */
    static Optional<ShownStatus> ofWord(String word) {
        for (ShownStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
