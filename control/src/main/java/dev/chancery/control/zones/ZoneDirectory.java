package dev.chancery.control.zones;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.control.cache.CommittedCache;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.ZoneId;
import java.util.Optional;

/** Where the gate looks up zones: in memory, or else in the table. How fresh that is, {@link CommittedCache} tells. */
public final class ZoneDirectory implements Directory, AccessChange {
    private static final long MOST = 100_000;

    private final Database database;
    private final CommittedCache<ZoneId, ZoneEntry> zones;
    private final ZoneStore store = new ZoneStore();

    /**
     * @param ticker nanoseconds on a monotonic clock, for the age of what is remembered
     */
    public ZoneDirectory(Database database, Ticker ticker) {
        this.database = database;
        this.zones = new CommittedCache<>(database.engine(), ticker, MOST);
    }

    @Override
    public Optional<ZoneEntry> zone(ZoneId id) {
        return zones.get(id, key -> database.read(tx -> store.entry(tx, key)));
    }

    /** Forgets one zone once the transaction is durable. */
    void forget(Tx tx, ZoneId id) {
        zones.forget(tx, id);
    }

    /** Forgets all zones once the transaction is durable. */
    @Override
    public void in(Tx tx) {
        zones.forgetAll(tx);
    }
}
