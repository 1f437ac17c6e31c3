package dev.chancery.control.zones;

import dev.chancery.control.db.Database;
import java.util.List;

/** Lists the zones a caller may know of. It refuses nothing of its own. */
final class ListZones {
    private final Database database;
    private final ZoneStore store = new ZoneStore();

    ListZones(Database database) {
        this.database = database;
    }

    record Page(List<Zone> zones, long total) {}

    Page list(ZoneQuery asked) {
        return database.read(tx -> new Page(store.list(tx, asked), store.count(tx, asked)));
    }
}
