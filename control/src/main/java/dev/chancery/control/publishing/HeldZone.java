package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;

/** A zone that is not deleted, and whose parts change one after the other, while a transaction lasts. */
public final class HeldZone {
    private HeldZone() {}

    /**
     * Locks it.
     *
     * @throws Refusal 7003 (404) if it was deleted meanwhile
     */
    public static void lock(Tx tx, ZoneId zone) {
        boolean there = tx.sql("select 1 from zone where id = ? and deleted_on is null"
                        + tx.engine().forUpdate())
                .text(zone.hex())
                .first(row -> true)
                .orElse(false);
        if (!there) {
            throw ErrorCode.INVALID_IDENTIFIER.refusal(
                    "Could not route to /zones/%s, perhaps your object identifier is invalid?".formatted(zone));
        }
    }
}
