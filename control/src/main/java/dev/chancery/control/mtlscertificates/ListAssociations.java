package dev.chancery.control.mtlscertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.CertificateUses;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.refusal.Refusal;
import java.util.List;

/**
 * Lists the services that use a certificate, each once, with how far that has come.
 *
 * <p>Refusals: none with this id, or a deleted one (1472, 404).
 */
public final class ListAssociations {
    private final Database database;
    private final List<CertificateUses> services;
    private final MtlsCertificateStore store = new MtlsCertificateStore();

    /** One service that uses a certificate. */
    public record Association(String service, DeploymentStatus status) {}

    /**
     * @param services everything that can use a certificate, in the order it is shown
     */
    public ListAssociations(Database database, List<CertificateUses> services) {
        this.database = database;
        this.services = List.copyOf(services);
    }

    /**
     * @throws Refusal as the class says
     */
    public List<Association> list(AccountAccess access, MtlsCertificateId id) {
        return database.read(tx -> {
            if (store.find(tx, access.account(), id).isEmpty()) {
                throw ReadMtlsCertificate.notFound();
            }
            return uses(tx, services, id);
        });
    }

    static List<Association> uses(Tx tx, List<CertificateUses> services, MtlsCertificateId id) {
        return services.stream()
                .flatMap(service ->
                        service.of(tx, id).stream().map(status -> new Association(service.service(), status)))
                .toList();
    }
}
