package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.Settles;

/** Ends {@code pending_revocation} and {@code pending_reactivation} on evidence. */
public final class SettledClientCertificates implements Settles {
    private final ClientCertificateStore store;

    public SettledClientCertificates(ClientCertificateStore store) {
        this.store = store;
    }

    @Override
    public int settle(Tx tx, long revision) {
        return store.settle(tx, ClientCertificateStatus.PENDING_REVOCATION, revision)
                        .size()
                + store.settle(tx, ClientCertificateStatus.PENDING_REACTIVATION, revision)
                        .size();
    }
}
