package dev.chancery.control.accessapps;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderUses;
import java.util.Optional;

/** Tells other features of applications: what kind they are, and which identity providers they name. */
public final class KnownApplications implements Applications, IdentityProviderUses {
    private final ApplicationStore store = new ApplicationStore();

    @Override
    public Optional<Kind> find(Tx tx, AccountOrZoneAccess access, ApplicationId application) {
        return store.find(tx, access, application).map(found -> found.type().kind());
    }

    @Override
    public Optional<Kind> hold(Tx tx, AccountOrZoneAccess access, ApplicationId application) {
        return store.lock(tx, access, application).map(found -> found.type().kind());
    }

    @Override
    public boolean has(Tx tx, AccountId account, ApplicationId application) {
        return store.has(tx, account, application);
    }

    @Override
    public String user() {
        return "an application";
    }

    @Override
    public boolean uses(Tx tx, AccountId account, IdentityProviderId provider) {
        return store.namesProvider(tx, account, provider);
    }
}
