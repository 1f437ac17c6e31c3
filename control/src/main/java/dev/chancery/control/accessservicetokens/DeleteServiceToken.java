package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.RuleReferenceStore;
import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Deletes a service token that no rule names, and its secrets with it.
 *
 * <p>Refusals: none with this id (12135, 404); a policy or a group names it (12132, 409).
 */
public final class DeleteServiceToken {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final ServiceTokenStore store = new ServiceTokenStore();
    private final RuleReferenceStore references = new RuleReferenceStore();

    public DeleteServiceToken(Database database, AuditLog audit, AccessTrust trust) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
    }

    /**
     * @return what was deleted
     * @throws Refusal as the class says
     */
    public ServiceToken delete(AccountOrZoneAccess access, ServiceTokenId id) {
        return database.write(Lane.TRUST, tx -> delete(tx, access, id));
    }

    private ServiceToken delete(Tx tx, AccountOrZoneAccess access, ServiceTokenId id) {
        ServiceToken token = store.lock(tx, access.account(), id).orElseThrow(() -> ReadServiceToken.notFound(id));
        references.userOf(tx, id).ifPresent(user -> {
            throw AccessRefusals.conflict(
                    "service token is in use: a rule of %s names it (expected: none)".formatted(user));
        });
        store.delete(tx, id);
        audit.record(
                tx,
                AuditEntry.of(access, Action.DELETE, ObjectKind.ACCESS_SERVICE_TOKEN, id.toString())
                        .with("name", token.name())
                        .with("client_id", token.clientId()));
        Told told = trust.in(tx);
        told.serviceToken(id.uuid());
        told.publish();
        return token;
    }
}
