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
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes an identity provider.
 *
 * <p>Refusals: a certificate set the account does not have (12130, {@code /saml_certificate_set_id}); a second onetimepin provider
 * (12132, 409); as many providers as the account may have (12130); 1490 (503) for a secret while the seal is missing.
 */
public final class CreateIdentityProvider {
    private final Database database;
    private final KeyCustody keys;
    private final ProviderView view;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final SecureRandom random;
    private final InstantSource clock;
    private final IdentityProviderStore store = new IdentityProviderStore();
    private final SettingStore settings = new SettingStore();

    /**
     * @param ids where new ids come from
     * @param random where SCIM secrets come from
     */
    public CreateIdentityProvider(
            Database database,
            KeyCustody keys,
            ProviderView view,
            AuditLog audit,
            Supplier<UUID> ids,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.view = view;
        this.audit = audit;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public ShownProvider create(AccountOrZoneAccess access, WantedProvider wanted) {
        IdentityProviderId id = new IdentityProviderId(ids.get());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        IdentityProvider provider = new IdentityProvider(
                id,
                access.account(),
                wanted.name(),
                wanted.type(),
                wanted.config(),
                chosen(wanted, Optional.empty()),
                wanted.scim(),
                now);
        Optional<SealedKey> sealed = wanted.secret().map(secret -> keys.seal(access.account(), secret, id.uuid()));
        Optional<ScimSecret> scimSecret =
                wanted.scim().filter(ScimConfig::enabled).map(scim -> ScimSecret.generate(random));
        return database.write(Lane.GENERAL, tx -> {
            requireRoom(tx, access);
            requireSet(tx, view, provider);
            if (!store.insert(
                    tx,
                    provider,
                    new IdentityProviderStore.Secrets(
                            sealed.orElse(null),
                            scimSecret.map(ScimSecret::hash).orElse(null)))) {
                throw ErrorCode.ACCESS_CONFLICT.refusal(
                        "access.api.error.conflict: a onetimepin connection already exists");
            }
            audit.record(
                    tx,
                    described(
                            AuditEntry.of(access, Action.CREATE, ObjectKind.IDENTITY_PROVIDER, id.toString()),
                            provider,
                            wanted));
            return view.of(tx, provider, scimSecret);
        });
    }

    private void requireRoom(Tx tx, AccountOrZoneAccess access) {
        settings.limit(tx, Quota.IDENTITY_PROVIDERS).ifPresent(most -> {
            if (store.countLocked(tx, access.account()) >= most) {
                throw AccessRefusals.invalid("maximum number of identity providers has been reached");
            }
        });
    }

    /** The set a provider is to have, if it has this one now. */
    static Optional<SamlCertificateSetId> chosen(WantedProvider wanted, Optional<SamlCertificateSetId> now) {
        return switch (wanted.certificates()) {
            case WantedProvider.Certificates.AsItIs() -> now;
            case WantedProvider.Certificates.None() -> Optional.empty();
            case WantedProvider.Certificates.Set(SamlCertificateSetId id) -> Optional.of(id);
        };
    }

    static void requireSet(Tx tx, ProviderView view, IdentityProvider provider) {
        provider.certificates()
                .filter(set -> !view.sets().has(tx, provider.account(), set))
                .ifPresent(set -> {
                    throw new Refusal(AccessRefusals.invalid(
                            "/saml_certificate_set_id",
                            "saml_certificate_set_id: %s (expected: a set of the account)".formatted(set)));
                });
    }

    /** What the log says of a provider: never a secret, only that one was given. */
    static AuditEntry described(AuditEntry entry, IdentityProvider provider, WantedProvider wanted) {
        return entry.with("name", provider.name())
                .with("type", provider.type().word())
                .with(
                        "saml_certificate_set",
                        provider.certificates()
                                .map(SamlCertificateSetId::toString)
                                .orElse("none"))
                .with("enable_encryption", Boolean.toString(provider.config().enablesEncryption()))
                .with("client_secret", wanted.secret().isPresent() ? "sealed" : "none sent")
                .with(
                        "scim",
                        provider.scim()
                                .map(scim -> scim.enabled() ? "enabled" : "disabled")
                                .orElse("none"));
    }
}
