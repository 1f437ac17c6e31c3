package dev.chancery.control.identityproviders;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.SamlCertificateSetId;
import java.time.Instant;
import java.util.Optional;

/**
 * An identity provider. Its secrets are elsewhere.
 *
 * @param id its id
 * @param account whose it is
 * @param name shown to users; 1 to 350 characters, need not be unique
 * @param type never changes
 * @param config what it is reached with, without secrets
 * @param certificates what its assertions are encrypted to, if it is of type saml and has been given a set
 * @param scim how it may change users; empty where nobody ever said
 * @param createdOn when it was made
 */
public record IdentityProvider(
        IdentityProviderId id,
        AccountId account,
        String name,
        IdentityProviderType type,
        ProviderConfig config,
        Optional<SamlCertificateSetId> certificates,
        Optional<ScimConfig> scim,
        Instant createdOn) {}
