package dev.chancery.control.organizations;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.RevokedPeople;
import java.time.Instant;
import java.util.Optional;

/** Tells other features whose tokens were revoked. */
public final class StoredRevocations implements RevokedPeople {
    private final OrganizationStore store = new OrganizationStore();

    @Override
    public Optional<Instant> revokedOn(Tx tx, AccountId account, String email) {
        return store.revokedOn(tx, account, email);
    }
}
