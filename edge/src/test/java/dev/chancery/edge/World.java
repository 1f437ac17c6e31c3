package dev.chancery.edge;

import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.ClientCas;
import dev.chancery.edge.belief.Forwarding;
import dev.chancery.edge.belief.Lease;
import dev.chancery.edge.belief.Origin;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.belief.ServedSites;
import dev.chancery.edge.belief.ServerIdentity;
import dev.chancery.edge.front.FrontLimits;
import dev.chancery.edge.origin.OriginLimits;
import dev.chancery.pki.Certificate;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.OpenSsl.Pair;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;

/**
 * An edge with its surroundings: {@code open.example.test} asks nobody, {@code asks.example.test} asks for certificates of one
 * CA, {@code other.example.test} for those of another, {@code log.example.test} only records.
 */
final class World implements AutoCloseable {
    static final String OPEN = "open.example.test";
    static final String ASKS = "asks.example.test";
    static final String OTHER = "other.example.test";
    static final String LOG = "log.example.test";

    final OpenSsl openssl;
    final Pair ca;
    final Pair otherCa;
    final Pair alice;
    final Pair mallory;
    final ServerIdentity identity;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicBoolean leased = new AtomicBoolean(true);
    final Edge edge;
    final Curl curl;
    private final Origin origin;

    World(Path folder, URI origin) {
        this(folder, origin, FrontLimits.byDefault());
    }

    World(Path folder, URI origin, FrontLimits limits) {
        this(folder, Origin.of(origin, ""), limits);
    }

    World(Path folder, Origin origin, FrontLimits limits) {
        this.origin = origin;
        openssl = new OpenSsl(folder);
        Pair serverCa = openssl.ca("/CN=Server CA");
        openssl.write("server-ca.pem", serverCa.certificate());
        Pair server = openssl.under(serverCa, "/CN=edge", "subjectAltName=DNS:*.example.test");
        identity = new ServerIdentity("test", server.certificate(), server.key().getBytes(StandardCharsets.US_ASCII));
        ca = openssl.ca("/CN=Client CA");
        otherCa = openssl.ca("/CN=Other CA");
        alice = client("alice", ca);
        mallory = client("mallory", otherCa);
        edge = open(limits);
        curl = new Curl(folder, edge.address().getPort(), "server-ca.pem");
    }

    private Edge open(FrontLimits limits) {
        Lease lease = leased::get;
        try {
            return Edge.open(
                    new EdgeOptions(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            2,
                            128,
                            limits,
                            OriginLimits.byDefault(),
                            lease,
                            Clock.systemUTC(),
                            System::nanoTime,
                            new Random(1),
                            meters),
                    belief(Set.of()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything as described, with these leaves revoked. */
    Belief belief(Set<String> revoked) {
        return belief(revoked, Forwarding.NONE);
    }

    Belief belief(Set<String> revoked, Forwarding forwarding) {
        Origin to = origin;
        ClientCas asked = cas(ca);
        return new Belief(
                ServedSites.of(List.of(
                        new ServedSite(OPEN, identity, to, null, ServedSite.Mode.ENFORCE, forwarding),
                        new ServedSite(ASKS, identity, to, asked, ServedSite.Mode.ENFORCE, forwarding),
                        new ServedSite(OTHER, identity, to, cas(otherCa), ServedSite.Mode.ENFORCE, forwarding),
                        new ServedSite(LOG, identity, to, asked, ServedSite.Mode.LOG, forwarding))),
                new Pkix(revoked));
    }

    static ClientCas cas(Pair... pairs) {
        List<Certificate> certificates = new ArrayList<>();
        StringBuilder id = new StringBuilder();
        for (Pair each : pairs) {
            certificates.add(certificate(each));
            id.append(certificate(each).fingerprintSha256());
        }
        return new ClientCas(id.toString(), certificates);
    }

    static Certificate certificate(Pair pair) {
        try {
            return Certificate.parsePem(pair.certificate());
        } catch (dev.chancery.pki.MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** A client's pair, also left as {@code NAME.pem} and {@code NAME.key}. */
    Pair client(String name, Pair issuer) {
        Pair pair = openssl.under(issuer, "/CN=" + name, "extendedKeyUsage=clientAuth");
        openssl.write(name + ".pem", pair.certificate());
        openssl.write(name + ".key", pair.key());
        return pair;
    }

    /** The options by which curl shows a client's certificate. */
    static String[] as(String name, String... more) {
        List<String> options = new ArrayList<>(List.of("--cert", name + ".pem", "--key", name + ".key"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    /** The keys of a client, as the JDK has them. */
    KeyManager[] keys(String name) {
        openssl.run(
                "pkcs12",
                "-export",
                "-in",
                name + ".pem",
                "-inkey",
                name + ".key",
                "-out",
                name + ".p12",
                "-passout",
                "pass:x");
        return Raw.keys(openssl.bytes(name + ".p12"));
    }

    /** The PEM of the CA of the edge's own certificate. */
    String serverCa() {
        return openssl.read("server-ca.pem");
    }

    @Override
    public void close() {
        edge.close();
        NoLeaks.check();
    }
}
