package dev.chancery.control.identityproviders;

import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.AuthDomains;
import dev.chancery.control.publishing.SamlCertificateSets;
import java.util.Optional;

/** Gathers what an answer shows beside a provider. */
public record ProviderView(SamlCertificateSets sets, AuthDomains domains) {
    ShownProvider of(Tx tx, IdentityProvider provider) {
        return of(tx, provider, Optional.empty());
    }

    ShownProvider of(Tx tx, IdentityProvider provider, Optional<ScimSecret> scimSecret) {
        return new ShownProvider(
                provider,
                provider.certificates().flatMap(set -> sets.shown(tx, provider.account(), set)),
                domains.of(tx, provider.account()),
                scimSecret);
    }
}
