package dev.chancery.control.accessapps;

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
import dev.chancery.control.refusal.Refusal;

/**
 * Deletes the SSH CA of an application and destroys its private key. Servers that trust the key trust what it signed until that
 * expires.
 *
 * <p>Refusals: no application with this id that the path shows, or one without an SSH CA (12135, 404).
 */
public final class DeleteSshCa {
    private final Database database;
    private final KeyCustody keys;
    private final AuditLog audit;
    private final ApplicationStore applications = new ApplicationStore();
    private final SshCaStore store = new SshCaStore();

    public DeleteSshCa(Database database, KeyCustody keys, AuditLog audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * @return the id of the CA that was deleted
     * @throws Refusal as the class says
     */
    public SshCaId delete(AccountOrZoneAccess access, ApplicationId id) {
        return database.write(Lane.GENERAL, tx -> {
            Application application = applications.lock(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            SshCa ca = store.find(tx, application.id()).orElseThrow(() -> ReadSshCa.none(id));
            delete(tx, store, keys, audit, access, ca);
            return ca.id();
        });
    }

    static void delete(Tx tx, SshCaStore store, KeyCustody keys, AuditLog audit, AccountOrZoneAccess access, SshCa ca) {
        store.delete(tx, ca);
        keys.forget(tx, ca.key());
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.DELETE,
                                ObjectKind.ACCESS_SSH_CA,
                                ca.id().hex())
                        .with("application", ca.application().toString()));
    }
}
