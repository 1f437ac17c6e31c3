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
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an account's organization.
 *
 * <p>Refusals: the account has one (12132, 409); the auth domain is another organization's (12132, 409, {@code /auth_domain});
 * switches that do not go together (12130).
 */
public final class CreateOrganization {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final OrganizationStore store = new OrganizationStore();

    public CreateOrganization(Database database, AuditLog audit, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public Organization create(
            AccountOrZoneAccess access, String name, Hostname authDomain, Map<String, Optional<JsonNode>> settings) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Organization organization = new Organization(
                access.account(), name, authDomain, OrganizationSettings.NONE.with(settings), now, now);
        return database.write(Lane.TRUST, tx -> {
            if (store.lock(tx, access.account()).isPresent()) {
                throw exists();
            }
            if (store.isTaken(tx, access.account(), authDomain) || !store.insert(tx, organization)) {
                throw taken(authDomain);
            }
            audit.record(
                    tx,
                    AuditEntry.of(
                                    access,
                                    Action.CREATE,
                                    ObjectKind.ACCESS_ORGANIZATION,
                                    access.account().hex())
                            .with("name", name)
                            .with("auth_domain", authDomain.ascii()));
            Told told = trust.in(tx);
            told.organization(access.account());
            told.publish();
            return organization;
        });
    }

    private static Refusal exists() {
        return ErrorCode.ACCESS_CONFLICT.refusal(
                "access.api.error.conflict: the account has an organization (expected: none; change it by PUT)");
    }

    static Refusal taken(Hostname authDomain) {
        return new Refusal(AccessRefusals.conflict(
                "/auth_domain",
                "auth_domain: %s is another organization's (expected: a free one)".formatted(authDomain)));
    }
}
