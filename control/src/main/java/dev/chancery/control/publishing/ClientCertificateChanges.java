package dev.chancery.control.publishing;

import dev.chancery.control.principal.ZoneAccess;
import org.jspecify.annotations.Nullable;

/** What edges must know of a client certificate: which revision last changed its status. */
public interface ClientCertificateChanges {
    /**
     * The last change of a certificate's status.
     *
     * @param id the certificate's
     * @param status its word now
     * @param revision the trust revision that changed it; null while it is as it was issued
     */
    record Changed(String id, String status, @Nullable Long revision) {}

    /**
     * @param id as sent
     * @throws dev.chancery.control.refusal.Refusal (1415) if the zone has none with this id
     */
    Changed last(ZoneAccess access, String id);
}
