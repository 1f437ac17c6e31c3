package dev.chancery.control.clientcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.audit.Outcome;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.pki.SerialNumber;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Status;
import dev.chancery.trust.TrustEntry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a certificate gets another status that edges must know: status, revision, counts, the mark on its CRL partition and the
 * audit entry in one commit (DESIGN 4.2, 4.3).
 *
 * <p>For the maintainer: the trust head is locked before the row is changed, not after. Everything that changes a status takes
 * the head first, on every replica, so no two of them ever hold what the other waits for; issuance takes no part in this. What
 * is refused is refused before the lock.
 */
final class Transition {
    private final Database database;
    private final ClientCertificateStore store;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;

    Transition(Database database, ClientCertificateStore store, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Changes a status, or leaves it.
     *
     * @param id as sent
     * @param action what the audit log calls it
     * @param decide the pending status to go to, from the one the certificate has; empty to leave it; may refuse. Asked again
     *     if the status changed while waiting for the head
     * @param guard asked in the transaction before the change; may refuse
     */
    ClientCertificateDetails make(
            ZoneAccess access,
            String id,
            Action action,
            Function<ClientCertificateStatus, Optional<ClientCertificateStatus>> decide,
            Guard guard) {
        Made made = database.write(Lane.TRUST, tx -> {
            ClientCertificate found = FoundCertificate.in(tx, store, access.zone(), id);
            if (decide.apply(found.status()).isEmpty()) {
                return new Made(found, found.status());
            }
            boolean edges = TrustHead.edgesHoldLeases(tx);
            // From here on nobody else changes a status.
            ClientCertificate current = FoundCertificate.in(tx, store, access.zone(), id);
            Optional<ClientCertificateStatus> pending = decide.apply(current.status());
            if (pending.isEmpty()) {
                return new Made(current, current.status());
            }
            guard.check(tx);
            return move(
                    tx,
                    access,
                    action,
                    current,
                    edges ? pending.get() : pending.get().settled());
        });
        return ClientCertificateDetails.of(made.row(), made.now());
    }

    /** A row as it was found, and the status it has now. */
    private record Made(ClientCertificate row, ClientCertificateStatus now) {}

    /** A condition of a change. */
    @FunctionalInterface
    interface Guard {
        /** Refuses, or does nothing. */
        void check(Tx tx);
    }

    /** A leaf is believed revoked from the moment of its revocation to that of its reactivation, whoever has heard so far. */
    private static Change told(ClientCertificate certificate, ClientCertificateStatus next) {
        TrustEntry entry =
                new TrustEntry.Revoked(new AuthorityId(certificate.ca()), Status.prefix(certificate.serial()));
        return next.settled() == ClientCertificateStatus.REVOKED ? Change.put(entry) : Change.take(entry);
    }

    private Made move(
            Tx tx, ZoneAccess access, Action action, ClientCertificate current, ClientCertificateStatus next) {
        long revision = trust.publish(tx, List.of(told(current, next)));
        boolean pending = next != next.settled();
        boolean moved = store.move(
                tx, access.zone(), current.id(), current.status(), next, pending ? revision : null, clock.instant());
        if (!moved) {
            throw new DatabaseException(
                    "client certificate %s changed while the trust head was locked".formatted(current.id()), null);
        }
        store.changedAt(tx, current.id(), revision);
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                action,
                                ObjectKind.CLIENT_CERTIFICATE,
                                current.id().hex())
                        .with("serial_number", SerialNumber.hex(current.serial()))
                        .with("revision", Long.toString(revision))
                        .ending(pending ? Outcome.PENDING : Outcome.SUCCESS));
        return new Made(current, next);
    }
}
