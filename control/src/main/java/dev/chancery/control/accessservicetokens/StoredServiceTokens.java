package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.KnownServiceTokens;
import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;

/** Tells whoever has rules which service tokens there are. */
public final class StoredServiceTokens implements KnownServiceTokens {
    private final ServiceTokenStore store = new ServiceTokenStore();

    @Override
    public boolean hold(Tx tx, AccountId account, ServiceTokenId token) {
        return (tx.writes() ? store.lock(tx, account, token) : store.find(tx, account, token)).isPresent();
    }
}
