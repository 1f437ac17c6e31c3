package dev.chancery.control.organizations;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Changes what a call names of an organization and leaves the rest as it is; null goes back to the default.
 *
 * <p>Refusals: the account has none yet (9999, 404); the auth domain is another organization's (12132, 409, {@code /auth_domain});
 * switches that do not go together (12130).
 */
public final class UpdateOrganization {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final OrganizationStore store = new OrganizationStore();

    public UpdateOrganization(Database database, AuditLog audit, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public Organization update(
            AccountOrZoneAccess access,
            Optional<String> name,
            Optional<Hostname> authDomain,
            Map<String, Optional<JsonNode>> settings) {
        return database.write(Lane.TRUST, tx -> update(tx, access, name, authDomain, settings));
    }

    private Organization update(
            Tx tx,
            AccountOrZoneAccess access,
            Optional<String> name,
            Optional<Hostname> authDomain,
            Map<String, Optional<JsonNode>> settings) {
        Organization before = store.lock(tx, access.account()).orElseThrow(ReadOrganization::notEnabled);
        Organization after = new Organization(
                before.account(),
                name.orElse(before.name()),
                authDomain.orElse(before.authDomain()),
                before.settings().with(settings),
                before.createdOn(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (store.isTaken(tx, access.account(), after.authDomain()) || !store.replace(tx, after)) {
            throw CreateOrganization.taken(after.authDomain());
        }
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.UPDATE,
                                ObjectKind.ACCESS_ORGANIZATION,
                                access.account().hex())
                        .with("name", after.name())
                        .with("auth_domain", after.authDomain().ascii())
                        .with("changed", String.join(", ", settings.keySet())));
        Told told = trust.in(tx);
        told.organization(access.account());
        told.publish();
        return after;
    }
}
