package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.acceptance.histories.CertificateModel;
import dev.chancery.acceptance.histories.Linearization;
import dev.chancery.acceptance.histories.RegisterModel;
import dev.chancery.acceptance.histories.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty concurrent histories over one account through the official SDK: every object in them behaves as if one step were taken
 * after another, each between its request and its answer (linearizability). {@code -Dchancery.histories.steps=N} and
 * {@code -Dchancery.histories.seed=S} make them longer and other ones.
 */
@WithChancery
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HistoriesTest {

    private static final int HISTORIES = 50;
    private static final int STEPS = Integer.getInteger("chancery.histories.steps", 20);
    private static final int SEED = Integer.getInteger("chancery.histories.seed", 20_261_125);

    private final Map<String, List<Step>> steps;

    HistoriesTest(RunningChancery product, @TempDir Path folder) {
        Path events = folder.resolve("events.jsonl");
        NodePackage.installed("typescript")
                .node(
                        "histories.mjs",
                        "cloudflare",
                        Integer.toString(SEED),
                        Integer.toString(HISTORIES),
                        Integer.toString(STEPS),
                        events.toString())
                .with(product.environment())
                .run()
                .succeeded();
        this.steps = Step.read(events).stream().collect(Collectors.groupingBy(Step::object));
    }

    @TestFactory
    Stream<DynamicTest> everyObjectTakesOneStepAfterAnother() {
        return steps.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(object -> DynamicTest.dynamicTest(
                        object.getKey(),
                        () -> assertThat(violation(object.getKey(), object.getValue()))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfStepSucceededAndWasRefused() {
        return Stream.of("mtls", "access")
                .flatMap(kind -> Stream.of("create", "bind", "list", "delete")
                        .map(op -> DynamicTest.dynamicTest(
                                kind + " " + op,
                                () -> assertThat(outcomes(kind, op)).contains(true, false))));
    }

    private List<Boolean> outcomes(String kind, String op) {
        return steps.entrySet().stream()
                .filter(object -> object.getKey().startsWith(kind + ":"))
                .flatMap(object -> object.getValue().stream())
                .filter(step -> step.op().equals(op))
                .map(Step::ok)
                .distinct()
                .toList();
    }

    private static Optional<String> violation(String object, List<Step> steps) {
        if (object.startsWith("mtls:")) {
            return Linearization.violation(CertificateModel.ofMtls(), steps);
        }
        return object.startsWith("access:")
                ? Linearization.violation(CertificateModel.ofAccess(), steps)
                : Linearization.violation(new RegisterModel(), steps);
    }
}
