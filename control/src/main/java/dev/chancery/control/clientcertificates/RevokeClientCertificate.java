package dev.chancery.control.clientcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Revokes a client certificate. It is {@code pending_revocation} until every edge is known to refuse it, and {@code revoked} at
 * once where no edge is registered. From the commit on, CRL and OCSP say revoked.
 *
 * <p>Refusals: {@link ErrorCode#CLIENT_CERTIFICATE_NOT_FOUND} (404); {@link ErrorCode#CERTIFICATE_ALREADY_REVOKED} (400) if it
 * is revoked or being revoked.
 */
public final class RevokeClientCertificate {
    private final Transition transition;

    public RevokeClientCertificate(
            Database database, ClientCertificateStore store, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.transition = new Transition(database, store, trust, audit, clock);
    }

    /**
     * Revokes.
     *
     * @param id as sent
     */
    public ClientCertificateDetails revoke(ZoneAccess access, String id) {
        return transition.make(access, id, Action.REVOKE, RevokeClientCertificate::next, tx -> {});
    }

    private static Optional<ClientCertificateStatus> next(ClientCertificateStatus status) {
        return switch (status) {
            case ACTIVE, PENDING_REACTIVATION -> Optional.of(ClientCertificateStatus.PENDING_REVOCATION);
            case PENDING_REVOCATION, REVOKED ->
                throw ErrorCode.CERTIFICATE_ALREADY_REVOKED.refusal(
                        "The client certificate is already deleted: its status is %s (expected: active or"
                                        .formatted(status.word())
                                + " pending_reactivation)");
        };
    }
}
