package dev.chancery.control.accessplane;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The log of sign-ins: who came, to what, and whether they were let in. Kept for half a year. */
public final class AccessRequests {
    private static final Duration KEPT = Duration.ofDays(180);

    private final Database database;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final AccessRequestStore store = new AccessRequestStore();

    /**
     * @param ids where new ids come from
     */
    public AccessRequests(Database database, Supplier<UUID> ids, InstantSource clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Notes one; it is durable when this returns. */
    public void note(AccessRequest request) {
        UUID id = ids.get();
        database.write(Lane.GENERAL, tx -> {
            store.insert(tx, id, request, clock.instant());
            return true;
        });
    }

    /** Lets go of what is too old. */
    public void forgetOld() {
        database.write(Lane.GENERAL, tx -> {
            store.deleteBefore(tx, clock.instant().minus(KEPT));
            return true;
        });
    }
}
