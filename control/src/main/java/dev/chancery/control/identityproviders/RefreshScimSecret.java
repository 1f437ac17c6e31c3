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
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a provider a new SCIM secret for one that was lost; the old one is worth nothing from then on.
 *
 * <p>Refusals: none with this id (12135, 404); one whose SCIM is not enabled (12130).
 */
public final class RefreshScimSecret {
    private final Database database;
    private final ProviderView view;
    private final AuditLog audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final IdentityProviderStore store = new IdentityProviderStore();

    public RefreshScimSecret(
            Database database, ProviderView view, AuditLog audit, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.view = view;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public ShownProvider refresh(AccountOrZoneAccess access, IdentityProviderId id) {
        ScimSecret secret = ScimSecret.generate(random);
        return database.write(Lane.GENERAL, tx -> refresh(tx, access, id, secret));
    }

    private ShownProvider refresh(Tx tx, AccountOrZoneAccess access, IdentityProviderId id, ScimSecret secret) {
        IdentityProvider provider = store.lock(tx, access.account(), id)
                .orElseThrow(() -> ReadIdentityProvider.notFound(id))
                .provider();
        if (!provider.scim().map(ScimConfig::enabled).orElse(false)) {
            throw AccessRefusals.invalid(
                    "identity provider %s has no SCIM (expected: scim_config.enabled true)".formatted(id));
        }
        store.update(tx, provider, new IdentityProviderStore.Secrets(null, secret.hash()), clock.instant());
        audit.record(
                tx,
                AuditEntry.of(access, Action.ROLL, ObjectKind.IDENTITY_PROVIDER, id.toString())
                        .with("secret", "scim"));
        return view.of(tx, provider, Optional.of(secret));
    }
}
