package dev.chancery.control.clientcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.TrustLog;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes a revoked client certificate valid again. It is {@code pending_reactivation} until every edge is known to accept it, and
 * {@code active} at once where no edge is registered; until then CRL and OCSP go on saying revoked. One that is active, or on
 * its way there, is left as it is.
 *
 * <p>Refusals: {@link dev.chancery.control.refusal.ErrorCode#CLIENT_CERTIFICATE_NOT_FOUND} (404); {@link
 * dev.chancery.control.refusal.ErrorCode#CLIENT_CERTIFICATE_QUOTA} (400) if the zone has no room for one more active one.
 */
public final class ReactivateClientCertificate {
    private final Transition transition;
    private final ClientCertificateStore store;
    private final ClientCertificateQuota quota;

    public ReactivateClientCertificate(
            Database database,
            ClientCertificateStore store,
            ClientCertificateQuota quota,
            TrustLog trust,
            AuditLog audit,
            InstantSource clock) {
        this.transition = new Transition(database, store, trust, audit, clock);
        this.store = store;
        this.quota = quota;
    }

    /**
     * Reactivates.
     *
     * @param id as sent
     */
    public ClientCertificateDetails reactivate(ZoneAccess access, String id) {
        return transition.make(
                access,
                id,
                Action.REACTIVATE,
                ReactivateClientCertificate::next,
                tx -> quota.demandRoom(tx, store, access.zone()));
    }

    private static Optional<ClientCertificateStatus> next(ClientCertificateStatus status) {
        return switch (status) {
            case PENDING_REVOCATION, REVOKED -> Optional.of(ClientCertificateStatus.PENDING_REACTIVATION);
            case ACTIVE, PENDING_REACTIVATION -> Optional.empty();
        };
    }
}
