package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The permission groups the official documents name for each operation: any one of them suffices, and all others
 * together do not.
 */
@WithChancery
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PermissionTest {

    /** Lists that every caller may ask for: they hold what the caller may see. */
    private static final Set<String> OPEN_LISTS = Set.of("GET /zones", "GET /accounts");

    /** How the document spells two groups, and what the list of groups calls them. */
    private static final Map<String, String> SPELLINGS =
            Map.of("Zone Zone Read", "Zone Read", "Zone Zone Edit", "Zone Write");

    private final RunningChancery product;
    private final V4Client owner;
    private final String user;
    private final List<Group> groups = new ArrayList<>();

    private record Group(String id, String name, String scope) {}

    PermissionTest(RunningChancery product, @TempDir Path folder) {
        this.product = product;
        this.owner = product.owner();
        this.user = owner.get("/user").result().path("id").asText();
        owner.get("/user/tokens/permission_groups")
                .result()
                .forEach(node -> groups.add(new Group(
                        node.path("id").asText(),
                        node.path("name").asText(),
                        node.path("scopes").path(0).asText())));
        // With a certificate in it, neither the zone nor the account can be deleted by a permitted token.
        String csr = OpenSsl.read(new OpenSsl(folder).request(OpenSsl.KeyKind.P256, "/CN=keeps the zone"));
        owner.post(product.zone() + "/client_certificates", Map.of("csr", csr, "validity_days", 1))
                .result();
    }

    @TestFactory
    Stream<DynamicTest> eachNamedGroupOpensItsOperation() {
        return guarded()
                .flatMap(operation -> operation.groups().stream()
                        .filter(name ->
                                groups.stream().anyMatch(group -> group.name().equals(name)))
                        .map(name -> DynamicTest.dynamicTest(operation + " with " + name, () -> {
                            V4Answer answer =
                                    ask(operation, group -> group.name().equals(name));
                            assertThat(answer.status())
                                    .as(answer.text())
                                    .isNotIn(401, 403)
                                    .isLessThan(500);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> allOtherGroupsTogetherDoNotOpenIt() {
        return guarded()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.toString(),
                        () -> ask(operation, group -> !operation.groups().contains(group.name()))
                                .refused(403, 10_000)));
    }

    /** An operation with the groups the document names for it. */
    private record Guarded(OpenApiContract.Operation operation, List<String> groups) {
        @Override
        public String toString() {
            return operation.toString();
        }
    }

    private static Stream<Guarded> guarded() {
        OpenApiContracts contracts = OpenApiContracts.ofTheHouse();
        LaterOperations later = LaterOperations.read();
        return contracts.operations().stream()
                .filter(operation -> !later.has(operation))
                .filter(operation -> !OPEN_LISTS.contains(operation.toString()))
                .map(operation -> new Guarded(
                        operation,
                        contracts.permissionGroups(operation).stream()
                                .map(name -> SPELLINGS.getOrDefault(name, name))
                                .distinct()
                                .toList()))
                .filter(operation -> !operation.groups().isEmpty());
    }

    private V4Answer ask(Guarded guarded, Predicate<Group> wanted) {
        String token = owner.post("/user/tokens", tokenWith(wanted))
                .result()
                .path("value")
                .asText();
        String path = guarded.operation()
                .template()
                .replace("{account_id}", product.accountId())
                .replace("{zone_id}", product.zoneId())
                .replaceAll("\\{[^}]+}", "0123456789abcdef0123456789abcdef");
        String method = guarded.operation().method();
        // Where a zone is to be made is said in the body: without it there is nothing to be permitted.
        String body = path.equals("/zones")
                ? "{\"name\":\"permitted.test\",\"account\":{\"id\":\"" + product.accountId() + "\"}}"
                : "{}";
        return owner.withToken(token).send(method, path, method.matches("GET|DELETE") ? null : body);
    }

    private Map<String, Object> tokenWith(Predicate<Group> wanted) {
        Map<String, List<Map<String, String>>> byScope = new LinkedHashMap<>();
        for (Group group : groups) {
            if (wanted.test(group)) {
                byScope.computeIfAbsent(group.scope(), _ -> new ArrayList<>()).add(Map.of("id", group.id()));
            }
        }
        List<Map<String, Object>> policies = new ArrayList<>();
        byScope.forEach((scope, ids) -> policies.add(
                Map.of("effect", "allow", "permission_groups", ids, "resources", Map.of(resource(scope), "*"))));
        return Map.of("name", "permissions", "policies", policies);
    }

    private String resource(String scope) {
        return switch (scope) {
            case "com.cloudflare.api.account" -> scope + "." + product.accountId();
            case "com.cloudflare.api.account.zone" -> scope + ".*";
            case "com.cloudflare.api.user" -> scope + "." + user;
            default -> throw new AssertionError("a scope we do not know: " + scope);
        };
    }
}
