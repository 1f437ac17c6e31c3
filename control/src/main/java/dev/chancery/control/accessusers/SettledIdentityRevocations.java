package dev.chancery.control.accessusers;

import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.Settles;

/** Ends {@code pending_revocation} of people on evidence. */
public final class SettledIdentityRevocations implements Settles {
    private final IdentityRevocationStore store = new IdentityRevocationStore();

    @Override
    public int settle(Tx tx, long revision) {
        return store.settle(tx, revision);
    }
}
