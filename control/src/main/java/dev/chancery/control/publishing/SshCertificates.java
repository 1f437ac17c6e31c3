package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.List;

/** The SSH certificates of an account's people that have not expired. Implemented by whoever keeps them. */
public interface SshCertificates {
    /**
     * Takes back every certificate of a person, in the transaction that takes back everything else: the revocation lists of
     * their CAs name them once it commits, and a certificate asked for with a token from before is not signed any more if the
     * person's tokens are revoked in the same transaction.
     *
     * @param email whose; compared without regard to case
     * @return the key ids of those that were good until now
     */
    List<String> revokeAll(Tx tx, AccountId account, String email);
}
