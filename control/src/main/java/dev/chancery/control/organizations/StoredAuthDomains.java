package dev.chancery.control.organizations;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.AuthDomains;
import dev.chancery.trust.Hostname;
import java.util.Optional;

/** Tells other features where an account's people sign in. */
public final class StoredAuthDomains implements AuthDomains {
    private final OrganizationStore store = new OrganizationStore();

    @Override
    public Optional<Hostname> of(Tx tx, AccountId account) {
        return store.find(tx, account).map(Organization::authDomain);
    }
}
