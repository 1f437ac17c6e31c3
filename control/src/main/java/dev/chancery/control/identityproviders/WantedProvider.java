package dev.chancery.control.identityproviders;

import dev.chancery.ca.ClientSecret;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.SamlCertificateSetId;
import java.util.Optional;

/**
 * What a caller wants a provider to be; well-formed, and what it names not looked up.
 *
 * @param secret the client secret; empty leaves the one there is
 * @param certificates the certificate set
 * @param scim empty leaves what there is
 */
public record WantedProvider(
        String name,
        IdentityProviderType type,
        ProviderConfig config,
        Optional<ClientSecret> secret,
        Certificates certificates,
        Optional<ScimConfig> scim) {
    /** Which set a provider is to have. */
    public sealed interface Certificates {
        /** The one it has, if it has one. */
        record AsItIs() implements Certificates {}

        /** None. */
        record None() implements Certificates {}

        /** This one. */
        record Set(SamlCertificateSetId id) implements Certificates {}
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "WantedProvider[%s, %s]".formatted(name, type.word());
    }
}
