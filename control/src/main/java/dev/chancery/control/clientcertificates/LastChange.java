package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.ClientCertificateChanges;

/** Tells which revision last changed a certificate's status. */
public final class LastChange implements ClientCertificateChanges {
    private final Database database;
    private final ClientCertificateStore store;

    public LastChange(Database database, ClientCertificateStore store) {
        this.database = database;
        this.store = store;
    }

    @Override
    public Changed last(ZoneAccess access, String id) {
        return database.read(tx -> {
            ClientCertificate found = FoundCertificate.in(tx, store, access.zone(), id);
            return new Changed(found.id().hex(), found.status().word(), store.statusRevision(tx, found.id()));
        });
    }
}
