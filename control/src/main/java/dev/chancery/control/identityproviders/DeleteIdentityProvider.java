package dev.chancery.control.identityproviders;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderUses;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.util.List;

/**
 * Deletes a provider that nothing names, with its secrets. Its certificate set stays: another provider may be given it.
 *
 * <p>Refusals: none with this id (12135, 404); one that something names (12132, 409).
 */
public final class DeleteIdentityProvider {
    private final Database database;
    private final List<IdentityProviderUses> users;
    private final AuditLog audit;
    private final IdentityProviderStore store = new IdentityProviderStore();

    /**
     * @param users everything that can name a provider
     */
    public DeleteIdentityProvider(Database database, List<IdentityProviderUses> users, AuditLog audit) {
        this.database = database;
        this.users = List.copyOf(users);
        this.audit = audit;
    }

    /**
     * @return the id it had
     * @throws Refusal as the class says
     */
    public IdentityProviderId delete(AccountOrZoneAccess access, IdentityProviderId id) {
        return database.write(Lane.GENERAL, tx -> delete(tx, access, id));
    }

    private IdentityProviderId delete(Tx tx, AccountOrZoneAccess access, IdentityProviderId id) {
        IdentityProvider provider = store.lock(tx, access.account(), id)
                .orElseThrow(() -> ReadIdentityProvider.notFound(id))
                .provider();
        for (IdentityProviderUses user : users) {
            if (user.uses(tx, access.account(), id)) {
                throw ErrorCode.ACCESS_CONFLICT.refusal(
                        "access.api.error.conflict: %s uses identity provider %s".formatted(user.user(), id));
            }
        }
        store.delete(tx, id);
        audit.record(
                tx,
                AuditEntry.of(access, Action.DELETE, ObjectKind.IDENTITY_PROVIDER, id.toString())
                        .with("name", provider.name())
                        .with("type", provider.type().word()));
        return id;
    }
}
