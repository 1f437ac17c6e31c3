package dev.chancery.control.identityproviders;

import dev.chancery.ca.SealedKey;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts a provider's name and config in the place of what it had. What an answer never shows, or a call does not name, stays: the
 * client secret, the certificate set, SCIM.
 *
 * <p>Refusals: none with this id (12135, 404); another type than it has (12130, {@code /type}); no secret where one is needed
 * (12130, {@code /config/client_secret}); a certificate set the account does not have (12130, {@code /saml_certificate_set_id});
 * 1490 (503) for a secret while the seal is missing.
 */
public final class UpdateIdentityProvider {
    private final Database database;
    private final KeyCustody keys;
    private final ProviderView view;
    private final AuditLog audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final IdentityProviderStore store = new IdentityProviderStore();

    /**
     * @param random where SCIM secrets come from
     */
    public UpdateIdentityProvider(
            Database database,
            KeyCustody keys,
            ProviderView view,
            AuditLog audit,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.view = view;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public ShownProvider update(AccountOrZoneAccess access, IdentityProviderId id, WantedProvider wanted) {
        Optional<SealedKey> sealed = wanted.secret().map(secret -> keys.seal(access.account(), secret, id.uuid()));
        return database.write(Lane.GENERAL, tx -> update(tx, access, id, wanted, sealed));
    }

    private ShownProvider update(
            Tx tx,
            AccountOrZoneAccess access,
            IdentityProviderId id,
            WantedProvider wanted,
            Optional<SealedKey> sealed) {
        IdentityProviderStore.Found found =
                store.lock(tx, access.account(), id).orElseThrow(() -> ReadIdentityProvider.notFound(id));
        IdentityProvider before = found.provider();
        if (wanted.type() != before.type()) {
            throw new Refusal(AccessRefusals.invalid(
                    "/type",
                    "type: %s (expected: %s; a provider keeps its type)"
                            .formatted(wanted.type().word(), before.type().word())));
        }
        if (wanted.config().needsSecret(wanted.type()) && sealed.isEmpty() && !found.secret()) {
            throw new Refusal(AccessRefusals.invalid(
                    "/config/client_secret",
                    "client_secret: missing (expected: a string, unless pkce_enabled is true)"));
        }
        IdentityProvider after = new IdentityProvider(
                id,
                before.account(),
                wanted.name(),
                before.type(),
                wanted.config(),
                CreateIdentityProvider.chosen(wanted, before.certificates()),
                wanted.scim().or(before::scim),
                before.createdOn());
        CreateIdentityProvider.requireSet(tx, view, after);
        Optional<ScimSecret> scimSecret = after.scim()
                .filter(scim -> scim.enabled() && !found.scimSecret())
                .map(scim -> ScimSecret.generate(random));
        store.update(
                tx,
                after,
                new IdentityProviderStore.Secrets(
                        sealed.orElse(null), scimSecret.map(ScimSecret::hash).orElse(null)),
                clock.instant());
        audit.record(
                tx,
                CreateIdentityProvider.described(
                        AuditEntry.of(access, Action.UPDATE, ObjectKind.IDENTITY_PROVIDER, id.toString()),
                        after,
                        wanted));
        return view.of(tx, after, scimSecret);
    }
}
