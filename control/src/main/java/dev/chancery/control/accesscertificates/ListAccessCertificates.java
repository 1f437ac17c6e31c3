package dev.chancery.control.accesscertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.Published;
import java.util.List;
import java.util.Map;

/** Lists the account's certificates in the order they were added, whichever view asks. Refuses nothing. */
public final class ListAccessCertificates {
    private final Database database;
    private final AccessCertificateStore store = new AccessCertificateStore();
    private final BindingStore bindings = new BindingStore();

    /**
     * Part of a list.
     *
     * @param certificates the part
     * @param total how many there are in all
     */
    public record Page(List<AccessCertificate> certificates, long total) {
        public Page {
            certificates = List.copyOf(certificates);
        }
    }

    public ListAccessCertificates(Database database) {
        this.database = database;
    }

    /** At most so many after the first so many. */
    public Page page(View view, long offset, int limit) {
        return database.read(tx -> page(tx, view, offset, limit));
    }

    private Page page(Tx tx, View view, long offset, int limit) {
        Map<AccessCertificateId, List<Published<ZoneId>>> hostnames = bindings.list(tx, view.account(), offset, limit);
        List<AccessCertificate> certificates = store.list(tx, view.account(), offset, limit).stream()
                .map(found -> found.with(
                        ReadAccessCertificate.hostnames(view, hostnames.getOrDefault(found.id(), List.of()))))
                .toList();
        return new Page(certificates, store.count(tx, view.account()));
    }
}
