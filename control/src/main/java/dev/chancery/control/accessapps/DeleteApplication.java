package dev.chancery.control.accessapps;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.refusal.Refusal;

/**
 * Deletes an application with its own policies and its SSH CA, whose private key is destroyed.
 *
 * <p>Refusals: none with this id that the path shows, or one deleted already (12135, 404).
 */
public final class DeleteApplication {
    private final Database database;
    private final ApplicationPolicies policies;
    private final KeyCustody keys;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final ApplicationStore store = new ApplicationStore();
    private final SshCaStore cas = new SshCaStore();

    public DeleteApplication(
            Database database, ApplicationPolicies policies, KeyCustody keys, AuditLog audit, AccessTrust trust) {
        this.database = database;
        this.policies = policies;
        this.keys = keys;
        this.audit = audit;
        this.trust = trust;
    }

    /**
     * @return the id of what was deleted
     * @throws Refusal as the class says
     */
    ApplicationId delete(AccountOrZoneAccess access, ApplicationId id) {
        database.write(Lane.TRUST, tx -> {
            Application application = store.lock(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            Told told = trust.in(tx);
            told.application(access.account(), id);
            policies.release(tx, access, id);
            cas.find(tx, id).ifPresent(ca -> DeleteSshCa.delete(tx, cas, keys, audit, access, ca));
            delete(tx, access, application);
            told.publish();
            return id;
        });
        return id;
    }

    private void delete(Tx tx, AccountOrZoneAccess access, Application application) {
        store.delete(tx, application);
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.DELETE,
                                ObjectKind.ACCESS_APPLICATION,
                                application.id().toString())
                        .with("name", application.name())
                        .with("domain", application.domain()));
    }
}
