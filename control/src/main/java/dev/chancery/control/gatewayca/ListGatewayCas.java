package dev.chancery.control.gatewayca;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import java.util.List;

/** Lists the gateway CAs of an account: one, or none. Refuses nothing. */
public final class ListGatewayCas {
    private final Database database;
    private final GatewayCaStore store = new GatewayCaStore();

    public ListGatewayCas(Database database) {
        this.database = database;
    }

    /** All of them. */
    public List<GatewayCa> all(AccountAccess access) {
        return database.read(tx -> store.find(tx, access.account())).stream().toList();
    }
}
