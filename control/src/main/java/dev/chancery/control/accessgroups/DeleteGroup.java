package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.RuleReferenceStore;
import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Deletes a group that no rule names.
 *
 * <p>Refusals: none with this id (12152, 404); a policy or another group names it (12132, 409).
 */
public final class DeleteGroup {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final AccessGroupStore store = new AccessGroupStore();
    private final RuleReferenceStore references = new RuleReferenceStore();

    public DeleteGroup(Database database, AuditLog audit, AccessTrust trust) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
    }

    /**
     * @throws Refusal as the class says
     */
    public void delete(AccountOrZoneAccess access, GroupId id) {
        database.write(Lane.TRUST, tx -> delete(tx, access, id));
    }

    private GroupId delete(Tx tx, AccountOrZoneAccess access, GroupId id) {
        AccessGroup group = store.lock(tx, access.account(), id).orElseThrow(() -> ReadGroup.notFound(id));
        references.userOf(tx, id).ifPresent(user -> {
            throw AccessRefusals.conflict("group is in use: a rule of %s names it (expected: none)".formatted(user));
        });
        references.remove(tx, RuleReferenceStore.Owner.GROUP, id.uuid());
        store.delete(tx, id);
        audit.record(
                tx,
                AuditEntry.of(access, Action.DELETE, ObjectKind.ACCESS_GROUP, id.toString())
                        .with("name", group.name()));
        Told told = trust.in(tx);
        told.group(id.uuid());
        told.publish();
        return id;
    }
}
