package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.testkit.LimboCase;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The published cases of x509-limbo, judged. {@code limbo.json} lists which are left out and where we knowingly differ, each
 * with its reason; an unlisted difference fails, and so does a listed one that is none.
 */
class LimboTest {
    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<String, String> LEFT_OUT = listed("left_out", "prefix");
    private static final Map<String, String> DIVERGENCES = listed("divergences", "id");

    private static final List<LimboCase> CASES = LimboCase.all();

    private static Map<String, String> listed(String list, String key) {
        Map<String, String> entries = new TreeMap<>();
        try (InputStream json = LimboTest.class.getResourceAsStream("/limbo.json")) {
            for (JsonNode entry :
                    new ObjectMapper().readTree(Objects.requireNonNull(json)).path(list)) {
                entries.put(entry.path(key).asText(), entry.path("reason").asText());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    private static boolean isLeftOut(LimboCase limbo) {
        return LEFT_OUT.keySet().stream().anyMatch(limbo.id()::startsWith);
    }

    /** No case at all where the vectors are absent: they are no part of the checkout. */
    @TestFactory
    Stream<DynamicTest> agreesOrDiffersAsListed() {
        return CASES.stream().filter(it -> !isLeftOut(it)).map(it -> DynamicTest.dynamicTest(it.id(), () -> check(it)));
    }

    private static void check(LimboCase limbo) {
        String outcome = outcome(limbo);
        boolean differs = DIVERGENCES.containsKey(limbo.id());
        assertThat(outcome.equals("accepted"))
                .as("%s: %s, published as %s, %s", limbo, outcome, limbo.accepted(), differs ? "listed" : "not listed")
                .isEqualTo(limbo.accepted() != differs);
    }

    @Test
    void listsOnlyCasesThereAreWithAReason() {
        assertThat(LEFT_OUT).isNotEmpty();
        assertThat(DIVERGENCES).isNotEmpty();
        assertThat(Stream.concat(LEFT_OUT.values().stream(), DIVERGENCES.values().stream()))
                .allMatch(reason -> reason.length() > 20 && reason.endsWith("."));
        assertThat(DIVERGENCES.keySet())
                .noneMatch(id -> LEFT_OUT.keySet().stream().anyMatch(id::startsWith));
        List<String> ids = CASES.stream().map(LimboCase::id).toList();
        if (!ids.isEmpty()) {
            assertThat(ids).containsAll(DIVERGENCES.keySet());
            assertThat(LEFT_OUT.keySet()).allMatch(prefix -> ids.stream().anyMatch(id -> id.startsWith(prefix)));
            assertThat(CASES.stream().filter(it -> !it.server()))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .noneMatch(LimboTest::isLeftOut);
        }
    }

    private static String outcome(LimboCase limbo) {
        Instant at = limbo.at().orElse(ANY_TIME);
        Certificate leaf;
        List<Crl> lists = new ArrayList<>();
        try {
            leaf = Certificate.parsePem(limbo.peer());
            for (String crl : limbo.crls()) {
                lists.add(Crl.parsePem(crl));
            }
        } catch (MalformedException e) {
            return "malformed: " + e.sentence();
        }
        PathVerdict verdict = PathValidation.of(readable(limbo.trusted()), List.of(), policy(limbo))
                .judge(leaf, readable(limbo.intermediates()), at);
        return switch (verdict) {
            case PathVerdict.Refused(PathFault fault) -> fault.kind().code() + ": " + fault.sentence();
            case PathVerdict.Valid valid when !PeerNames.of(leaf).areThoseOf(limbo.peerNames()) -> "another peer";
            case PathVerdict.Valid(List<Certificate> path, Instant until) -> {
                assertThat(until).isAfter(at);
                yield limbo.crls().isEmpty() ? "accepted" : status(leaf, path.get(1), lists, at);
            }
        };
    }

    /** Strict: some list that covers the leaf has to say that it is not revoked, and none may say that it is. */
    private static String status(Certificate leaf, Certificate issuer, List<Crl> lists, Instant at) {
        BigInteger serial = leaf.serial();
        boolean known = false;
        for (Crl list : lists) {
            if (list.covers(leaf)) {
                List<CrlFault> faults = list.check(issuer, at);
                if (!faults.isEmpty()) {
                    return "list refused: " + faults;
                }
                if (list.entry(serial).isPresent()) {
                    return "revoked";
                }
                known = true;
            }
        }
        return known ? "accepted" : "status unknown";
    }

    private static PathPolicy policy(LimboCase limbo) {
        PathPolicy policy =
                PathPolicy.of(limbo.server() ? PathPolicy.Purpose.SERVER_AUTH : PathPolicy.Purpose.CLIENT_AUTH);
        return limbo.maxIntermediates().isPresent()
                ? policy.withMaxIntermediates(limbo.maxIntermediates().getAsInt())
                : policy;
    }

    /** What cannot be read is as good as not sent; nobody could have uploaded it as a CA. */
    private static List<Certificate> readable(List<String> pems) {
        List<Certificate> certificates = new ArrayList<>();
        for (String pem : pems) {
            try {
                certificates.add(Certificate.parsePem(pem));
            } catch (MalformedException e) {
                assertThat(e.sentence()).endsWith(".");
            }
        }
        return certificates;
    }
}
