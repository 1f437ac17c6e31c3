package dev.chancery.control.hostnameassociations;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Published;
import dev.chancery.control.publishing.UploadedCertificates;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.List;

/**
 * Lists the hostnames of an authority in a zone, in the order they were given.
 *
 * <p>Refusals: an uploaded CA that is not there (1472, 404); an uploaded certificate that is no CA (1474, at
 * {@code mtls_certificate_id}).
 */
public final class ListHostnameAssociations {
    private final Database database;
    private final UploadedCertificates uploaded;
    private final HostnameAssociationStore store = new HostnameAssociationStore();

    public ListHostnameAssociations(Database database, UploadedCertificates uploaded) {
        this.database = database;
        this.uploaded = uploaded;
    }

    /**
     * @throws Refusal as the class says
     */
    public List<Hostname> list(ZoneAccess access, Authority authority) {
        return database.read(tx -> {
            if (authority instanceof Authority.Uploaded(var certificate)) {
                UploadedCa.require(
                        uploaded.kind(tx, access.account(), certificate), certificate, "mtls_certificate_id");
            }
            return store.list(tx, access.zone(), authority).stream()
                    .filter(Published::listed)
                    .map(Published::hostname)
                    .toList();
        });
    }
}
