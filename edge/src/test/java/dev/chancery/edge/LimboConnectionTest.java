package dev.chancery.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.ClientCas;
import dev.chancery.edge.belief.Network;
import dev.chancery.edge.belief.ServedConfig;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.belief.ServedSites;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Crl;
import dev.chancery.pki.Der;
import dev.chancery.pki.MalformedException;
import dev.chancery.pki.PathPolicy;
import dev.chancery.pki.Pem;
import dev.chancery.testkit.LimboCase;
import dev.chancery.testkit.LimboExpectations;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Judge;
import dev.chancery.trust.Reason;
import dev.chancery.trust.Refusal;
import dev.chancery.trust.RevokedSerials;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.Verdict;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published cases of x509-limbo whose leaf's key is known, through real connections: a client sends exactly the case's chain
 * and makes one request, at a hostname of its own where the case's roots are the CAs in force, while the edge's clock stands at
 * the case's time. The edge has to do what the judge says of the same bytes, and the publishers have to be right, except where
 * {@code limbo.json} says why not.
 */
final class LimboConnectionTest {
    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pattern REFUSED =
            Pattern.compile("HTTP/1.1 403 .*\r\nx-chancery-reason: ([a-z_]+)\r\n.*", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static EchoOrigin origin;
    private static World world;

    @BeforeAll
    static void open() throws IOException {
        NoLeaks.watch();
        origin = new EchoOrigin();
        world = new World(folder, origin.uri());
    }

    @AfterAll
    static void close() {
        world.close();
        origin.close();
    }

    /** How a connection with one request went. */
    private sealed interface Outcome {
        /** The origin answered. */
        record Passed() implements Outcome {}

        /** The edge answered 403. */
        record Refused(String reason) implements Outcome {}

        /** The edge's TLS would not have the certificates: the judge was not asked. */
        record EndedByTls(String how) implements Outcome {}

        /** The client's TLS has no use for the key. */
        record NotPresented() implements Outcome {}
    }

    /** No case at all where the vectors are absent: they are no part of the checkout. */
    @TestFactory
    Stream<DynamicTest> doesWhatTheJudgeSaysAndThePublishersExpect() {
        List<LimboCase> cases = LimboExpectations.judged()
                .filter(limbo -> limbo.peerKey().isPresent())
                .toList();
        TrustBundle bundle = TrustBundle.EMPTY.with(IntStream.range(0, cases.size())
                .boxed()
                .flatMap(number -> changes(number, cases.get(number)).stream())
                .toList());
        ServedSites sites = ServedSites.of(
                ServedConfig.of(bundle.config(), _ -> Optional.of(world.identity), Network.GLOBAL, "").all().stream()
                        .map(LimboConnectionTest::withoutHints)
                        .toList());
        return IntStream.range(0, cases.size())
                .mapToObj(number -> DynamicTest.dynamicTest(
                        cases.get(number).id(), () -> check(cases.get(number), hostname(number), bundle, sites)));
    }

    /** The client takes no hint, and so all hostnames may share what TLS takes. */
    private static ServedSite withoutHints(ServedSite site) {
        return new ServedSite(
                site.said(),
                site.identity(),
                site.origin(),
                new ClientCas("limbo", List.of()),
                site.forwarding(),
                site.access());
    }

    private static Hostname hostname(int number) {
        return World.hostname("limbo-" + number + ".example.test");
    }

    /** Each anchor is the CA of an authority of its own; one that cannot be read is one that nobody could have uploaded. */
    private static List<Change> changes(int number, LimboCase limbo) {
        List<TrustEntry> entries = new ArrayList<>();
        entries.add(new TrustEntry.Route(hostname(number), origin.uri()));
        for (int i = 0; i < limbo.trusted().size(); i++) {
            AuthorityId id = new AuthorityId(new UUID(number, i));
            entries.add(new TrustEntry.Binding(hostname(number), id));
            readable(limbo.trusted().get(i)).ifPresent(anchor -> {
                entries.add(new TrustEntry.Authority(id, TrustEntry.AuthorityKind.UPLOADED, List.of(anchor)));
                if (!limbo.crls().isEmpty()) {
                    entries.add(new TrustEntry.RevocationList(id, told(limbo, anchor)));
                }
            });
        }
        return entries.stream().map(Change::put).toList();
    }

    /** A CA of such a case has told of its revocations long ago, and a list that is not taken in changes nothing of that. */
    private static RevokedSerials told(LimboCase limbo, Certificate anchor) {
        List<Crl> taken = new ArrayList<>();
        for (String pem : limbo.crls()) {
            try {
                Crl list = Crl.parsePem(pem);
                if (list.check(anchor, time(limbo)).isEmpty()) {
                    taken.add(list);
                }
            } catch (MalformedException e) {
                assertThat(e.sentence()).endsWith(".");
            }
        }
        return taken.isEmpty() ? new RevokedSerials(Instant.EPOCH, Instant.EPOCH, Set.of()) : RevokedSerials.of(taken);
    }

    private static Instant time(LimboCase limbo) {
        return limbo.at().orElse(ANY_TIME);
    }

    private static Optional<Certificate> readable(String pem) {
        try {
            return Optional.of(Certificate.parsePem(pem));
        } catch (MalformedException _) {
            return Optional.empty();
        }
    }

    private static PathPolicy policy(LimboCase limbo) {
        PathPolicy policy =
                PathPolicy.of(limbo.server() ? PathPolicy.Purpose.SERVER_AUTH : PathPolicy.Purpose.CLIENT_AUTH);
        return limbo.maxIntermediates().isPresent()
                ? policy.withMaxIntermediates(limbo.maxIntermediates().getAsInt())
                : policy;
    }

    private static void check(LimboCase limbo, Hostname hostname, TrustBundle bundle, ServedSites sites)
            throws Exception {
        Judge judge = Judge.of(bundle.config(), policy(limbo));
        var _ = world.edge.apply(new Belief(bundle, sites, judge)).get();
        world.clock.set(InstantSource.fixed(time(limbo)));
        List<Der> chain = new ArrayList<>(List.of(der(limbo.peer())));
        for (String each : limbo.intermediates()) {
            chain.add(der(each));
        }

        Outcome outcome = present(limbo, hostname, chain);

        Verdict verdict = judge.judge(bundle, hostname, chain, time(limbo));
        Optional<String> refusal = verdict.refusal().map(Refusal::reason).map(Reason::code);
        switch (outcome) {
            case Outcome.Passed _ -> assertThat(refusal).isEmpty();
            case Outcome.Refused(String reason) -> assertThat(refusal).hasValue(reason);
            case Outcome.EndedByTls _, Outcome.NotPresented _ ->
                assertThat(verdict.letsThrough()).as(outcome.toString()).isFalse();
        }
        assertThat(outcome instanceof Outcome.NotPresented)
                .as("%s: %s", limbo, outcome)
                .isEqualTo(LimboExpectations.unpresentable().containsKey(limbo.id()));
        LimboExpectations.check(limbo, outcome instanceof Outcome.Passed && limbo.namesPeer(), outcome.toString());
    }

    private static Der der(String pem) throws MalformedException {
        return Pem.parse(pem).getFirst().der();
    }

    private static Outcome present(LimboCase limbo, Hostname hostname, List<Der> chain) throws IOException {
        OneKey key;
        try {
            key = OneKey.of(limbo.peerKey().orElseThrow(), chain);
        } catch (IOException _) {
            return new Outcome.NotPresented();
        }
        String request = "GET / HTTP/1.1\r\nHost: " + hostname + "\r\nConnection: close\r\n\r\n";
        String answer;
        try {
            answer = Raw.once(world.edge.address().getPort(), hostname.ascii(), request, key);
        } catch (SSLException | SocketException e) {
            String how = String.valueOf(e.getMessage());
            // What the client's own TLS has to say is no alert that came.
            return e instanceof SocketException || how.contains("Received fatal alert")
                    ? new Outcome.EndedByTls(how)
                    : new Outcome.NotPresented();
        }
        Matcher refused = REFUSED.matcher(answer);
        if (!refused.matches()) {
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("GET /\n");
            return new Outcome.Passed();
        }
        String reason = refused.group(1);
        return reason.equals(Reason.NO_CERTIFICATE.code()) ? new Outcome.NotPresented() : new Outcome.Refused(reason);
    }
}
