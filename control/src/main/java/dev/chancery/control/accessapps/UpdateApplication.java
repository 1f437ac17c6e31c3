package dev.chancery.control.accessapps;

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
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.IdentityProviders;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Describes an application anew: what the body leaves out goes back to its default, except the policies, which stay. Its id,
 * audience tag and SSH CA stay too. A body that says what is already there changes nothing.
 *
 * <p>Refusals: none with this id that the path shows (12135, 404); those of a new application; another type than it was made
 * with (12130, {@code /type}).
 */
public final class UpdateApplication {
    private final Database database;
    private final ApplicationPolicies policies;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final Placing placing;
    private final ApplicationStore store = new ApplicationStore();
    private final SshCaStore cas = new SshCaStore();

    public UpdateApplication(
            Database database,
            ApplicationPolicies policies,
            IdentityProviders providers,
            AuditLog audit,
            AccessTrust trust,
            InstantSource clock) {
        this.database = database;
        this.policies = policies;
        this.audit = audit;
        this.trust = trust;
        this.clock = clock;
        this.placing = new Placing(store, providers);
    }

    /**
     * @return the application as it is now
     * @throws Refusal as the class says
     */
    ReadApplication.Shown update(AccountOrZoneAccess access, ApplicationId id, ApplicationDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.TRUST, tx -> {
            Application before = store.lock(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            ApplicationType type = draft.type().orElseThrow(() -> new Refusal(draft.faults()));
            if (type != before.type()) {
                throw new Refusal(AccessRefusals.invalid(
                        "/type",
                        "type: %s (expected: %s, which the application was made with)"
                                .formatted(type.word(), before.type().word())));
            }
            Told told = trust.in(tx);
            told.application(access.account(), id);
            Placing.Placed placed = placing.place(tx, access, type, draft);
            Application after = before.changed(placed.zone(), draft, now);
            if (!after.saysTheSame(before)) {
                write(tx, access, before, after, placed, draft);
            }
            draft.policies().ifPresent(selection -> selection.bind(tx, access, id));
            ReadApplication.Shown shown =
                    ReadApplication.show(tx, after.saysTheSame(before) ? before : after, policies);
            told.publish();
            return shown;
        });
    }

    private void write(
            Tx tx,
            AccountOrZoneAccess access,
            Application before,
            Application after,
            Placing.Placed placed,
            ApplicationDraft draft) {
        ApplicationId id = after.id();
        store.update(tx, before, after);
        store.clearDomains(tx, id);
        placing.claim(tx, after, placed);
        store.clearProviders(tx, id);
        store.insertProviders(
                tx,
                id,
                draft.providers().stream().map(ApplicationDraft.Placed::value).toList());
        cas.find(tx, id).ifPresent(ca -> cas.move(tx, ca, after.zone()));
        audit.record(
                tx,
                AuditEntry.of(access, Action.UPDATE, ObjectKind.ACCESS_APPLICATION, id.toString())
                        .with("name", after.name())
                        .with("domain", after.domain()));
    }
}
