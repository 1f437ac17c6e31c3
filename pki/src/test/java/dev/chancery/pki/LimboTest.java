package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.testkit.LimboCase;
import dev.chancery.testkit.LimboExpectations;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published cases of x509-limbo, judged: the path, and what revocation lists say of the leaf. */
class LimboTest {
    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TestFactory
    Stream<DynamicTest> agreesOrDiffersAsListed() {
        return LimboExpectations.judged().map(it -> DynamicTest.dynamicTest(it.id(), () -> check(it)));
    }

    private static void check(LimboCase limbo) {
        String outcome = outcome(limbo);
        LimboExpectations.check(limbo, outcome.equals("accepted"), outcome);
    }

    @Test
    void listsOnlyCasesThereAreWithAReason() {
        Map<String, String> leftOut = LimboExpectations.leftOut();
        Map<String, String> divergences = LimboExpectations.divergences();
        Map<String, String> unpresentable = LimboExpectations.unpresentable();
        assertThat(List.of(leftOut, divergences, unpresentable))
                .noneMatch(Map::isEmpty)
                .allSatisfy(list ->
                        assertThat(list.values()).allMatch(reason -> reason.length() > 20 && reason.endsWith(".")));
        List<LimboCase> cases = LimboCase.all();
        if (!cases.isEmpty()) {
            assertThat(LimboExpectations.judged().map(LimboCase::id))
                    .containsAll(divergences.keySet())
                    .containsAll(unpresentable.keySet());
            assertThat(leftOut.keySet())
                    .allMatch(prefix ->
                            cases.stream().anyMatch(limbo -> limbo.id().startsWith(prefix)));
            assertThat(cases.stream().filter(it -> !it.server()))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .noneMatch(it -> leftOut.keySet().stream().anyMatch(it.id()::startsWith));
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
            case PathVerdict.Valid _ when !limbo.namesPeer() -> "another peer";
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
