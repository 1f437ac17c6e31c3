package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.TrustEntry;
import java.util.Optional;
import java.util.UUID;

/** The CAs somebody uploaded, of one family. */
public interface UploadedCas {
    /** A live CA of the account, as edges believe it. */
    Optional<TrustEntry.Authority> find(Tx tx, AccountId account, UUID id);

    /** The same in a write: until it commits the CA is not deleted, and is bound to no other hostname. */
    Optional<TrustEntry.Authority> hold(Tx tx, AccountId account, UUID id);
}
