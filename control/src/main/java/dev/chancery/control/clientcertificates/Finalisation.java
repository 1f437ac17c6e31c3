package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the pending status of client certificates once every edge has applied the revision they wait for, or is lost (DESIGN
 * 4.3). By compare-and-set: a certificate that was changed again since waits for a newer revision and is left alone.
 */
public final class Finalisation {
    private final Database database;
    private final ClientCertificateStore store;

    public Finalisation(Database database, ClientCertificateStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * Makes final what waits for exactly this revision.
     *
     * @param revision one that every edge has applied
     * @return the certificates made final
     */
    public List<ClientCertificateId> finish(long revision) {
        return database.write(Lane.TRUST, tx -> finish(tx, revision));
    }

    private List<ClientCertificateId> finish(Tx tx, long revision) {
        TrustHead.lock(tx);
        List<ClientCertificateId> settled =
                new ArrayList<>(store.settle(tx, ClientCertificateStatus.PENDING_REVOCATION, revision));
        settled.addAll(store.settle(tx, ClientCertificateStatus.PENDING_REACTIVATION, revision));
        return List.copyOf(settled);
    }
}
