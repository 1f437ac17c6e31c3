package dev.chancery.control.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.control.publishing.Trust;
import dev.chancery.trust.Believed;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.StreamCodec;
import dev.chancery.trust.ToEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said on one stream, and what is not said again. */
class EdgeSessionTest extends OnSqlite implements HouseTest.Alone {
    /** Hears what is said, and ends the stream where it gets no lease for the last time: by then all before it is handled. */
    private static final class Edge implements Outbox {
        private final List<ToEdge> heard = new ArrayList<>();
        private final int mostDenied;
        private int denied;

        Edge(int mostDenied) {
            this.mostDenied = mostDenied;
        }

        @Override
        public void send(ToEdge message) {
            heard.add(message);
            if (message instanceof ToEdge.LeaseDenied && ++denied == mostDenied) {
                throw new StreamClosedException("heard enough");
            }
        }

        @Override
        public void close() {}

        long snapshots() {
            return heard.stream()
                    .filter(message -> message instanceof ToEdge.SnapshotEnd)
                    .count();
        }

        long updates() {
            return heard.stream()
                    .filter(message -> message instanceof ToEdge.Update)
                    .count();
        }
    }

    private EdgeSession session(EdgesContract.EdgeProcess edge, EdgesContract.Replica replica, Outbox out) {
        return new EdgeSession(
                edge.id(),
                out,
                new EdgeSession.Means(
                        replica.register,
                        new Trust(house().database(), new ClientCertificateStore()::revoked),
                        certificate -> Optional.empty(),
                        EdgesContract.TIMES,
                        (tx, believed) -> 0,
                        (from, sightings) -> {},
                        clients -> {}));
    }

    private static FromEdge.Hello hello(EdgesContract.EdgeProcess edge, Optional<Believed> believing) {
        return new FromEdge.Hello(StreamCodec.VERSION, edge.instance(), believing, believing, "", "127.0.0.1:8443");
    }

    private void changeTheBundle() {
        String id = account()
                .post(
                        "/zones/{zone}/client_certificates",
                        Map.of("csr", openssl().csr("/CN=device"), "validity_days", 365))
                .text("/id");
        account().delete("/zones/{zone}/client_certificates/" + id).result();
    }

    /** One that remembers a newer revision than a restored backup has refuses it whole; telling it again at once would be a loop. */
    @Test
    void anEdgeThatRefusesTheWholeIsNotToldItAgainAtOnce() {
        EdgesContract.Replica replica = new EdgesContract.Replica(this);
        EdgesContract.EdgeProcess edge = EdgesContract.EdgeProcess.joined(replica, this);
        changeTheBundle();
        Edge out = new Edge(1);
        EdgeSession session = session(edge, replica, out);
        session.received(hello(edge, Optional.empty()));
        session.received(new FromEdge.Refused(replica.head().revision(), "an older revision"));
        session.received(new FromEdge.Refused(replica.head().revision(), "an older revision"));
        session.received(new FromEdge.Renew(1));
        session.run();
        assertThat(out.snapshots()).isEqualTo(1);
    }

    @Test
    void anEdgeThatRefusesAChangeIsToldTheWholeOnce() {
        EdgesContract.Replica replica = new EdgesContract.Replica(this);
        EdgesContract.EdgeProcess edge = EdgesContract.EdgeProcess.joined(replica, this);
        Believed before = replica.believed();
        changeTheBundle();
        Edge out = new Edge(1);
        EdgeSession session = session(edge, replica, out);
        session.received(hello(edge, Optional.of(before)));
        session.received(new FromEdge.Refused(replica.head().revision(), "a delta that starts elsewhere"));
        session.received(new FromEdge.Refused(replica.head().revision(), "and the whole of it too"));
        session.received(new FromEdge.Renew(1));
        session.run();
        assertThat(out.updates()).isEqualTo(1);
        assertThat(out.snapshots()).isEqualTo(1);
    }

    /** What was in its way, a full disk for one, may have gone. */
    @Test
    void anEdgeThatRefusesTheWholeIsToldItAgainTheLessOftenTheLongerItRefuses() {
        EdgesContract.Replica replica = new EdgesContract.Replica(this);
        EdgesContract.EdgeProcess edge = EdgesContract.EdgeProcess.joined(replica, this);
        changeTheBundle();
        FromEdge.Refused refused = new FromEdge.Refused(replica.head().revision(), "its disk is full");
        Edge out = new Edge(4 + 8 + 16);
        EdgeSession session = session(edge, replica, out);
        session.received(hello(edge, Optional.empty()));
        session.received(refused);
        for (int asked = 1; asked <= 4 + 8 + 16; asked++) {
            session.received(new FromEdge.Renew(asked));
            if (asked == 4 || asked == 4 + 8) {
                session.received(refused);
            }
        }
        session.run();
        assertThat(out.snapshots()).as("the first, and after 4 and 8 more").isEqualTo(3);
    }
}
