package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.acceptance.OpenApiContract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Nothing is served that nobody checks. The golden list of routes is the house's own, kept by {@code PermissionTableTest}, which tries
 * every one of them with every permission group; an operation of a document has to be called by both SDKs, and its answers held
 * against the document, by {@code TypeScriptSdkTest}. So it is left to see here that what is served is in a document or is an
 * extension that says so, and that the documents and the house name the same permission groups.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServedOperationsTest {

    /** How the documents spell two groups, and what the house calls them. */
    private static final Map<String, String> SPELLINGS =
            Map.of("Zone Zone Read", "Zone Read", "Zone Zone Edit", "Zone Write");

    private final OpenApiContracts contracts = OpenApiContracts.ofTheHouse();
    private final LaterOperations later = LaterOperations.read();
    private final Map<Operation, String> served = served();
    private final List<Operation> extensions = extensions();

    @Test
    void whatIsServedIsInADocumentOrAnExtension() {
        Set<String> undocumented = names(served.keySet().stream()
                .filter(operation -> !documented(operation))
                .toList());
        assertThat(undocumented).as("openapi/extensions.txt").isEqualTo(names(extensions));
        assertThat(extensions).doesNotHaveDuplicates();
    }

    @Test
    void whatTheDocumentsHaveIsServedUnlessItIsStillToCome() {
        assertThat(contracts.operations())
                .filteredOn(operation -> !later.has(operation))
                .allSatisfy(operation ->
                        assertThat(served.keySet()).as("%s", operation).anyMatch(route -> same(route, operation)));
    }

    @Test
    void theHouseAndTheDocumentsNameTheSamePermissionGroups() {
        assertThat(contracts.operations())
                .filteredOn(operation -> !later.has(operation)
                        && !contracts.permissionGroups(operation).isEmpty())
                .allSatisfy(operation -> {
                    Set<String> named = contracts.permissionGroups(operation).stream()
                            .map(name -> SPELLINGS.getOrDefault(name, name))
                            .collect(Collectors.toSet());
                    assertThat(permission(operation))
                            .as("%s", operation)
                            .satisfiesAnyOf(
                                    groups -> assertThat(named).containsAll(groups),
                                    groups -> assertThat(groups).allMatch(word -> word.startsWith("anybody")));
                });
    }

    private Set<String> permission(Operation operation) {
        return served.entrySet().stream()
                .filter(route -> same(route.getKey(), operation))
                .flatMap(route -> List.of(route.getValue().split("; ")).stream())
                .collect(Collectors.toSet());
    }

    private boolean documented(Operation route) {
        return contracts.operations().stream().anyMatch(operation -> same(route, operation));
    }

    /** Whether they are one: what stands in braces is named as each likes. */
    private static boolean same(Operation one, Operation other) {
        return name(one).equals(name(other));
    }

    private static String name(Operation operation) {
        return operation.method() + " " + operation.template().replaceAll("\\{[^}]+}", "{}");
    }

    private static Set<String> names(List<Operation> operations) {
        return operations.stream().map(ServedOperationsTest::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Operation, String> served() {
        Map<Operation, String> routes = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (String line : lines(Checkout.root().resolve("app/src/test/resources/golden/routes.txt"))) {
            String[] parts = line.split(" \\| ", 2);
            routes.put(Operation.parse(parts[0]), parts[1]);
        }
        return routes;
    }

    private static List<Operation> extensions() {
        return lines(Checkout.root().resolve("acceptance/src/test/resources/openapi/extensions.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Operation::parse)
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException cause) {
            throw new AssertionError(cause);
        }
    }
}
