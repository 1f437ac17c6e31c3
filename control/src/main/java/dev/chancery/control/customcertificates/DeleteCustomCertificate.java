package dev.chancery.control.customcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.localcertificates.LocalCertificates;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.HeldZone;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes a certificate and destroys its private key, at once; routed hostnames it was for show the local CA's again. Edges that
 * have not heard of it yet go on with the key they have.
 *
 * <p>Refusals: none with this id (1483, 404).
 */
public final class DeleteCustomCertificate {
    private final Database database;
    private final KeyCustody keys;
    private final LocalCertificates local;
    private final TrustLog trust;
    private final AuditLog audit;
    private final CustomCertificateStore store = new CustomCertificateStore();

    public DeleteCustomCertificate(
            Database database, KeyCustody keys, LocalCertificates local, TrustLog trust, AuditLog audit) {
        this.database = database;
        this.keys = keys;
        this.local = local;
        this.trust = trust;
        this.audit = audit;
    }

    /**
     * @throws Refusal as the class says
     */
    public CustomCertificateId delete(ZoneAccess access, CustomCertificateId id) {
        return database.write(Lane.TRUST, tx -> delete(tx, access, id));
    }

    private CustomCertificateId delete(Tx tx, ZoneAccess access, CustomCertificateId id) {
        HeldZone.lock(tx, access.zone());
        CustomCertificate certificate = store.find(tx, access.zone(), id).orElseThrow(ReadCustomCertificates::notFound);
        store.leave(tx, id);
        keys.forget(tx, certificate.key());
        List<Change> changes = new ArrayList<>(local.decide(tx, access.zone(), certificate.patterns()));
        changes.add(Change.take(certificate.entry()));
        Deployment deployment = Deployment.of(tx, trust, changes);
        if (deployment.waits()) {
            store.await(tx, id, deployment.revision());
        } else {
            store.delete(tx, id);
        }
        audit.record(
                tx,
                deployment.note(AuditEntry.of(access, Action.DELETE, ObjectKind.CUSTOM_CERTIFICATE, id.toString())
                        .with("fingerprint", certificate.leaf().fingerprintSha256())));
        return id;
    }
}
