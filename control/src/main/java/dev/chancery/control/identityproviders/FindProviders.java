package dev.chancery.control.identityproviders;

import dev.chancery.ca.ClientSecret;
import dev.chancery.control.db.Database;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Finds identity providers for whoever signs people in: nobody's call stands behind it, so nobody's permission is asked. */
public final class FindProviders {
    private final Database database;
    private final KeyCustody custody;
    private final IdentityProviderStore store = new IdentityProviderStore();

    public FindProviders(Database database, KeyCustody custody) {
        this.database = database;
        this.custody = custody;
    }

    /** An account's providers, in the order they were made. */
    public List<IdentityProvider> of(AccountId account) {
        return database.read(tx -> store.list(tx, account, Optional.empty(), 0, Integer.MAX_VALUE));
    }

    /**
     * What a provider knows us by; empty where it has no secret.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public Optional<ClientSecret> secret(AccountId account, IdentityProviderId provider) {
        return database.read(tx -> store.clientSecret(tx, account, provider))
                .map(kept -> custody.openSecret(account, kept, provider.uuid()));
    }
}
