package dev.chancery.control.localcertificates;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.pki.Certificate;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.HostnamePattern;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A server certificate of the local CA.
 *
 * @param zone where the hostname is routed
 * @param account whose zone it is
 * @param key the id of its key, which is its id for edges too
 * @param madeOn when, in microseconds
 */
record LocalCertificate(
        Hostname hostname, ZoneId zone, AccountId account, Certificate certificate, UUID key, Instant madeOn) {
    /** What edges are told of it. */
    TrustEntry.ServerCertificate entry() {
        return new TrustEntry.ServerCertificate(
                key, List.of(HostnamePattern.of(hostname)), List.of(certificate), madeOn);
    }
}
