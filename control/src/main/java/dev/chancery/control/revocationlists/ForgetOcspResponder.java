package dev.chancery.control.revocationlists;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.publishing.UploadedResponders;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks the OCSP responder of an uploaded CA no more, and forgets what it said: whom it called revoked is let in again.
 *
 * <p>Refusals: no CA with this id.
 */
public final class ForgetOcspResponder {
    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;

    public ForgetOcspResponder(Database database, TrustLog trust, AuditLog audit) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
    }

    /**
     * @return whether there was one
     * @throws Refusal as the class says
     */
    public boolean forget(AccountAccess access, Family family, UUID id) {
        return database.write(Lane.TRUST, tx -> {
            AuthorityId authority = family.hold(tx, access.account(), id).id();
            List<Change> changes = forget(tx, authority);
            if (changes.isEmpty()) {
                return false;
            }
            AuditEntry entry = AuditEntry.of(access, Action.DELETE, ObjectKind.OCSP_RESPONDER, authority.toString());
            audit.record(
                    tx,
                    TrustLog.believes(tx, authority)
                            ? Deployment.of(tx, trust, changes).note(entry)
                            : entry);
            return true;
        });
    }

    /** Forgets a CA's responder with what it said, and tells what edges have to forget for it; nothing if it had none. */
    static List<Change> forget(Tx tx, AuthorityId authority) {
        List<Change> changes = new ArrayList<>();
        UploadedResponders.entry(tx, authority).map(Change::take).ifPresent(changes::add);
        for (OcspAnswerStore.Kept kept : new OcspAnswerStore().list(tx, authority)) {
            changes.add(Change.take((TrustEntry) kept.answer()));
        }
        UploadedResponders.forget(tx, authority);
        return changes;
    }
}
