package dev.chancery.control.issuing;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import java.util.List;

/**
 * Opens the next CRL partition of every issuing CA whose open one is full, so that no revocation list grows without bound
 * (RFC 5280 section 5.2.5), and tells this process's issuers which partition is open, whichever replica opened it.
 *
 * <p>It is called on a schedule. That a list gets a few certificates more than {@link #FULL} in between does no harm: every
 * row says which partition its certificate names.
 */
public final class PartitionRoller {
    /** How many certificates make a partition full. */
    public static final long FULL = 65_536;

    private final Database database;
    private final ManagedCas cas;
    private final long full;
    private final AuthorityStore store = new AuthorityStore();

    public PartitionRoller(Database database, ManagedCas cas) {
        this(database, cas, FULL);
    }

    /**
     * @param full how many certificates make a partition full, at least 1
     */
    PartitionRoller(Database database, ManagedCas cas, long full) {
        this.database = database;
        this.cas = cas;
        this.full = full;
    }

    /** One round. */
    public void run() {
        List<AuthorityStore.Partition> overdue = database.read(tx -> store.full(tx, full));
        for (AuthorityStore.Partition partition : overdue) {
            database.write(Lane.GENERAL, tx -> {
                store.openNext(tx, partition);
                return null;
            });
        }
        database.read(store::open).forEach(cas::moveTo);
    }
}
