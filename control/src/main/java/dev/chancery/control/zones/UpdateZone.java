package dev.chancery.control.zones;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.ZoneAccess;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Changes what is given of a zone; the rest stays.
 *
 * <p>Refuses: {@code INVALID_IDENTIFIER} if the zone was deleted a moment ago.
 */
final class UpdateZone {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ZoneStore store = new ZoneStore();

    UpdateZone(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is asked for; what is empty stays. */
    record Draft(
            Optional<Boolean> paused,
            Optional<Boolean> chinaNetwork,
            Optional<ZoneType> type,
            Optional<List<String>> vanityNameServers) {
        boolean isEmpty() {
            return paused.isEmpty() && chinaNetwork.isEmpty() && type.isEmpty() && vanityNameServers.isEmpty();
        }
    }

    Zone update(ZoneAccess access, Draft draft) {
        if (draft.isEmpty()) {
            return database.read(tx -> GetZone.found(store, tx, access.zone()));
        }
        return database.write(Lane.GENERAL, tx -> {
            store.lock(tx, access.zone());
            Zone before = GetZone.found(store, tx, access.zone());
            Zone after = new Zone(
                    before.id(),
                    before.account(),
                    before.accountName(),
                    before.name(),
                    draft.type().orElse(before.type()),
                    before.status(),
                    draft.paused().orElse(before.paused()),
                    draft.chinaNetwork().orElse(before.chinaNetwork()),
                    draft.vanityNameServers().orElse(before.vanityNameServers()),
                    before.createdOn(),
                    clock.instant(),
                    before.activatedOn());
            store.update(tx, after);
            audit.record(
                    tx,
                    AuditEntry.of(
                            access, Action.UPDATE, ObjectKind.ZONE, after.id().hex()));
            return after;
        });
    }
}
