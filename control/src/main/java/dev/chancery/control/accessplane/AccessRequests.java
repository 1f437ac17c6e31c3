package dev.chancery.control.accessplane;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The log of sign-ins: who came, to what, and whether they were let in; and who those people are. Kept for half a year. */
public final class AccessRequests {
    /** How long. */
    public static final Duration KEPT = Duration.ofDays(180);

    private final Database database;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final AccessRequestStore store = new AccessRequestStore();
    private final SeenUserStore users = new SeenUserStore();

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
            Instant now = clock.instant();
            store.insert(tx, id, request, now);
            request.user()
                    .ifPresent(user -> users.put(
                            tx, request.account(), user, request.refused().isEmpty(), now));
            return true;
        });
    }

    /** Lets go of what is too old. */
    public void forgetOld() {
        database.write(Lane.GENERAL, tx -> {
            Instant end = clock.instant().minus(KEPT);
            store.deleteBefore(tx, end);
            users.deleteIdle(tx, end);
            return true;
        });
    }
}
