package dev.chancery.control.zones;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Makes a zone. It is active at once: there are no name servers whose change would prove ownership, and whoever may make zones
 * in a self-hosted house may name them.
 *
 * <p>Refuses: {@code PERMISSION_DENIED} if the caller does not hold Zone Write on all zones of the account, or there is no such
 * account; {@code ZONE_EXISTS} if a live zone has this name, in whatever account.
 */
final class CreateZone {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ZoneStore store = new ZoneStore();

    CreateZone(Database database, AuditLog audit, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    Zone create(Actor actor, AccountId account, ZoneName name, ZoneType type) {
        if (!actor.principal()
                .mayThroughout(Set.of(PermissionGroup.ZONE_WRITE), new ResourceSelector.ZonesOfAccount(account))) {
            throw denied();
        }
        ZoneId id = new ZoneId(HexId.random(random));
        Instant now = clock.instant();
        return database.write(Lane.GENERAL, tx -> {
            String accountName = store.holdAccount(tx, account).orElseThrow(CreateZone::denied);
            Zone zone = new Zone(
                    id, account, accountName, name, type, ZoneStatus.ACTIVE, false, false, List.of(), now, now, now);
            if (!store.insert(tx, zone)) {
                throw new Refusal(ErrorCode.ZONE_EXISTS.at("/name", "%s already exists".formatted(name)));
            }
            audit.record(
                    tx,
                    AuditEntry.of(new AccountAccess(account, actor), Action.CREATE, ObjectKind.ZONE, id.hex())
                            .in(id)
                            .with("name", name.ascii()));
            return zone;
        });
    }

    private static Refusal denied() {
        return ErrorCode.PERMISSION_DENIED.refusal("Authentication error");
    }
}
