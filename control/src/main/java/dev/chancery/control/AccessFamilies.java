package dev.chancery.control;

import dev.chancery.control.accesscertificates.AccessCertificateEndpoints;
import dev.chancery.control.accesscertificates.AddAccessCertificate;
import dev.chancery.control.accesscertificates.DeleteAccessCertificate;
import dev.chancery.control.accesscertificates.HostnameSettingsEndpoints;
import dev.chancery.control.accesscertificates.ListAccessCertificates;
import dev.chancery.control.accesscertificates.ListHostnameSettings;
import dev.chancery.control.accesscertificates.ReadAccessCertificate;
import dev.chancery.control.accesscertificates.ReplaceHostnameSettings;
import dev.chancery.control.accesscertificates.UpdateAccessCertificate;
import dev.chancery.control.accesslogs.AccessLogEndpoints;
import dev.chancery.control.accesslogs.ListAccessRequests;
import dev.chancery.control.accesstrust.ForgetTokenRevocations;
import dev.chancery.control.accessusers.AccessUserEndpoints;
import dev.chancery.control.accessusers.ListAccessUsers;
import dev.chancery.control.accessusers.ReadAccessUser;
import dev.chancery.control.accessusers.ReadIdentityRevocation;
import dev.chancery.control.accessusers.RevokeIdentity;
import dev.chancery.control.accessusers.SettledIdentityRevocations;
import dev.chancery.control.accessusers.SignedInUserEndpoints;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.clientcertificates.CertificatesOfPeople;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.db.Database;
import dev.chancery.control.publishing.SshCertificates;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.EnforcedWait;
import java.util.List;

/**
 * Access: its mTLS certificates, what is set of their hostnames, the log of sign-ins, and people.
 *
 * @param ssh who keeps SSH certificates of people
 */
record AccessFamilies(Ground ground, List<SshCertificates> ssh) {
    List<Endpoints> api() {
        return List.of(certificates(), hostnameSettings(), logs(), signedIn());
    }

    private Endpoints certificates() {
        Database database = ground.database();
        AuditLog audit = ground.audit();
        return new AccessCertificateEndpoints(new AccessCertificateEndpoints.Operations(
                new ListAccessCertificates(database),
                new AddAccessCertificate(
                        database, ground.publication(), audit, ground.rim().ids(), ground.clock()),
                new ReadAccessCertificate(database),
                new UpdateAccessCertificate(database, ground.publication(), audit, ground.clock()),
                new DeleteAccessCertificate(database, audit, ground.clock())));
    }

    private Endpoints hostnameSettings() {
        return new HostnameSettingsEndpoints(
                new ListHostnameSettings(ground.database()),
                new ReplaceHostnameSettings(ground.database(), ground.publication(), ground.audit()));
    }

    private Endpoints logs() {
        return new AccessLogEndpoints(new ListAccessRequests(ground.database()));
    }

    private Endpoints signedIn() {
        return new SignedInUserEndpoints(
                new ListAccessUsers(ground.database()), new ReadAccessUser(ground.database(), ground.clock()));
    }

    /** These wait in a way of their own: the answer tells how far it has come. */
    Endpoints people() {
        ground.edges().settlement().add(new SettledIdentityRevocations());
        return new AccessUserEndpoints(
                new RevokeIdentity(
                        ground.database(),
                        ground.accessTrust(),
                        ground.trust(),
                        new CertificatesOfPeople(
                                new ClientCertificateStore(ground.crls()::wake), ground.audit(), ground.clock()),
                        ssh,
                        ground.audit(),
                        ground.rim().ids(),
                        ground.clock()),
                new ReadIdentityRevocation(ground.database()),
                new EnforcedWait(ground.edges().enforcement()::await));
    }

    ForgetTokenRevocations tokenForgetting() {
        return new ForgetTokenRevocations(ground.database(), ground.accessTrust(), ground.clock());
    }
}
