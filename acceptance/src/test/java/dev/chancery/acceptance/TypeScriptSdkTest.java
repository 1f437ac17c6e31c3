package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The official TypeScript SDK, newest and 4.x, drives every operation of these families; what it was answered is held
 * against the OpenAPI documents.
 */
@WithChancery
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TypeScriptSdkTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SDKS = List.of("cloudflare", "cloudflare4");

    private final OpenApiContracts contracts = OpenApiContracts.ofTheHouse();
    private final LaterOperations later = LaterOperations.read();
    private final Map<String, SdkRun> runs;

    TypeScriptSdkTest(RunningChancery product) {
        try (RunningChancery signedIn = RunningChancery.onEmptyData("--roles", "control,access,edge")) {
            this.runs = SDKS.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            sdk -> SdkRun.of(sdk, "plain", product).and(SdkRun.of(sdk, "signed-in", signedIn))));
        }
    }

    @TestFactory
    Stream<DynamicNode> everyCaseOfEveryStoryGoesAsItShould() {
        return forEachSdk(run -> run.cases().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.title(), () -> assertThat(each.error()).isEmpty())));
    }

    @TestFactory
    Stream<DynamicNode> everyAnswerGoodAndBadIsWhatTheDocumentSays() {
        return forEachSdk(run ->
                run.exchanges().stream().collect(Collectors.groupingBy(RecordedExchange::story)).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(story -> DynamicTest.dynamicTest(story.getKey(), () -> {
                            for (RecordedExchange exchange : story.getValue()) {
                                assertThat(contracts.faultsOf(exchange))
                                        .as("%s", exchange)
                                        .isEmpty();
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicNode> everyOperationOfTheDocumentsSucceededAtLeastOnce() {
        return forEachSdk(run -> {
            Set<OpenApiContract.Operation> succeeded = succeeded(run);
            return contracts.operations().stream()
                    .filter(operation -> !later.has(operation))
                    .map(operation -> DynamicTest.dynamicTest(
                            operation.toString(),
                            () -> assertThat(succeeded)
                                    .as("the operations that succeeded")
                                    .contains(operation)));
        });
    }

    @Test
    void theListOfLaterOperationsHoldsNoneThatIsCovered() {
        assertThat(contracts.operations())
                .as("the operations of the documents")
                .containsAll(later.reasons().keySet());
        assertThat(later.reasons().keySet())
                .as("later.txt: strike what succeeded with both versions")
                .doesNotContainAnyElementsOf(SDKS.stream()
                        .map(this::run)
                        .map(this::succeeded)
                        .reduce((a, b) -> a.stream().filter(b::contains).collect(Collectors.toSet()))
                        .orElseThrow());
    }

    @TestFactory
    Stream<DynamicNode> everyListSaysWhereItIs() {
        return forEachSdk(run -> run.exchanges().stream()
                .filter(RecordedExchange::succeeded)
                // A certificate as PEM is no list.
                .filter(exchange -> exchange.contentType().startsWith("application/json"))
                .collect(Collectors.groupingBy(
                        exchange -> operationOf(exchange).map(Object::toString).orElse("")))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> {
                    for (RecordedExchange exchange : operation.getValue()) {
                        JsonNode body = read(exchange.body());
                        if (body.path("result").isArray()) {
                            assertThat(body.path("result_info").path("count").asInt(-1))
                                    .as("%s", exchange)
                                    .isEqualTo(body.path("result").size());
                            assertThat(List.of("page", "per_page", "total_count"))
                                    .allSatisfy(name -> assertThat(body.path("result_info")
                                                    .path(name)
                                                    .isIntegralNumber())
                                            .as("%s of %s", name, exchange)
                                            .isTrue());
                        }
                    }
                })));
    }

    private Stream<DynamicNode> forEachSdk(Function<SdkRun, Stream<DynamicTest>> tests) {
        return SDKS.stream().map(sdk -> DynamicContainer.dynamicContainer(sdk, tests.apply(run(sdk))));
    }

    private SdkRun run(String sdk) {
        return Optional.ofNullable(runs.get(sdk)).orElseThrow();
    }

    private Set<OpenApiContract.Operation> succeeded(SdkRun run) {
        return run.exchanges().stream()
                .filter(RecordedExchange::succeeded)
                .flatMap(exchange -> operationOf(exchange).stream())
                .collect(Collectors.toSet());
    }

    private Optional<OpenApiContract.Operation> operationOf(RecordedExchange exchange) {
        return contracts.operationOf(exchange.method(), exchange.path());
    }

    private static JsonNode read(String text) throws IOException {
        return JSON.readTree(text);
    }
}
