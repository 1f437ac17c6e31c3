package dev.chancery.control.accessusers;

import dev.chancery.control.v4.Rfc3339;

/** A revocation of a person as it is shown. */
record IdentityRevocationJson(
        String id,
        String email,
        String status,
        long clientCertificates,
        long sshCertificates,
        String revokedAt,
        long revision) {
    static IdentityRevocationJson of(IdentityRevocation revocation) {
        return new IdentityRevocationJson(
                revocation.id().toString(),
                revocation.email(),
                revocation.status().word(),
                revocation.clientCertificates(),
                revocation.sshCertificates(),
                Rfc3339.micros(revocation.revokedOn()),
                revocation.revision());
    }
}
