package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.ReferenceCheck;
import dev.chancery.control.accessrules.Rule;
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
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes a group anew. What is the same already changes nothing.
 *
 * <p>Refusals: none with this id (12152, 404). Then, all at once: a name or rules that are malformed (6007, 6008, 6009, 12130),
 * rules that name what the account does not have (12130, at the rule), and a group that would come back to itself (12130).
 */
public final class UpdateGroup {
    private final Database database;
    private final ReferenceCheck check;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final AccessGroupStore store = new AccessGroupStore();
    private final RuleReferenceStore references = new RuleReferenceStore();

    public UpdateGroup(
            Database database, ReferenceCheck check, AuditLog audit, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.check = check;
        this.audit = audit;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public AccessGroup update(AccountOrZoneAccess access, GroupId id, GroupDraft draft) {
        return database.write(Lane.TRUST, tx -> update(tx, access, id, draft));
    }

    private AccessGroup update(Tx tx, AccountOrZoneAccess access, GroupId id, GroupDraft draft) {
        AccessGroup before = store.lock(tx, access.account(), id).orElseThrow(() -> ReadGroup.notFound(id));
        List<Fault> faults = new ArrayList<>(draft.faults());
        faults.addAll(check.hold(tx, access.account(), draft.rules(), ""));
        if (faults.isEmpty() && draft.rules().rules().anyMatch(rule -> comesBack(tx, rule, id))) {
            faults.add(AccessRefusals.invalid(
                    "/include",
                    "the rules lead back to the group %s (expected: groups that do not name it)".formatted(id)));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        if (draft.name().equals(before.name())
                && draft.isDefault() == before.isDefault()
                && draft.rules().equals(before.rules())) {
            return before;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AccessGroup after =
                new AccessGroup(id, draft.name(), draft.isDefault(), draft.rules(), before.createdOn(), now);
        store.update(tx, after);
        references.put(
                tx, RuleReferenceStore.Owner.GROUP, id.uuid(), after.rules().references());
        audit.record(
                tx,
                AuditEntry.of(access, Action.UPDATE, ObjectKind.ACCESS_GROUP, id.toString())
                        .with("name", after.name()));
        Told told = trust.in(tx);
        told.group(id.uuid());
        told.publish();
        return after;
    }

    private boolean comesBack(Tx tx, Rule rule, GroupId id) {
        return rule instanceof Rule.Group(GroupId named) && references.leads(tx, named, id);
    }
}
