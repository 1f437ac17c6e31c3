package dev.chancery.control.identityproviders;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.IdentityProviders;
import java.util.Optional;

/** Tells other features what an identity provider is. */
public final class StoredProviders implements IdentityProviders {
    private final IdentityProviderStore store = new IdentityProviderStore();

    @Override
    public Optional<IdentityProviderType> hold(Tx tx, AccountId account, IdentityProviderId provider) {
        return (tx.writes()
                        ? store.lock(tx, account, provider).map(IdentityProviderStore.Found::provider)
                        : store.find(tx, account, provider))
                .map(IdentityProvider::type);
    }
}
