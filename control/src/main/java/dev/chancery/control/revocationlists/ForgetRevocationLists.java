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
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.UUID;

/**
 * Forgets every revocation list of an uploaded CA and where they are fetched from, so that it counts as one that never told: whom it revoked is let in again.
 *
 * <p>Refusals: no CA with this id.
 */
public final class ForgetRevocationLists {
    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final SourceStore sources = new SourceStore();

    public ForgetRevocationLists(Database database, TrustLog trust, AuditLog audit) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
    }

    /**
     * @return how many there were
     * @throws Refusal as the class says
     */
    public int forget(AccountAccess access, Family family, UUID id) {
        return database.write(Lane.TRUST, tx -> forget(tx, access, family, id));
    }

    private int forget(Tx tx, AccountAccess access, Family family, UUID id) {
        TrustEntry.Authority authority = family.hold(tx, access.account(), id);
        sources.forget(tx, id);
        int lists = UploadedLists.list(tx, authority.id()).size();
        if (lists == 0) {
            return 0;
        }
        List<Change> told = TrustLog.believes(tx, authority.id())
                ? UploadedLists.entry(tx, authority.id()).stream()
                        .<Change>map(Change::take)
                        .toList()
                : List.of();
        UploadedLists.forget(tx, authority.id());
        AuditEntry entry = AuditEntry.of(
                access,
                Action.DELETE,
                ObjectKind.REVOCATION_LIST,
                authority.id().toString());
        audit.record(tx, told.isEmpty() ? entry : Deployment.of(tx, trust, told).note(entry));
        return lists;
    }
}
