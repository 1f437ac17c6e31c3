package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;

/**
 * Reads one client certificate of a zone, whatever its status.
 *
 * <p>Refusals: {@link dev.chancery.control.refusal.ErrorCode#CLIENT_CERTIFICATE_NOT_FOUND} (404).
 */
public final class ReadClientCertificate {
    private final Database database;
    private final ClientCertificateStore store;

    public ReadClientCertificate(Database database, ClientCertificateStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * Reads.
     *
     * @param id as sent
     */
    public ClientCertificateDetails read(ZoneAccess access, String id) {
        return ClientCertificateDetails.of(database.read(tx -> FoundCertificate.in(tx, store, access.zone(), id)));
    }
}
