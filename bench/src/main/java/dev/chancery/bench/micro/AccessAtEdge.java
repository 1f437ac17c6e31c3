package dev.chancery.bench.micro;

import dev.chancery.ca.CryptoProviders;
import dev.chancery.edge.access.AccessGate;
import dev.chancery.edge.access.Admission;
import dev.chancery.edge.access.Asked;
import dev.chancery.edge.belief.Forwarding;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.belief.ServerIdentity;
import dev.chancery.edge.fields.Visitor;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Site;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ApplicationType;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Kid;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an edge's decision costs on a request with a token, by how many policies the application has, of which the last lets in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class AccessAtEdge {
    private static final AccessAccount ACCOUNT = new AccessAccount("0123456789abcdef0123456789abcdef");
    private static final Aud AUD = new Aud("%064x".formatted(1));
    private static final String HOST = "app.example.com";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ISSUER = "https://team.example.com";

    /** How many policies there are. */
    @Param({"1", "1000"})
    private int policies;

    /** What they ask: an address each, which one look-up finds, or a group of two rules each, which are asked one after the other. */
    @Param({"addresses", "groups"})
    private String asking;

    private AccessGate gate;
    private AccessConfig access;
    private ServedSite site;
    private Asked known;
    private Asked stranger;
    private KeyPair keys;
    private Kid kid;

    /** Makes the configuration and a token. */
    @Setup(Level.Trial)
    public void setUp() throws Exception {
        CryptoProviders.install();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        SubjectPublicKey key = SubjectPublicKey.of(keys.getPublic());
        kid = Kid.of(key);
        List<TrustEntry> entries = new ArrayList<>();
        entries.add(new AccessEntry.Organization(ACCOUNT, URI.create(ISSUER), "Team", null));
        entries.add(new AccessEntry.AccessKey(ACCOUNT, kid, key, null));
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < policies; i++) {
            UUID id = new UUID(2, i);
            ids.add(id);
            entries.add(new AccessEntry.Policy(new AccessPolicy(
                    id, "", AccessPolicy.Effect.ALLOW, new RuleSet(List.of(rule(i)), List.of(), List.of()), null)));
            entries.add(new AccessEntry.Group(
                    new UUID(3, i),
                    new RuleSet(
                            List.of(new Rule.Email(address(i)), new Rule.EmailDomain("d" + i)), List.of(), List.of())));
        }
        entries.add(new AccessEntry.Application(new AccessApplication(
                new UUID(1, 1),
                ACCOUNT,
                AUD,
                ApplicationType.SELF_HOSTED,
                "",
                List.of(new Place(HOST, "")),
                Duration.ofHours(1),
                List.of(),
                false,
                CookieRules.DEFAULT,
                Refusals.DEFAULT,
                null,
                false,
                null,
                ids)));
        access = TrustBundle.EMPTY
                .with(entries.stream().map(Change::put).toList())
                .config()
                .access();
        gate = new AccessGate(InstantSource.system(), RANDOM);
        site = new ServedSite(
                new Site(
                        Hostname.parse(HOST),
                        false,
                        List.of(),
                        false,
                        false,
                        TrustEntry.Mode.ENFORCE,
                        0,
                        false,
                        Optional.empty()),
                new ServerIdentity("", "", new byte[0]),
                null,
                null,
                Forwarding.NONE,
                ServedSite.Access.APPLICATIONS);
        known = asked(token(address(policies - 1)));
        stranger = asked(token("nobody@elsewhere"));
        if (!(gate.admit(access, site, known) instanceof Admission.Through)
                || !(gate.admit(access, site, stranger) instanceof Admission.Turned)) {
            throw new IllegalStateException("not decided as it should be");
        }
    }

    private Rule rule(int number) {
        return asking.equals("groups") ? new Rule.Group(new UUID(3, number)) : new Rule.Email(address(number));
    }

    private static String address(int number) {
        return "person" + number + "@example.com";
    }

    private static Asked asked(String token) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/reports/2026?page=2");
        request.headers()
                .set(HttpHeaderNames.HOST, HOST)
                .set(HttpHeaderNames.ACCEPT, "text/html")
                .set(HttpHeaderNames.COOKIE, "theme=dark; CF_Authorization=" + token + "; last=1");
        return new Asked(request, Visitor.at(InetAddress.getLoopbackAddress()), ClientCertificate.NONE);
    }

    private String token(String email) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String text = part("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}")
                + "."
                + part(
                        ("{\"aud\":[\"%s\"],\"email\":\"%s\",\"exp\":%d,\"iat\":%d,\"nbf\":%d,\"iss\":\"%s\",\"type\":\"app\","
                                        + "\"identity_nonce\":\"0123456789\",\"sub\":\"00000000-0000-4000-8000-000000000000\","
                                        + "\"country\":\"XX\"}")
                                .formatted(AUD, email, now + 86_400, now, now, ISSUER));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Somebody whose token was seen before, and whom the last policy lets in. */
    @Benchmark
    public Object known() {
        return gate.admit(access, site, known);
    }

    /** Somebody whose token was seen before, and whom none lets in. */
    @Benchmark
    public Object stranger() {
        return gate.admit(access, site, stranger);
    }

    /** Somebody whose token this edge never saw: its signature is verified. */
    @Benchmark
    public Object newcomer() {
        return new AccessGate(InstantSource.system(), RANDOM).admit(access, site, known);
    }
}
