package dev.chancery.control;

import dev.chancery.control.customcertificates.CustomCertificateEndpoints;
import dev.chancery.control.customcertificates.DeleteCustomCertificate;
import dev.chancery.control.customcertificates.EditCustomCertificate;
import dev.chancery.control.customcertificates.ReadCustomCertificates;
import dev.chancery.control.customcertificates.UploadCustomCertificate;
import dev.chancery.control.db.Database;
import dev.chancery.control.edgeroutes.DeleteEdgeRoute;
import dev.chancery.control.edgeroutes.EdgeRouteEndpoints;
import dev.chancery.control.edgeroutes.PutEdgeRoute;
import dev.chancery.control.edgeroutes.ReadEdgeRoutes;
import dev.chancery.control.edgerules.DeleteEdgeRules;
import dev.chancery.control.edgerules.EdgeRulesEndpoints;
import dev.chancery.control.edgerules.PutEdgeRules;
import dev.chancery.control.edgerules.ReadEdgeRules;
import dev.chancery.control.localcertificates.CertifyAuthDomains;
import dev.chancery.control.localcertificates.RenewLocalCertificates;
import dev.chancery.control.publishing.ServerKeys;
import dev.chancery.control.publishing.SettledTable;
import dev.chancery.control.publishing.Settles;
import dev.chancery.control.v4.Endpoints;
import java.util.List;

/** What edges do at hostnames: routes, rules and server certificates. */
record EdgeFamilies(Ground ground) {
    List<Endpoints> api() {
        return List.of(routes(), rules(), customCertificates());
    }

    /** What ends the pending states of these families. */
    List<Settles> settles() {
        return List.of(
                new SettledTable("edge_route"), new SettledTable("edge_rules"), new SettledTable("custom_certificate"));
    }

    /** Edges know a server certificate by the id of its key. */
    ServerKeys serverKeys() {
        return ground.custody()::release;
    }

    RenewLocalCertificates renewal() {
        return new RenewLocalCertificates(ground.database(), ground.local(), ground.trust(), ground.clock());
    }

    CertifyAuthDomains authDomains() {
        return new CertifyAuthDomains(ground.database(), ground.local(), ground.trust());
    }

    private Endpoints routes() {
        Database database = ground.database();
        return new EdgeRouteEndpoints(
                new ReadEdgeRoutes(database),
                new PutEdgeRoute(database, ground.local(), ground.trust(), ground.audit(), ground.clock()),
                new DeleteEdgeRoute(database, ground.local(), ground.trust(), ground.audit(), ground.clock()));
    }

    private Endpoints rules() {
        Database database = ground.database();
        return new EdgeRulesEndpoints(
                new ReadEdgeRules(database),
                new PutEdgeRules(database, ground.trust(), ground.audit(), ground.clock()),
                new DeleteEdgeRules(database, ground.trust(), ground.audit(), ground.clock()));
    }

    private Endpoints customCertificates() {
        Database database = ground.database();
        return new CustomCertificateEndpoints(
                new CustomCertificateEndpoints.Operations(
                        new UploadCustomCertificate(
                                database,
                                ground.custody(),
                                ground.local(),
                                ground.trust(),
                                ground.audit(),
                                ground.rim().ids(),
                                ground.clock()),
                        new ReadCustomCertificates(database),
                        new EditCustomCertificate(
                                database,
                                ground.custody(),
                                ground.local(),
                                ground.trust(),
                                ground.audit(),
                                ground.rim().ids(),
                                ground.clock()),
                        new DeleteCustomCertificate(
                                database, ground.custody(), ground.local(), ground.trust(), ground.audit())),
                ground.clock());
    }
}
