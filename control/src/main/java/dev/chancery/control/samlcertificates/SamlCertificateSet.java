package dev.chancery.control.samlcertificates;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SamlCertificateSetId;
import java.time.Instant;
import java.util.Optional;

/**
 * A set of encryption certificates.
 *
 * @param id stays the same through rotations
 * @param account whose it is
 * @param createdOn when it was made, in microseconds
 * @param updatedOn when it last rotated, or was made
 * @param current what identity providers are to encrypt to
 * @param previous what was current before; assertions encrypted to it are still read until it expires
 */
public record SamlCertificateSet(
        SamlCertificateSetId id,
        AccountId account,
        Instant createdOn,
        Instant updatedOn,
        SamlCertificate current,
        Optional<SamlCertificate> previous) {
    /** This set after a rotation. */
    SamlCertificateSet rotatedTo(SamlCertificate next, Instant now) {
        return new SamlCertificateSet(id, account, createdOn, now, next, Optional.of(current));
    }
}
