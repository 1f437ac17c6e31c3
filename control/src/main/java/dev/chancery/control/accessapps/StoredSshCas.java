package dev.chancery.control.accessapps;

import dev.chancery.control.accessrules.SshCertificateMember;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.SshApplications;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.control.publishing.SshTerms;
import dev.chancery.pki.SshNetwork;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells other features of the SSH CAs of applications, and of what their users' certificates say. */
public final class StoredSshCas implements SshApplications {
    /** What the member of applications may be. */
    static final Shape SHAPE = new Shape.Fields(
            Map.of(
                    "lifetime",
                            new Shape.Formed(
                                    text -> SshCertificateMember.lifetime(text).isPresent(),
                                    SshCertificateMember.LIFETIME),
                    "source_addresses",
                            new Shape.Each(
                                    new Shape.Formed(
                                            text -> SshNetwork.parse(text).isPresent(), SshCertificateMember.SOURCE),
                                    100),
                    "force_command", new Shape.Formed(SshCertificateMember::isCommand, SshCertificateMember.COMMAND)),
            Set.of());

    private final ApplicationPolicies policies;
    private final SshTerms standard;
    private final ApplicationStore applications = new ApplicationStore();
    private final SshCaStore cas = new SshCaStore();

    /**
     * @param policies what policies say of their people's certificates
     * @param lifetime of certificates of which nobody says anything, in whole seconds
     */
    public StoredSshCas(ApplicationPolicies policies, Duration lifetime) {
        this.policies = policies;
        this.standard = SshTerms.lasting(lifetime);
    }

    @Override
    public Optional<SshAuthority> find(Tx tx, String id) {
        return cas.find(tx, id).map(StoredSshCas::authority);
    }

    @Override
    public Optional<Found> ofAudience(Tx tx, AccountId account, String audience, Optional<UUID> policy) {
        return applications
                .ofAudience(tx, account, audience)
                .map(application -> new Found(
                        application.id(),
                        application.tokensRevokedOn(),
                        terms(tx, application, policy),
                        cas.find(tx, application.id()).map(StoredSshCas::authority)));
    }

    @Override
    public SshAuthority of(Tx tx, AccountOrZoneAccess access, ApplicationId id) {
        Application application = applications.find(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
        return cas.find(tx, application.id()).map(StoredSshCas::authority).orElseThrow(() -> ReadSshCa.none(id));
    }

    private SshTerms terms(Tx tx, Application application, Optional<UUID> policy) {
        SshTerms said =
                SshCertificateMember.over(standard, application.members().path(SshCertificateMember.NAME));
        return policy.flatMap(id -> policies.sshCertificate(tx, application.id(), id))
                .map(member -> SshCertificateMember.over(said, member))
                .orElse(said);
    }

    private static SshAuthority authority(SshCa ca) {
        return new SshAuthority(ca.id().hex(), ca.account(), ca.publicKey(), ca.key(), ca.createdOn());
    }
}
