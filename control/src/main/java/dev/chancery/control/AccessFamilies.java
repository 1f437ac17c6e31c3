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
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.v4.Endpoints;
import java.util.List;

/** Access: its mTLS certificates and what is set of their hostnames. */
record AccessFamilies(Ground ground) {
    List<Endpoints> api() {
        return List.of(certificates(), hostnameSettings());
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
}
