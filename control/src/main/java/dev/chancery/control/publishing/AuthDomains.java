package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.Hostname;
import java.util.Optional;

/** Where people sign in. Implemented by the organizations; asked by whatever shows or checks an address of theirs. */
public interface AuthDomains {
    /** The account's own; empty until it has an organization. */
    Optional<Hostname> of(Tx tx, AccountId account);
}
