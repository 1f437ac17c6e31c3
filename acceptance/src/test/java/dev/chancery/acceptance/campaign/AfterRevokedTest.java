package dev.chancery.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.bench.convergence.AfterRevoked;
import dev.chancery.bench.convergence.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker of the convergence campaign, on histories made by hand. */
final class AfterRevokedTest {

    private final History history = new History();

    @BeforeEach
    void revokedFromOneHundredToTwoHundred() {
        history.said(new History.Span(1, History.Said.REVOKED, 100, 200));
        history.said(new History.Span(1, History.Said.ACTIVE, 210, 300));
    }

    @Test
    void findsARequestThatWasSentAfterRevokedAndAccepted() {
        history.arrived(history.sent(1, 3, 120), 150);

        assertThat(AfterRevoked.of(history).violations())
                .singleElement()
                .asString()
                .contains("certificate 1 at edge 3");
    }

    @Test
    void findsOneThatNobodyEverGotTheAnswerOf() {
        history.sent(1, 0, 110);
        history.arrived(history.sent(1, 0, 199), 199);

        AfterRevoked.Verdict verdict = AfterRevoked.of(history);
        assertThat(verdict.violations()).hasSize(1);
        assertThat(verdict.afterRevoked()).isEqualTo(2);
        assertThat(verdict.accepted()).isEqualTo(1);
    }

    @Test
    void forgivesWhatWasSentBeforeRevokedWasRead() {
        history.arrived(history.sent(1, 0, 99), 150);

        assertThat(AfterRevoked.of(history).violations()).isEmpty();
    }

    @Test
    void forgivesWhatArrivedAfterReactivationWasAskedFor() {
        history.arrived(history.sent(1, 0, 150), 205);

        assertThat(AfterRevoked.of(history).violations()).isEmpty();
    }

    @Test
    void forgivesOtherCertificates() {
        history.arrived(history.sent(2, 0, 150), 160);

        assertThat(AfterRevoked.of(history).violations()).isEmpty();
    }
}
