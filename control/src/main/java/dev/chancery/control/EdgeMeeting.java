package dev.chancery.control;

import dev.chancery.ca.LocalTls;
import dev.chancery.control.accessusers.ReadIdentityRevocation;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.clientcertificates.ForgottenRevocations;
import dev.chancery.control.clientcertificates.LastChange;
import dev.chancery.control.edges.EdgeCa;
import dev.chancery.control.edges.EdgePlane;
import dev.chancery.control.edges.EdgeSessions;
import dev.chancery.control.edges.EdgeWatch;
import dev.chancery.control.edges.EdgesEndpoints;
import dev.chancery.control.edges.JoinEdges;
import dev.chancery.control.edges.LeaseTimes;
import dev.chancery.control.explain.ExplainEndpoints;
import dev.chancery.control.explain.ExplainVerdict;
import dev.chancery.control.preview.SeenClients;
import dev.chancery.control.publishing.ServerKeys;
import dev.chancery.control.revocationlists.AskOcspResponders;
import dev.chancery.control.v4.Endpoints;
import java.util.List;

/** The edges: who they are, and where they meet control. */
record EdgeMeeting(Ground ground, EdgePlane plane) {
    static EdgeMeeting lay(Ground ground, ServerKeys keys, AskOcspResponders asker) {
        EdgeGround edges = ground.edges();
        LeaseTimes times = LeaseTimes.byDefault();
        EdgeCa ca = new EdgeCa(ground.database(), ground.custody(), new LocalTls(ground.random()), ground.clock());
        JoinEdges join = new JoinEdges(
                ground.database(), ca, ground.random(), ground.rim().ids(), ground.clock());
        EdgeWatch watch = new EdgeWatch(edges.register(), times, ground.rim().ticker()::read);
        SeenClients seen = new SeenClients(ground.database(), ground.clock());
        EdgeSessions sessions = new EdgeSessions(
                edges.register(),
                watch,
                edges.trust(),
                keys,
                times,
                new ForgottenRevocations(
                        new ClientCertificateStore(ground.crls()::wake),
                        ground.trust(),
                        ground.audit(),
                        ground.clock()),
                (edge, clients) -> {
                    seen.accept(edge, clients);
                    asker.seen(clients.sightings());
                },
                asker::ask);
        edges.log().onPublish(sessions::wake);
        return new EdgeMeeting(ground, new EdgePlane(sessions, join, edges.trust()));
    }

    List<Endpoints> api() {
        return List.of(
                new EdgesEndpoints(
                        ground.edges().register(),
                        plane.join(),
                        new LastChange(ground.database(), new ClientCertificateStore()),
                        new ReadIdentityRevocation(ground.database()),
                        plane.url()::get),
                new ExplainEndpoints(
                        new ExplainVerdict(ground.database(), ground.edges().current()), ground.clock()));
    }
}
