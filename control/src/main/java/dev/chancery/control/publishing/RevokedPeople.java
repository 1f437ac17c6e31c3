package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.Optional;

/** The people whose tokens were revoked. Implemented by the organizations. */
public interface RevokedPeople {
    /**
     * When a person's tokens were last revoked: those issued before are worth nothing.
     *
     * @param email in lower case
     */
    Optional<Instant> revokedOn(Tx tx, AccountId account, String email);
}
