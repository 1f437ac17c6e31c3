package dev.chancery.bench.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The checker itself: it finds the order there is, and sees that there is none. */
final class LinearizationTest {

    private static final List<String> NONE = List.of();
    private static final List<String> A = List.of("a");
    private static final List<String> B = List.of("b");

    @Test
    void acceptsStepsOneAfterAnother() {
        assertThat(violation(write(A, 0, 1), read(A, 2, 3), write(B, 4, 5), read(B, 6, 7)))
                .isEmpty();
    }

    @Test
    void acceptsEitherOrderOfWhatOverlaps() {
        assertThat(violation(write(A, 0, 10), write(B, 1, 9), read(A, 11, 12))).isEmpty();
        assertThat(violation(write(A, 0, 10), write(B, 1, 9), read(B, 11, 12))).isEmpty();
        assertThat(violation(write(A, 0, 10), read(NONE, 1, 2), read(A, 3, 4))).isEmpty();
    }

    @Test
    void refusesAStaleRead() {
        assertThat(violation(write(A, 0, 1), write(B, 2, 3), read(A, 4, 5)))
                .hasValueSatisfying(said -> assertThat(said).contains("none of these can be next"));
    }

    @Test
    void refusesTwoReadsThatTurnTimeBack() {
        assertThat(violation(write(A, 0, 10), read(A, 1, 2), read(NONE, 3, 4))).isPresent();
    }

    @Test
    void refusesALostWrite() {
        assertThat(violation(write(A, 0, 1), read(NONE, 2, 3))).isPresent();
    }

    @Test
    void knowsACertificateThatComesAndGoes() {
        Step create = step("create", "", NONE, "ok", List.of("1"), 0, 1);
        Step again = step("create", "", NONE, "1471", NONE, 2, 3);
        Step bind = step("bind", "1", A, "ok", A, 4, 5);
        Step inUse = step("delete", "1", NONE, "1477", NONE, 6, 7);
        Step detach = step("bind", "1", NONE, "ok", NONE, 8, 9);
        Step delete = step("delete", "1", NONE, "ok", List.of("1"), 10, 11);
        Step gone = step("get", "1", NONE, "1472", NONE, 12, 13);
        Step second = step("create", "1", NONE, "ok", List.of("2"), 14, 15);
        assertThat(certificate(create, again, bind, inUse, detach, delete, gone, second))
                .isEmpty();
        assertThat(certificate(create, bind, delete)).as("deleted while in use").isPresent();
        assertThat(certificate(create, second)).as("there twice").isPresent();
        assertThat(certificate(create, detach, inUse)).as("in use by nothing").isPresent();
        assertThat(certificate(create, delete, gone, step("list", "1", NONE, "ok", NONE, 14, 15)))
                .as("seen after it went")
                .isPresent();
    }

    @Test
    void findsTheOrderOfManyAtOnce() {
        Random random = new Random(7);
        List<Step> steps = new ArrayList<>();
        List<String> now = NONE;
        for (int i = 0; i < 400; i++) {
            // Each takes effect at i and is seen as up to six wide around it.
            long from = i * 10L - random.nextInt(60);
            long to = i * 10L + random.nextInt(60);
            if (random.nextBoolean()) {
                now = List.of("h" + random.nextInt(5));
                steps.add(step("bind", "", now, "ok", now, from, to));
            } else {
                steps.add(step("list", "", NONE, "ok", now, from, to));
            }
        }
        assertThat(Linearization.violation(new RegisterModel(), steps)).isEmpty();
    }

    private static Optional<String> violation(Step... steps) {
        return Linearization.violation(new RegisterModel(), List.of(steps));
    }

    private static Optional<String> certificate(Step... steps) {
        return Linearization.violation(CertificateModel.ofMtls(), List.of(steps));
    }

    private static Step write(List<String> value, long from, long to) {
        return step("bind", "", value, "ok", value, from, to);
    }

    private static Step read(List<String> value, long from, long to) {
        return step("list", "", NONE, "ok", value, from, to);
    }

    private static Step step(
            String op, String id, List<String> sent, String outcome, List<String> got, long from, long to) {
        return new Step(0, "object", op, id, sent, outcome, got, from, to);
    }
}
