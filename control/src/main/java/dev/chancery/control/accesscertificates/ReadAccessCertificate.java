package dev.chancery.control.accesscertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.Published;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.List;

/**
 * Reads one certificate.
 *
 * <p>Refusals: none of the account with this id (12135, 404).
 */
public final class ReadAccessCertificate {
    private final Database database;
    private final AccessCertificateStore store = new AccessCertificateStore();
    private final BindingStore bindings = new BindingStore();

    public ReadAccessCertificate(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public AccessCertificate read(View view, AccessCertificateId id) {
        return database.read(tx -> store.find(tx, view.account(), id)
                .map(found -> found.with(hostnames(view, bindings.list(tx, id))))
                .orElseThrow(AccessFaults::notFound));
    }

    /** Of the rows of a certificate, what a view shows. */
    static List<Hostname> hostnames(View view, List<Published<ZoneId>> rows) {
        return rows.stream()
                .filter(row -> row.listed() && view.sees(row.what()))
                .map(Published::hostname)
                .toList();
    }
}
