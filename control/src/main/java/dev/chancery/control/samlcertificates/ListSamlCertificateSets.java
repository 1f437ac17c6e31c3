package dev.chancery.control.samlcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.SamlCertificateSetId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists an account's certificate sets in the order they were made. Refuses nothing: ids that name no set are passed over. */
public final class ListSamlCertificateSets {
    private static final Comparator<SamlCertificateSet> AS_MADE = Comparator.comparing(SamlCertificateSet::createdOn)
            .thenComparing(set -> set.id().toString());

    private final Database database;
    private final SamlCertificateStore store = new SamlCertificateStore();

    /**
     * Part of a list.
     *
     * @param sets the part
     * @param total how many there are in all
     */
    public record Page(List<SamlCertificateSet> sets, long total) {
        public Page {
            sets = List.copyOf(sets);
        }
    }

    public ListSamlCertificateSets(Database database) {
        this.database = database;
    }

    /** At most so many after the first so many. */
    public Page page(AccountAccess access, long offset, int limit) {
        return database.read(
                tx -> new Page(store.list(tx, access.account(), offset, limit), store.count(tx, access.account())));
    }

    /** Those of these ids that the account has. */
    public List<SamlCertificateSet> named(AccountAccess access, Set<SamlCertificateSetId> ids) {
        return database.read(tx -> named(tx, access, ids));
    }

    private List<SamlCertificateSet> named(Tx tx, AccountAccess access, Set<SamlCertificateSetId> ids) {
        return ids.stream()
                .map(id -> store.find(tx, access.account(), id))
                .flatMap(Optional::stream)
                .sorted(AS_MADE)
                .toList();
    }
}
