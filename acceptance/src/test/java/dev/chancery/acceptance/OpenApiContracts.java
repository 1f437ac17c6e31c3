package dev.chancery.acceptance;

import dev.chancery.acceptance.OpenApiContract.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every OpenAPI document of the house at once: an answer is judged by the one that has its operation, and what is missing is
 * missing from all of them.
 */
final class OpenApiContracts {

    private final List<OpenApiContract> documents;

    private OpenApiContracts(List<OpenApiContract> documents) {
        this.documents = documents;
    }

    /** The official documents, corrected, and our own of the families they leave out. */
    static OpenApiContracts ofTheHouse() {
        return new OpenApiContracts(Stream.of("openapi.json", "openapi-access.json", "supplement.json")
                .map(OpenApiContract::of)
                .toList());
    }

    /** Returns the operations of all documents. */
    List<Operation> operations() {
        return documents.stream()
                .flatMap(document -> document.operations().stream())
                .toList();
    }

    /** Returns the names of the permission groups any of which opens the operation; empty if no document names any. */
    List<String> permissionGroups(Operation operation) {
        return documents.stream()
                .flatMap(document -> document.permissionGroups(operation).stream())
                .toList();
    }

    /** Returns the operation a request asked for, if a document knows it. A literal path wins over a template. */
    Optional<Operation> operationOf(String method, String path) {
        return documents.stream()
                .flatMap(document -> document.operationOf(method, path).stream())
                .min(Comparator.comparingInt(Operation::placeholders));
    }

    /**
     * Returns what the operation's document has against an answer; an empty list if nothing. An operation that no document
     * knows is a fault.
     */
    List<String> faultsOf(RecordedExchange exchange) {
        Optional<Operation> operation = operationOf(exchange.method(), exchange.path());
        return documents.stream()
                .filter(document ->
                        operation.filter(document.operations()::contains).isPresent())
                .findFirst()
                .map(document -> document.faultsOf(exchange))
                .orElseGet(() -> List.of("no document has " + exchange.method() + " " + exchange.path()));
    }
}
