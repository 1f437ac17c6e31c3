package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.trust.Change;
import java.util.List;

/** The client certificates that name a person. Implemented by whoever keeps them. */
public interface IdentityCertificates {
    /** Those of one person that are good. */
    interface Held {
        /** What edges are to hear. */
        List<Change> changes();

        /**
         * Revokes them, with an audit entry each.
         *
         * @param told the revision that tells edges
         * @return how many
         */
        int revoke(Tx tx, Deployment told);
    }

    /**
     * Finds them. The caller holds the trust head, so that no other transaction changes their status. Reads every certificate of
     * the account's zones that is not revoked: some microseconds each.
     *
     * @param email whose, lower case
     */
    Held of(Tx tx, AccountAccess access, String email);
}
