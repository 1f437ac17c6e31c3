package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads one group of an account.
 *
 * <p>Refusals: none with this id (12152, 404).
 */
public final class ReadGroup {
    private final Database database;
    private final AccessGroupStore store = new AccessGroupStore();

    public ReadGroup(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public AccessGroup read(AccountOrZoneAccess access, GroupId id) {
        return database.read(tx -> store.find(tx, access.account(), id)).orElseThrow(() -> notFound(id));
    }

    static Refusal notFound(GroupId id) {
        return ErrorCode.ACCESS_GROUP_NOT_FOUND.refusal(
                "access.api.error.group_not_found: %s (expected: the id of a group of the account)".formatted(id));
    }
}
