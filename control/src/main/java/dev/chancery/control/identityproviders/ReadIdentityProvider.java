package dev.chancery.control.identityproviders;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads one provider of an account.
 *
 * <p>Refusals: none with this id (12135, 404).
 */
public final class ReadIdentityProvider {
    private final Database database;
    private final ProviderView view;
    private final IdentityProviderStore store = new IdentityProviderStore();

    public ReadIdentityProvider(Database database, ProviderView view) {
        this.database = database;
        this.view = view;
    }

    /**
     * @throws Refusal as the class says
     */
    public ShownProvider read(AccountOrZoneAccess access, IdentityProviderId id) {
        return database.read(tx -> store.find(tx, access.account(), id).map(provider -> view.of(tx, provider)))
                .orElseThrow(() -> notFound(id));
    }

    static Refusal notFound(IdentityProviderId id) {
        return AccessRefusals.notFound("identity provider %s".formatted(id));
    }
}
