package dev.chancery.control.gatewayca;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Deletes the gateway CA of an account and destroys its private key.
 *
 * <p>Refusals: none with this id in the account, or one deleted already (12135, 404).
 */
public final class DeleteGatewayCa {
    private final Database database;
    private final KeyCustody keys;
    private final AuditLog audit;
    private final GatewayCaStore store = new GatewayCaStore();

    public DeleteGatewayCa(Database database, KeyCustody keys, AuditLog audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * @return the id of what was deleted
     * @throws Refusal as the class says
     */
    public GatewayCaId delete(AccountAccess access, GatewayCaId id) {
        return database.write(Lane.GENERAL, tx -> {
            GatewayCa ca = store.lock(tx, access.account(), id).orElseThrow(() -> none(id));
            store.delete(tx, id);
            keys.forget(tx, ca.key());
            audit.record(tx, AuditEntry.of(access, Action.DELETE, ObjectKind.ACCESS_GATEWAY_CA, id.toString()));
            return id;
        });
    }

    static Refusal none(GatewayCaId id) {
        return AccessRefusals.notFound("no gateway CA has the id %s here".formatted(id));
    }
}
