package dev.chancery.control.mtlscertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import java.util.List;

/** Lists an account's certificates in the order they were uploaded. Refuses nothing: what a filter does not match is empty. */
public final class ListMtlsCertificates {
    private final Database database;
    private final MtlsCertificateStore store = new MtlsCertificateStore();

    /**
     * Part of a list.
     *
     * @param certificates the part
     * @param total how many the filter shows in all
     */
    public record Page(List<MtlsCertificate> certificates, long total) {
        public Page {
            certificates = List.copyOf(certificates);
        }
    }

    public ListMtlsCertificates(Database database) {
        this.database = database;
    }

    /** The whole list. */
    public List<MtlsCertificate> all(AccountAccess access, CertificateFilter filter) {
        return database.read(tx -> store.list(tx, access.account(), filter, 0, Long.MAX_VALUE));
    }

    /** At most so many after the first so many. */
    public Page page(AccountAccess access, CertificateFilter filter, long offset, int limit) {
        return database.read(tx -> new Page(
                store.list(tx, access.account(), filter, offset, limit), store.count(tx, access.account(), filter)));
    }
}
