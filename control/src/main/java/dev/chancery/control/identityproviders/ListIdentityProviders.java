package dev.chancery.control.identityproviders;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import java.util.List;
import java.util.Optional;

/** Lists an account's providers in the order they were made. Refuses nothing. */
public final class ListIdentityProviders {
    private final Database database;
    private final ProviderView view;
    private final IdentityProviderStore store = new IdentityProviderStore();

    /**
     * Part of a list.
     *
     * @param providers the part
     * @param total how many the filter shows in all
     */
    public record Page(List<ShownProvider> providers, long total) {
        public Page {
            providers = List.copyOf(providers);
        }
    }

    public ListIdentityProviders(Database database, ProviderView view) {
        this.database = database;
        this.view = view;
    }

    /** At most so many after the first so many: all of them, or those with or without SCIM. */
    public Page page(AccountOrZoneAccess access, Optional<Boolean> scim, long offset, int limit) {
        return database.read(tx -> new Page(
                store.list(tx, access.account(), scim, offset, limit).stream()
                        .map(provider -> view.of(tx, provider))
                        .toList(),
                store.count(tx, access.account(), scim)));
    }
}
