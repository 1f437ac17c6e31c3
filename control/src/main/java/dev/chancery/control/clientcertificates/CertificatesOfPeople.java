package dev.chancery.control.clientcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.IdentityCertificates;
import dev.chancery.pki.SerialNumber;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Status;
import dev.chancery.trust.TrustEntry;
import java.time.InstantSource;
import java.util.List;

/** Revokes the client certificates that name a person, themselves or in the request they were issued from. */
public final class CertificatesOfPeople implements IdentityCertificates {
    private final ClientCertificateStore store;
    private final AuditLog audit;
    private final InstantSource clock;

    public CertificatesOfPeople(ClientCertificateStore store, AuditLog audit, InstantSource clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Held of(Tx tx, AccountAccess access, String email) {
        NamedPerson person = new NamedPerson(email);
        List<ClientCertificate> found = store.good(
                tx,
                access.account(),
                certificate -> person.isNamedIn(certificate.certificate()) || person.isNamedIn(certificate.csr()));
        return new Found(access, found);
    }

    private final class Found implements Held {
        private final AccountAccess access;
        private final List<ClientCertificate> certificates;

        private Found(AccountAccess access, List<ClientCertificate> certificates) {
            this.access = access;
            this.certificates = certificates;
        }

        @Override
        public List<Change> changes() {
            return certificates.stream()
                    .map(one ->
                            Change.put(new TrustEntry.Revoked(new AuthorityId(one.ca()), Status.prefix(one.serial()))))
                    .toList();
        }

        @Override
        public int revoke(Tx tx, Deployment told) {
            ClientCertificateStatus next =
                    told.waits() ? ClientCertificateStatus.PENDING_REVOCATION : ClientCertificateStatus.REVOKED;
            for (ClientCertificate one : certificates) {
                if (!store.move(
                        tx, one.zone(), one.id(), one.status(), next, told.pendingRevision(), clock.instant())) {
                    throw new DatabaseException(
                            "client certificate %s changed while the trust head was locked".formatted(one.id()), null);
                }
                store.changedAt(tx, one.id(), told.revision());
                audit.record(
                        tx,
                        told.note(AuditEntry.of(
                                        access,
                                        Action.REVOKE,
                                        ObjectKind.CLIENT_CERTIFICATE,
                                        one.id().hex())
                                .in(one.zone())
                                .with("serial_number", SerialNumber.hex(one.serial()))));
            }
            return certificates.size();
        }
    }
}
