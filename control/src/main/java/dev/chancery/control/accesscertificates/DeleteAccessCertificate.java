package dev.chancery.control.accesscertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Published;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.publishing.UploadedResponders;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.AuthorityId;
import java.time.InstantSource;
import java.util.List;

/**
 * Deletes a certificate that no hostname is bound to, in any zone. That edges have not all heard of a hostname's release does not
 * keep it: its row stays until they have.
 *
 * <p>Refusals: none of the account with this id, or deleted already (12135, 404); hostnames are bound to it (12132, 409).
 */
public final class DeleteAccessCertificate {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final AccessCertificateStore store = new AccessCertificateStore();
    private final BindingStore bindings = new BindingStore();

    public DeleteAccessCertificate(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public void delete(View view, AccessCertificateId id) {
        database.write(Lane.GENERAL, tx -> delete(tx, view, id));
    }

    private AccessCertificateId delete(Tx tx, View view, AccessCertificateId id) {
        AccessCertificate found = store.lock(tx, view.account(), id).orElseThrow(AccessFaults::notFound);
        List<Published<ZoneId>> bound =
                bindings.list(tx, id).stream().filter(Published::listed).toList();
        if (!bound.isEmpty()) {
            throw AccessFaults.conflict("certificate has active associations: %s (expected: no associated hostnames)"
                    .formatted(Publication.names(bound)));
        }
        store.delete(tx, id, clock.instant());
        UploadedLists.forget(tx, new AuthorityId(id.uuid()));
        UploadedResponders.forget(tx, new AuthorityId(id.uuid()));
        audit.record(
                tx,
                view.entry(Action.DELETE, ObjectKind.ACCESS_CERTIFICATE, id.toString())
                        .with("name", found.name())
                        .with("fingerprint", found.fingerprint()));
        return id;
    }
}
