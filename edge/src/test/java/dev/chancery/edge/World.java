package dev.chancery.edge;

import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.Lease;
import dev.chancery.edge.belief.Network;
import dev.chancery.edge.belief.ServedConfig;
import dev.chancery.edge.belief.ServerIdentity;
import dev.chancery.edge.front.FrontLimits;
import dev.chancery.edge.origin.OriginLimits;
import dev.chancery.pki.Certificate;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.OpenSsl.Pair;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.RevokedSerials;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    /** What the edge takes for the time. */
    final AtomicReference<InstantSource> clock = new AtomicReference<>(Clock.systemUTC());

    final Edge edge;
    final Curl curl;
    private final URI origin;
    private final String authorities;

    World(Path folder, URI origin) {
        this(folder, origin, FrontLimits.byDefault());
    }

    World(Path folder, URI origin, FrontLimits limits) {
        this(folder, origin, "", limits);
    }

    World(Path folder, URI origin, String authorities, FrontLimits limits) {
        this.origin = origin;
        this.authorities = authorities;
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
                            () -> clock.get().instant(),
                            System::nanoTime,
                            new SecureRandom(),
                            meters),
                    belief());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything as described, with these of the first CA's leaves revoked. */
    Belief belief(Pair... revoked) {
        return belief(false, revoked);
    }

    /** As {@link #belief(Pair...)}; with forwarding, origins are told all there is of certificates. */
    Belief belief(boolean forwarding, Pair... revoked) {
        List<TrustEntry> entries = new ArrayList<>();
        entries.add(authority(1, ca));
        entries.add(authority(2, otherCa));
        for (String each : List.of(OPEN, ASKS, OTHER, LOG)) {
            entries.add(new TrustEntry.Settings(hostname(each), forwarding, false));
            entries.add(new TrustEntry.Rules(
                    hostname(each), each.equals(LOG) ? TrustEntry.Mode.LOG : TrustEntry.Mode.ENFORCE, 0, forwarding));
            entries.add(new TrustEntry.Route(hostname(each), origin));
        }
        entries.add(new TrustEntry.Binding(hostname(ASKS), id(1)));
        entries.add(new TrustEntry.Binding(hostname(LOG), id(1)));
        entries.add(new TrustEntry.Binding(hostname(OTHER), id(2)));
        TrustBundle configured =
                TrustBundle.EMPTY.with(entries.stream().map(Change::put).toList());
        Belief before = new Belief(
                configured,
                ServedConfig.of(configured.config(), _ -> Optional.of(identity), Network.GLOBAL, authorities));
        return before.with(revoking(configured, revoked));
    }

    /** The bundle with these leaves revoked by the first CA and no others. */
    static TrustBundle revoking(TrustBundle bundle, Pair... revoked) {
        Set<BigInteger> serials =
                Stream.of(revoked).map(each -> certificate(each).serial()).collect(Collectors.toSet());
        return bundle.with(List.of(
                Change.put(new TrustEntry.RevocationList(id(1), new RevokedSerials(Instant.EPOCH, null, serials)))));
    }

    private static TrustEntry authority(long id, Pair pair) {
        return new TrustEntry.Authority(id(id), TrustEntry.AuthorityKind.UPLOADED, List.of(certificate(pair)));
    }

    static AuthorityId id(long id) {
        return new AuthorityId(new UUID(0, id));
    }

    static Hostname hostname(String text) {
        try {
            return Hostname.parse(text);
        } catch (Hostname.Malformed e) {
            throw new AssertionError(e);
        }
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
