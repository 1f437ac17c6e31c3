package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads one service token of an account.
 *
 * <p>Refusals: none with this id (12135, 404).
 */
public final class ReadServiceToken {
    private final Database database;
    private final ServiceTokenStore store = new ServiceTokenStore();

    public ReadServiceToken(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public ServiceToken read(AccountOrZoneAccess access, ServiceTokenId id) {
        return database.read(tx -> store.find(tx, access.account(), id)).orElseThrow(() -> notFound(id));
    }

    static Refusal notFound(ServiceTokenId id) {
        return AccessRefusals.notFound("%s (expected: the id of a service token of the account)".formatted(id));
    }
}
