package dev.chancery.control.accessrules;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;

/** Knows the service tokens of an account. Implemented by the service tokens. */
public interface KnownServiceTokens {
    /** Whether the account has the token; in a write, it is not deleted before that write commits. */
    boolean hold(Tx tx, AccountId account, ServiceTokenId token);
}
