package dev.chancery.control;

import dev.chancery.control.accessapps.ApplicationEndpoints;
import dev.chancery.control.accessapps.ChangeSettings;
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
import dev.chancery.control.accessapps.UpdateApplication;
import dev.chancery.control.db.Database;
import dev.chancery.control.gatewayca.CreateGatewayCa;
import dev.chancery.control.gatewayca.DeleteGatewayCa;
import dev.chancery.control.gatewayca.GatewayCaEndpoints;
import dev.chancery.control.gatewayca.ListGatewayCas;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.IdentityProviders;
import dev.chancery.control.v4.Endpoints;
import java.util.List;

/**
 * Applications, the CAs of their users' SSH keys, the gateway's CA.
 *
 * @param policies what applications have of policies
 * @param providers what they have of identity providers
 */
record ApplicationFamilies(Ground ground, ApplicationPolicies policies, IdentityProviders providers) {
    List<Endpoints> api() {
        return List.of(sshCas(), applications(), gatewayCas());
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
                                ground.rim().ids(),
                                ground.random(),
                                ground.clock()),
                        new ReadApplication(database, policies),
                        new UpdateApplication(database, policies, providers, ground.audit(), ground.clock()),
                        new DeleteApplication(database, policies, ground.custody(), ground.audit()),
                        new ChangeSettings(database, ground.audit(), ground.clock()),
                        new RevokeTokens(database, ground.audit(), ground.clock())),
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
