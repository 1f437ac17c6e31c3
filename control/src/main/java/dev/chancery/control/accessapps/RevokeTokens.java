package dev.chancery.control.accessapps;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Revokes every token issued for an application so far: whoever checks one compares when it was issued with the instant kept
 * here. The application does not change.
 *
 * <p>Refusals: none with this id that the path shows (12135, 404).
 */
public final class RevokeTokens {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final ApplicationStore store = new ApplicationStore();

    public RevokeTokens(Database database, AuditLog audit, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * @return the id of the application
     * @throws Refusal as the class says
     */
    public ApplicationId revoke(AccountOrZoneAccess access, ApplicationId id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.TRUST, tx -> {
            Application application = store.lock(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            Told told = trust.in(tx);
            told.application(access.account(), id);
            Instant revoked = application.tokensRevokedOn();
            // A clock that went back takes no revocation back.
            store.revokeTokens(tx, id, revoked != null && revoked.isAfter(now) ? revoked : now);
            audit.record(
                    tx,
                    AuditEntry.of(access, Action.REVOKE, ObjectKind.ACCESS_APPLICATION, id.toString())
                            .with("tokens", "all issued so far"));
            told.publish();
            return id;
        });
    }
}
