package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneAccess;
import java.util.List;
import java.util.Optional;

/**
 * Lists the client certificates of a zone in the order issued, so that one issued meanwhile never shifts a page (DESIGN 4.7).
 * What a page costs depends neither on its number nor on how many there are.
 *
 * <p>Refusals: none; past the end there is nothing.
 */
public final class ListClientCertificates {
    private final Database database;
    private final ClientCertificateStore store;

    public ListClientCertificates(Database database, ClientCertificateStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * A slice and the total it was cut from, both as of one instant.
     *
     * @param items in the order issued
     * @param total all that pass the filter
     */
    public record Slice(List<ClientCertificateDetails> items, long total) {
        public Slice {
            items = List.copyOf(items);
        }
    }

    private record Rows(List<ClientCertificate> rows, long total) {}

    /**
     * Lists.
     *
     * @param status only these; empty for all
     * @param offset how many come before the slice
     * @param limit how many it has at most
     */
    public Slice list(ZoneAccess access, Optional<ClientCertificateStatus> status, long offset, int limit) {
        Rows found = database.read(tx -> rows(tx, access, status, offset, limit));
        return new Slice(found.rows().stream().map(ClientCertificateDetails::of).toList(), found.total());
    }

    private Rows rows(Tx tx, ZoneAccess access, Optional<ClientCertificateStatus> status, long offset, int limit) {
        return status.map(one -> new Rows(
                        store.list(tx, access.zone(), one, offset, limit), store.count(tx, access.zone(), one)))
                .orElseGet(
                        () -> new Rows(store.list(tx, access.zone(), offset, limit), store.count(tx, access.zone())));
    }
}
