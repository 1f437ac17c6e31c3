package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import java.util.Optional;

/**
 * What a feature that lies below an Access application must know of it. Implemented by the applications.
 *
 * <p>Whoever locks more than one row locks the application's first.
 */
public interface Applications {
    /** What policies must know of an application's type. */
    enum Kind {
        /** Its policies say how targets are reached: they only allow, and may name SSH users. */
        INFRASTRUCTURE,
        /** Any other type. */
        OTHER
    }

    /** A live application the caller's path shows: any of the account's; of a zone, those with a domain in that zone. */
    Optional<Kind> find(Tx tx, AccountOrZoneAccess access, ApplicationId application);

    /** The same in a write, and no other transaction changes or deletes the application before that write commits. */
    Optional<Kind> hold(Tx tx, AccountOrZoneAccess access, ApplicationId application);

    /** Whether the account has a live application with this id, whatever its domains. */
    boolean has(Tx tx, AccountId account, ApplicationId application);
}
