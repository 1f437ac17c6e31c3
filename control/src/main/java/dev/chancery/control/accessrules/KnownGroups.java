package dev.chancery.control.accessrules;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;

/** Knows the groups of an account. Implemented by the groups. */
public interface KnownGroups {
    /** Whether the account has the group; in a write, it is not deleted before that write commits. */
    boolean hold(Tx tx, AccountId account, GroupId group);
}
