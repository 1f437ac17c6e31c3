package dev.chancery.control;

import dev.chancery.control.accessapps.ApplicationEndpoints;
import dev.chancery.control.accessapps.ChangeSettings;
import dev.chancery.control.accessapps.CheckPolicies;
import dev.chancery.control.accessapps.CreateApplication;
import dev.chancery.control.accessapps.CreateSshCa;
import dev.chancery.control.accessapps.DeleteApplication;
import dev.chancery.control.accessapps.DeleteSshCa;
import dev.chancery.control.accessapps.ListApplications;
import dev.chancery.control.accessapps.ListSshCas;
import dev.chancery.control.accessapps.ReadApplication;
import dev.chancery.control.accessapps.ReadSshCa;
import dev.chancery.control.accessapps.RevokeTokens;
import dev.chancery.control.accessapps.SshCaEndpoints;
import dev.chancery.control.accessapps.StoredSshCas;
import dev.chancery.control.accessapps.UpdateApplication;
import dev.chancery.control.accessplane.SshSigner;
import dev.chancery.control.db.Database;
import dev.chancery.control.gatewayca.CreateGatewayCa;
import dev.chancery.control.gatewayca.DeleteGatewayCa;
import dev.chancery.control.gatewayca.GatewayCaEndpoints;
import dev.chancery.control.gatewayca.ListGatewayCas;
import dev.chancery.control.gatewayca.StoredGatewayCas;
import dev.chancery.control.organizations.StoredRevocations;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.IdentityProviders;
import dev.chancery.control.publishing.SshApplications;
import dev.chancery.control.publishing.SshCertificates;
import dev.chancery.control.publishing.SshGateways;
import dev.chancery.control.sshcertificates.ForgetSshCertificates;
import dev.chancery.control.sshcertificates.KrlEndpoints;
import dev.chancery.control.sshcertificates.ReadKrl;
import dev.chancery.control.sshcertificates.RevokeSshCertificates;
import dev.chancery.control.sshcertificates.SignForPerson;
import dev.chancery.control.sshcertificates.SshCertificateEndpoints;
import dev.chancery.control.sshcertificates.StoredSshCertificates;
import dev.chancery.control.v4.Endpoints;
import java.util.List;

/**
 * Applications, the CAs of their users' SSH keys, the gateway's CA.
 *
 * @param policies what applications have of policies
 * @param providers what they have of identity providers
 * @param sshApplications their SSH CAs
 * @param gateways the gateways' SSH CAs
 */
record ApplicationFamilies(
        Ground ground,
        ApplicationPolicies policies,
        IdentityProviders providers,
        SshApplications sshApplications,
        SshGateways gateways) {
    ApplicationFamilies(Ground ground, ApplicationPolicies policies, IdentityProviders providers) {
        this(
                ground,
                policies,
                providers,
                new StoredSshCas(policies, ground.options().sshLifetime()),
                new StoredGatewayCas());
    }

    List<Endpoints> api() {
        return List.of(sshCas(), applications(), gatewayCas(), sshCertificates());
    }

    /** The revocation lists of SSH CAs, for servers. */
    List<Endpoints> open() {
        return List.of(new KrlEndpoints(new ReadKrl(ground.database(), List.of(sshApplications, gateways))));
    }

    /** Signs for whoever has an application token. */
    SshSigner sshSigner() {
        return new SignForPerson(
                ground.database(),
                ground.custody(),
                sshApplications,
                new StoredRevocations(),
                ground.audit(),
                ground.random(),
                ground.clock());
    }

    /** Forgets SSH certificates that have expired. */
    ForgetSshCertificates sshForgetting() {
        return new ForgetSshCertificates(ground.database(), ground.clock());
    }

    /** The SSH certificates of people, to take back with everything else of theirs. */
    SshCertificates sshCertificatesOfPeople() {
        return new StoredSshCertificates(ground.clock());
    }

    private Endpoints sshCertificates() {
        return new SshCertificateEndpoints(
                new RevokeSshCertificates(ground.database(), ground.audit(), ground.clock()),
                sshApplications,
                gateways);
    }

    private Endpoints applications() {
        Database database = ground.database();
        return new ApplicationEndpoints(
                new ApplicationEndpoints.Operations(
                        new ListApplications(database, policies),
                        new CreateApplication(
                                database,
                                policies,
                                providers,
                                ground.audit(),
                                ground.accessTrust(),
                                ground.rim().ids(),
                                ground.random(),
                                ground.clock()),
                        new ReadApplication(database, policies),
                        new UpdateApplication(
                                database, policies, providers, ground.audit(), ground.accessTrust(), ground.clock()),
                        new DeleteApplication(
                                database, policies, ground.custody(), ground.audit(), ground.accessTrust()),
                        new ChangeSettings(database, ground.audit(), ground.clock()),
                        new RevokeTokens(database, ground.audit(), ground.accessTrust(), ground.clock()),
                        new CheckPolicies(database, policies, ground.edges().current())),
                policies);
    }

    private Endpoints sshCas() {
        Database database = ground.database();
        return new SshCaEndpoints(new SshCaEndpoints.Operations(
                new ListSshCas(database),
                new ReadSshCa(database),
                new CreateSshCa(database, ground.custody(), ground.audit(), ground.random(), ground.clock()),
                new DeleteSshCa(database, ground.custody(), ground.audit())));
    }

    private Endpoints gatewayCas() {
        Database database = ground.database();
        return new GatewayCaEndpoints(new GatewayCaEndpoints.Operations(
                new ListGatewayCas(database),
                new CreateGatewayCa(
                        database, ground.custody(), ground.audit(), ground.rim().ids(), ground.clock()),
                new DeleteGatewayCa(database, ground.custody(), ground.audit())));
    }
}
