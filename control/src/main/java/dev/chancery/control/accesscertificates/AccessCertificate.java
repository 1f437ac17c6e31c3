package dev.chancery.control.accesscertificates;

import dev.chancery.trust.Hostname;
import java.time.Instant;
import java.util.List;

/**
 * A CA of Access as a view shows it.
 *
 * @param id its id
 * @param name for people; need not be unique
 * @param fingerprint of the first certificate, {@code MD5 Fingerprint=AA:BB…}: a label, never for trust
 * @param hostnames those whose clients it judges, in the caller's order, as far as the view sees them
 * @param createdOn when, in microseconds
 * @param updatedOn when its name or its hostnames last changed, in microseconds
 * @param expiresOn the notAfter of the first certificate, in seconds
 */
public record AccessCertificate(
        AccessCertificateId id,
        String name,
        String fingerprint,
        List<Hostname> hostnames,
        Instant createdOn,
        Instant updatedOn,
        Instant expiresOn) {
    public AccessCertificate {
        hostnames = List.copyOf(hostnames);
    }

    /** This one with these hostnames. */
    AccessCertificate with(List<Hostname> newHostnames) {
        return new AccessCertificate(id, name, fingerprint, newHostnames, createdOn, updatedOn, expiresOn);
    }
}
