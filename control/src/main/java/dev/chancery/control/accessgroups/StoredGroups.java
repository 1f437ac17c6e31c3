package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.KnownGroups;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;

/** Tells whoever has rules which groups there are. */
public final class StoredGroups implements KnownGroups {
    private final AccessGroupStore store = new AccessGroupStore();

    @Override
    public boolean hold(Tx tx, AccountId account, GroupId group) {
        return (tx.writes() ? store.lock(tx, account, group) : store.find(tx, account, group)).isPresent();
    }
}
