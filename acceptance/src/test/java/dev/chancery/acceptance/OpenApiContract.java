package dev.chancery.acceptance;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** An OpenAPI document under {@code openapi/}, corrected by an overlay, that judges recorded answers. */
final class OpenApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final List<Operation> operations;
    private final OpenApiInteractionValidator validator;

    private OpenApiContract(JsonNode document) {
        this.document = document;
        this.operations = operationsOf(document);
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(document.toString())
                .withBasePathOverride("")
                // What we add lies beside the documented members under names of our own (DESIGN 4.10), and a schema
                // composed with allOf would otherwise refuse the members of its siblings: inside anyOf, in silence.
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    /**
     * A document under {@code openapi/}, with those corrections of {@code overlay.json} that name it.
     *
     * @param name the file's name
     */
    static OpenApiContract of(String name) {
        JsonNode document = resource("/openapi/" + name);
        for (JsonNode correction : resource("/openapi/overlay.json").path("corrections")) {
            if (correction.path("document").asText().equals(name)) {
                apply(document, correction);
            }
        }
        return new OpenApiContract(document);
    }

    /** One operation of the document: a method and a path template. */
    record Operation(String method, String template) {

        /** Reads what {@link #toString} writes. */
        static Operation parse(String text) {
            String[] parts = text.split(" ", -1);
            if (parts.length != 2 || !parts[1].startsWith("/")) {
                throw new IllegalArgumentException("operation: %s (expected: a method and a path)".formatted(text));
            }
            return new Operation(parts[0], parts[1]);
        }

        boolean matches(String otherMethod, String path) {
            String[] wanted = template.split("/", -1);
            String[] found = path.split("/", -1);
            if (!method.equals(otherMethod) || wanted.length != found.length) {
                return false;
            }
            for (int i = 0; i < wanted.length; i++) {
                if (!wanted[i].startsWith("{") && !wanted[i].equals(found[i])) {
                    return false;
                }
            }
            return true;
        }

        /** How many parts of the path are not spelled out: the fewer, the better a path fits. */
        int placeholders() {
            return (int) template.chars().filter(c -> c == '{').count();
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    /** Returns the operations of the document, in its order. */
    List<Operation> operations() {
        return operations;
    }

    /** Returns the names of the permission groups any of which opens the operation; empty if the document names none. */
    List<String> permissionGroups(Operation operation) {
        List<String> names = new ArrayList<>();
        document.path("paths")
                .path(operation.template())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("x-api-token-group")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Returns the operation a request asked for, if the document knows it. A literal path wins over a template. */
    Optional<Operation> operationOf(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .min(Comparator.comparingInt(Operation::placeholders));
    }

    /** Returns what the document has against an answer; an empty list if nothing. */
    List<String> faultsOf(RecordedExchange exchange) {
        SimpleResponse.Builder response =
                SimpleResponse.Builder.status(exchange.status()).withBody(exchange.body());
        if (!exchange.contentType().isEmpty()) {
            response.withContentType(exchange.contentType());
        }
        List<String> faults = new ArrayList<>();
        validator
                .validateResponse(
                        exchange.path(),
                        Request.Method.valueOf(exchange.method().toUpperCase(Locale.ROOT)),
                        response.build())
                .getMessages()
                .forEach(message -> {
                    if (message.getLevel() == ValidationReport.Level.ERROR) {
                        faults.add(message.getKey() + ": " + message.getMessage() + " " + message.getAdditionalInfo());
                    }
                });
        return faults;
    }

    private static List<Operation> operationsOf(JsonNode document) {
        List<Operation> found = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(member -> {
                    if (List.of("get", "post", "put", "patch", "delete").contains(member.getKey())) {
                        found.add(new Operation(member.getKey().toUpperCase(Locale.ROOT), path.getKey()));
                    }
                }));
        return List.copyOf(found);
    }

    /** Applies one correction: the member at {@code at} (a JSON pointer) becomes {@code value}, or goes away without one. */
    private static void apply(JsonNode document, JsonNode correction) {
        String pointer = correction.path("at").asText();
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
        if (!(document.at(pointer.substring(0, last)) instanceof ObjectNode parent)
                || correction.path("cites").asText().isBlank()) {
            throw new IllegalStateException("a correction that finds nothing or cites nothing: " + correction);
        }
        if (correction.has("value")) {
            parent.set(name, correction.get("value"));
        } else if (parent.remove(name) == null) {
            throw new IllegalStateException("a correction that removes nothing: " + correction);
        }
    }

    private static JsonNode resource(String name) {
        try (InputStream stream =
                Objects.requireNonNull(OpenApiContract.class.getResourceAsStream(name), name + " is missing")) {
            return JSON.readTree(stream);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
