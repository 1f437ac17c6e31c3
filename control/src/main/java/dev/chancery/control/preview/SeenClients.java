package dev.chancery.control.preview;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.edges.EdgeId;
import dev.chancery.trust.FromEdge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Keeps which clients edges let in: each at each hostname, for a month, and of all the hundred thousand seen last. */
public final class SeenClients implements BiConsumer<EdgeId, FromEdge.Seen> {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST = 100_000;
    private static final int PRUNED_EVERY = 100;

    private final Database database;
    private final InstantSource clock;
    private final SeenClientStore store = new SeenClientStore();
    private final AtomicLong told = new AtomicLong();

    public SeenClients(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void accept(EdgeId edge, FromEdge.Seen seen) {
        List<FromEdge.Sighting> sightings = seen.sightings().stream()
                .filter(sighting -> !sighting.chain().isEmpty())
                .toList();
        boolean prune = told.getAndIncrement() % PRUNED_EVERY == 0;
        database.write(Lane.GENERAL, tx -> {
            store.put(tx, sightings);
            if (prune) {
                store.forget(tx, clock.instant().minus(KEPT));
                store.keep(tx, MOST);
            }
            return sightings.size();
        });
    }
}
