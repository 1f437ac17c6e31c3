package dev.chancery.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.MalformedException;
import dev.chancery.testkit.LimboCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The published cases of clients, through the judge as they are: each anchor is the CA of an authority of its own. */
final class JudgeLimboTest {
    private static final Hostname SHOP = new Hostname("shop.example.com");

    /** No case at all where the vectors are absent: they are no part of the checkout. */
    @TestFactory
    Stream<DynamicTest> decidesCasesOfClientsAsPublished() {
        return LimboCase.all().stream()
                .filter(limbo -> !limbo.server())
                .map(limbo -> DynamicTest.dynamicTest(limbo.id(), () -> check(limbo)));
    }

    private static void check(LimboCase limbo) throws MalformedException {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < limbo.trusted().size(); i++) {
            AuthorityId id = new AuthorityId(new UUID(0, i));
            Certificate anchor = Certificate.parsePem(limbo.trusted().get(i));
            changes.add(Change.put(new TrustEntry.Authority(id, TrustEntry.AuthorityKind.ACCESS, List.of(anchor))));
            changes.add(Change.put(new TrustEntry.Binding(SHOP, id)));
        }
        TrustBundle bundle = TrustBundle.EMPTY.with(changes);
        List<Der> presented = new ArrayList<>();
        presented.add(Certificate.parsePem(limbo.peer()).der());
        for (String intermediate : limbo.intermediates()) {
            presented.add(Certificate.parsePem(intermediate).der());
        }
        Verdict verdict = Judge.of(bundle.config())
                .judge(bundle, SHOP, presented, limbo.at().orElse(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(verdict.letsThrough())
                .as("%s: %s", limbo, verdict.refusal().map(Refusal::sentence).orElse("admitted"))
                .isEqualTo(limbo.accepted());
    }
}
