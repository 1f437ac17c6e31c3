package dev.chancery.control;

import dev.chancery.control.accesskeys.AccessKeyEndpoints;
import dev.chancery.control.accesskeys.AccessKeyring;
import dev.chancery.control.accesskeys.ChangeRotationInterval;
import dev.chancery.control.accesskeys.KeyRotation;
import dev.chancery.control.accesskeys.ReadAccessKeys;
import dev.chancery.control.accesskeys.RotateAccessKeys;
import dev.chancery.control.accesskeys.ScheduledKeyRotation;
import dev.chancery.control.identityproviders.CreateIdentityProvider;
import dev.chancery.control.identityproviders.CreateSamlCertificate;
import dev.chancery.control.identityproviders.DeleteIdentityProvider;
import dev.chancery.control.identityproviders.IdentityProviderEndpoints;
import dev.chancery.control.identityproviders.ListIdentityProviders;
import dev.chancery.control.identityproviders.ProviderView;
import dev.chancery.control.identityproviders.ReadIdentityProvider;
import dev.chancery.control.identityproviders.RefreshScimSecret;
import dev.chancery.control.identityproviders.UpdateIdentityProvider;
import dev.chancery.control.organizations.CreateOrganization;
import dev.chancery.control.organizations.OrganizationEndpoints;
import dev.chancery.control.organizations.ReadOrganization;
import dev.chancery.control.organizations.RevokeUser;
import dev.chancery.control.organizations.StoredAuthDomains;
import dev.chancery.control.organizations.UpdateOrganization;
import dev.chancery.control.publishing.IdentityProviderUses;
import dev.chancery.control.samlcertificates.AssertionKeys;
import dev.chancery.control.samlcertificates.ExpiryRotation;
import dev.chancery.control.samlcertificates.ListSamlCertificateSets;
import dev.chancery.control.samlcertificates.ReadSamlCertificateSet;
import dev.chancery.control.samlcertificates.RotateSamlCertificate;
import dev.chancery.control.samlcertificates.SamlCertificateEndpoints;
import dev.chancery.control.samlcertificates.SetRotation;
import dev.chancery.control.samlcertificates.StoredSets;
import dev.chancery.control.v4.Endpoints;
import java.util.List;

/**
 * Who signs people in to Access: identity providers, their certificates, organizations, and the keys Access signs with.
 *
 * @param usersOfProviders whatever can name an identity provider
 */
record IdentityFamilies(Ground ground, List<IdentityProviderUses> usersOfProviders) {
    List<Endpoints> api() {
        return List.of(identityProviders(), samlCertificates(), organizations(), accessKeys());
    }

    ExpiryRotation samlRotation() {
        return new ExpiryRotation(ground.database(), setRotation(), ground.clock());
    }

    ScheduledKeyRotation keyRotation() {
        return new ScheduledKeyRotation(ground.database(), signingKeyRotation(), ground.accessTrust(), ground.clock());
    }

    AssertionKeys assertionKeys() {
        return new AssertionKeys(ground.database(), ground.custody(), ground.clock());
    }

    AccessKeyring accessKeyring() {
        return new AccessKeyring(ground.database(), ground.custody(), signingKeyRotation(), ground.clock());
    }

    private Endpoints identityProviders() {
        StoredSets sets = new StoredSets(
                ground.custody(),
                ground.options().samlKey(),
                ground.audit(),
                ground.rim().ids(),
                ground.clock());
        ProviderView view = new ProviderView(sets, new StoredAuthDomains());
        return new IdentityProviderEndpoints(new IdentityProviderEndpoints.Operations(
                new ListIdentityProviders(ground.database(), view),
                new CreateIdentityProvider(
                        ground.database(),
                        ground.custody(),
                        view,
                        ground.audit(),
                        ground.rim().ids(),
                        ground.random(),
                        ground.clock()),
                new ReadIdentityProvider(ground.database(), view),
                new UpdateIdentityProvider(
                        ground.database(), ground.custody(), view, ground.audit(), ground.random(), ground.clock()),
                new DeleteIdentityProvider(ground.database(), usersOfProviders, ground.audit()),
                new CreateSamlCertificate(ground.database(), sets, ground.audit(), ground.clock()),
                new RefreshScimSecret(ground.database(), view, ground.audit(), ground.random(), ground.clock())));
    }

    private Endpoints samlCertificates() {
        ReadSamlCertificateSet read = new ReadSamlCertificateSet(ground.database());
        return new SamlCertificateEndpoints(new SamlCertificateEndpoints.Operations(
                new ListSamlCertificateSets(ground.database()), read, new RotateSamlCertificate(read, setRotation())));
    }

    private SetRotation setRotation() {
        return new SetRotation(
                ground.database(),
                ground.custody(),
                ground.options().samlKey(),
                ground.audit(),
                ground.rim().ids(),
                ground.clock());
    }

    private Endpoints organizations() {
        return new OrganizationEndpoints(new OrganizationEndpoints.Operations(
                new ReadOrganization(ground.database()),
                new CreateOrganization(ground.database(), ground.audit(), ground.accessTrust(), ground.clock()),
                new UpdateOrganization(ground.database(), ground.audit(), ground.accessTrust(), ground.clock()),
                new RevokeUser(ground.database(), ground.audit(), ground.accessTrust(), ground.clock())));
    }

    private Endpoints accessKeys() {
        KeyRotation rotation = signingKeyRotation();
        ReadAccessKeys read = new ReadAccessKeys(ground.database(), rotation);
        return new AccessKeyEndpoints(
                new AccessKeyEndpoints.Operations(
                        read,
                        new ChangeRotationInterval(ground.database(), read, ground.audit()),
                        new RotateAccessKeys(read, rotation)),
                ground.clock());
    }

    private KeyRotation signingKeyRotation() {
        return new KeyRotation(
                ground.database(),
                ground.custody(),
                ground.audit(),
                ground.accessTrust(),
                ground.rim().ids(),
                ground.clock());
    }
}
