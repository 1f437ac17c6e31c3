package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.ReferenceCheck;
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
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes a group.
 *
 * <p>Refusals, all at once: a name or rules that are malformed (6007, 6008, 6009, 12130), and rules that name what the account
 * does not have (12130, at the rule). Then: the account holds as many groups as it may (12130).
 */
public final class CreateGroup {
    private final Database database;
    private final ReferenceCheck check;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final AccessGroupStore store = new AccessGroupStore();
    private final RuleReferenceStore references = new RuleReferenceStore();
    private final SettingStore settings = new SettingStore();

    /**
     * @param ids where new ids come from
     */
    public CreateGroup(
            Database database,
            ReferenceCheck check,
            AuditLog audit,
            AccessTrust trust,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.database = database;
        this.check = check;
        this.audit = audit;
        this.trust = trust;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public AccessGroup create(AccountOrZoneAccess access, GroupDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GroupId id = new GroupId(ids.get());
        AccessGroup group = new AccessGroup(id, draft.name(), draft.isDefault(), draft.rules(), now, now);
        return database.write(Lane.TRUST, tx -> create(tx, access, draft, group));
    }

    private AccessGroup create(Tx tx, AccountOrZoneAccess access, GroupDraft draft, AccessGroup group) {
        List<Fault> faults = new ArrayList<>(draft.faults());
        faults.addAll(check.hold(tx, access.account(), draft.rules(), ""));
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        settings.limit(tx, Quota.ACCESS_GROUPS).ifPresent(most -> {
            if (store.countLocked(tx, access.account()) >= most) {
                throw AccessRefusals.invalid("maximum number of groups has been reached: %d".formatted(most));
            }
        });
        store.insert(tx, access.account(), group);
        references.put(
                tx,
                RuleReferenceStore.Owner.GROUP,
                group.id().uuid(),
                group.rules().references());
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.ACCESS_GROUP,
                                group.id().toString())
                        .with("name", group.name()));
        Told told = trust.in(tx);
        told.group(group.id().uuid());
        told.publish();
        return group;
    }
}
