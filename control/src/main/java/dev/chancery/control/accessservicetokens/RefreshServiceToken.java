package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Begins a service token's lifetime anew. Its secret stays.
 *
 * <p>Refusals: none with this id (12135, 404).
 */
public final class RefreshServiceToken {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final ServiceTokenStore store = new ServiceTokenStore();

    public RefreshServiceToken(Database database, AuditLog audit, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public ServiceToken refresh(AccountOrZoneAccess access, ServiceTokenId id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.TRUST, tx -> {
            ServiceToken before = store.lock(tx, access.account(), id).orElseThrow(() -> ReadServiceToken.notFound(id));
            ServiceToken after = before.living(before.lifetime(), now);
            store.update(tx, after);
            AuditEntry entry = AuditEntry.of(access, Action.UPDATE, ObjectKind.ACCESS_SERVICE_TOKEN, id.toString())
                    .with("name", after.name());
            audit.record(
                    tx,
                    after.expiresOn()
                            .map(end -> entry.with("expires_at", end.toString()))
                            .orElse(entry));
            Told told = trust.in(tx);
            told.serviceToken(id.uuid());
            told.publish();
            return after;
        });
    }
}
