package dev.chancery.control.accessplane;

import dev.chancery.ca.ClientSecret;
import dev.chancery.control.identityproviders.FindProviders;
import dev.chancery.control.identityproviders.IdentityProvider;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds identity providers. */
public final class Providers {
    private final FindProviders find;

    public Providers(FindProviders find) {
        this.find = find;
    }

    /** An account's providers, in the order they were made. */
    public List<SignInProvider> of(AccountId account) {
        return find.of(account).stream().map(Providers::shown).toList();
    }

    /** One of an account's providers. */
    public Optional<SignInProvider> find(AccountId account, UUID id) {
        return of(account).stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /**
     * What a provider knows us by, opened; whoever asks closes it.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public Optional<ClientSecret> secret(SignInProvider provider) {
        return find.secret(provider.account(), new IdentityProviderId(provider.id()));
    }

    private static SignInProvider shown(IdentityProvider provider) {
        return new SignInProvider(
                provider.id().uuid(),
                provider.account(),
                provider.name(),
                provider.type().word(),
                provider.config().members(),
                provider.certificates().map(SamlCertificateSetId::uuid));
    }
}
