package dev.chancery.control.accessapps;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.IdentityProviders;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes an application.
 *
 * <p>Refusals, everything wrong with the body and with what it names at once: a type that is missing or not kept, a member that
 * is not what it may be, a place outside the account's zones, at a zone's path outside the zone, an identity provider that is
 * not there (12130, each at its pointer; 6007 and 6008 for wrong types and missing members). Then: as many applications as the
 * account may have (12130); a second launcher, device enrolment or isolation application (12136, 409); places that belong to
 * another application (12132, 409); what the policies refuse; an account that was deleted meanwhile (7003, 404).
 */
public final class CreateApplication {
    private final Database database;
    private final ApplicationPolicies policies;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final Supplier<UUID> ids;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Placing placing;
    private final ApplicationStore store = new ApplicationStore();
    private final SettingStore settings = new SettingStore();

    /**
     * @param ids where new ids come from
     * @param random where audience tags come from
     */
    public CreateApplication(
            Database database,
            ApplicationPolicies policies,
            IdentityProviders providers,
            AuditLog audit,
            AccessTrust trust,
            Supplier<UUID> ids,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.policies = policies;
        this.audit = audit;
        this.trust = trust;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.placing = new Placing(store, providers);
    }

    /**
     * @throws Refusal as the class says
     */
    ReadApplication.Shown create(AccountOrZoneAccess access, ApplicationDraft draft) {
        ApplicationType type = draft.type().orElseThrow(() -> new Refusal(draft.faults()));
        ApplicationId id = new ApplicationId(ids.get());
        AudTag aud = AudTag.random(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.TRUST, tx -> {
            if (!LiveRow.ACCOUNT.hold(tx, access.account().hex())) {
                throw ErrorCode.INVALID_IDENTIFIER.refusal(
                        "Could not route to /accounts/%s, perhaps your object identifier is invalid?"
                                .formatted(access.account()));
            }
            Told told = trust.in(tx);
            told.application(access.account(), id);
            Placing.Placed placed = placing.place(tx, access, type, draft);
            checkQuota(tx, access);
            Application application = new Application(
                    id,
                    access.account(),
                    placed.zone(),
                    store.nextOrdinal(tx, access.account()),
                    type,
                    draft.name(),
                    draft.domain(),
                    aud,
                    draft.members(),
                    now,
                    now,
                    null);
            write(tx, access, application, placed, draft);
            ReadApplication.Shown shown = ReadApplication.show(tx, application, policies);
            told.publish();
            return shown;
        });
    }

    private void checkQuota(Tx tx, AccountOrZoneAccess access) {
        settings.limit(tx, Quota.ACCESS_APPLICATIONS).ifPresent(most -> {
            if (store.count(tx, View.ofAccount(access.account())) >= most) {
                throw AccessRefusals.invalid(
                        "maximum number of applications has been reached: %d (expected: at most %d)"
                                .formatted(most, most));
            }
        });
    }

    private void write(
            Tx tx, AccountOrZoneAccess access, Application application, Placing.Placed placed, ApplicationDraft draft) {
        if (!store.insert(tx, application)) {
            throw new Refusal(ErrorCode.ACCESS_APPLICATION_EXISTS.at(
                    "/type",
                    "access.api.error.application_already_exists: type: %s (expected: a type the account has no application"
                                    .formatted(application.type().word())
                            + " of)"));
        }
        placing.claim(tx, application, placed);
        store.insertProviders(
                tx,
                application.id(),
                draft.providers().stream().map(ApplicationDraft.Placed::value).toList());
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.ACCESS_APPLICATION,
                                application.id().toString())
                        .with("type", application.type().word())
                        .with("name", application.name())
                        .with("domain", application.domain()));
        draft.policies().ifPresent(selection -> selection.bind(tx, access, application.id()));
    }
}
