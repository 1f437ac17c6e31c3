package dev.chancery.control.zones;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;

/**
 * Shows one zone.
 *
 * <p>Refuses: {@code INVALID_IDENTIFIER} if the zone was deleted a moment ago.
 */
final class GetZone {
    private final Database database;
    private final ZoneStore store = new ZoneStore();

    GetZone(Database database) {
        this.database = database;
    }

    Zone get(ZoneAccess access) {
        return database.read(tx -> found(store, tx, access.zone()));
    }

    static Zone found(ZoneStore store, Tx tx, ZoneId id) {
        return store.find(tx, id)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "Could not route to /zones/%s, perhaps your object identifier is invalid?".formatted(id)));
    }
}
