package dev.chancery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Scope;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import dev.chancery.testkit.GoldenFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Route × scheme × permission, none left out: the table is the house's own list of routes, so a new route is in it the
 * moment it exists. A call that passes the gate may still be refused for its empty body or unknown id; what counts here
 * is whether the gate's own refusal (10000, 7003, 9106) is heard.
 */
final class PermissionTableTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String NOBODY = "f".repeat(32);

    @TempDir
    static Path folder;

    private static House house;
    private static String ownerToken;
    private static String legacyKey;
    private static String userId;
    private static Place shared;
    private static final Map<PermissionGroup, String> TOKENS = new EnumMap<>(PermissionGroup.class);

    @BeforeAll
    static void openHouse() throws IOException {
        StartCommand command = new StartCommand();
        command.data.folder = folder.resolve("data");
        command.listen.listen = "127.0.0.1:0";
        command.edge.edges = "127.0.0.1:0";
        command.roles = List.of(StartCommand.Role.CONTROL);
        command.legacyKey = true;
        command.rateLimit = 0;
        house = House.open(command, new Announcement(new PrintWriter(new StringWriter()), false));
        DataFolder data = DataFolder.open(command.data.folder);
        ownerToken = DataFolder.read(data.ownerToken()).orElseThrow();
        legacyKey = DataFolder.read(data.legacyKey()).orElseThrow();
        userId = call("GET", "/user", bearer(ownerToken)).at("/result/id").textValue();
        shared = freshPlace();
    }

    @AfterAll
    static void closeHouse() {
        house.close();
        CLIENT.close();
    }

    /** A zone of its own for each case: some routes delete it. */
    private record Place(String account, String zone) {}

    static Stream<Route> routes() {
        return house.apiRoutes().stream();
    }

    static Stream<Route> guardedRoutes() {
        return routes().filter(route -> route.permission() instanceof Permission.Groups);
    }

    @Test
    void theTableHasTheHousesRoutes() {
        assertThat(house.apiRoutes())
                .extracting(Route::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(40);
        assertThat(house.apiRoutes())
                .extracting(Route::permission)
                .as("no route of the API is open to anyone")
                .noneMatch(Permission.Anyone.class::isInstance);
    }

    /** What the acceptance tests hold against the documents ({@code ServedOperationsTest}). */
    @Test
    void theGoldenFileHasTheHousesRoutes() {
        new GoldenFiles("src/test/resources/golden", "*.txt")
                .check(
                        "routes.txt",
                        house.apiRoutes().stream()
                                .map(route -> "%s %s | %s%n"
                                        .formatted(route.method(), route.path(), words(route.permission())))
                                .sorted()
                                .collect(Collectors.joining()));
    }

    private static String words(Permission permission) {
        return switch (permission) {
            case Permission.Anyone _ -> "anyone";
            case Permission.AnyPrincipal _ -> "anybody with credentials";
            case Permission.OwnToken _ -> "the token asked about";
            case Permission.Sees(Scope scope) -> "whoever sees the " + scope.word();
            case Permission.Groups(Scope _, Set<PermissionGroup> anyOf) ->
                anyOf.stream().map(PermissionGroup::title).distinct().sorted().collect(Collectors.joining("; "));
        };
    }

    @ParameterizedTest
    @MethodSource("routes")
    void wantsCredentials(Route route) throws IOException {
        assertThat(gate(call(route, place(route), List.of()))).isEqualTo(9106);
        assertThat(gate(call(route, place(route), bearer("x".repeat(40)))))
                .as("unknown; the verify operations have a number of their own for it")
                .isEqualTo(route.path().endsWith("/verify") ? 1000 : 10000);
        assertThat(gate(call(
                        route,
                        place(route),
                        List.of("X-Auth-Email", "owner@example.com", "X-Auth-Key", "0".repeat(37)))))
                .as("an unknown key")
                .isIn(10000, 1000);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void admitsTheOwnersTokenAndTheLegacyKey(Route route) throws IOException {
        assertThat(gate(call(route, place(route), bearer(ownerToken))))
                .as("only a token of the account's own can be verified at the account")
                .isEqualTo(route.path().equals("/accounts/{account_id}/tokens/verify") ? 1000 : 0);
        int withKey =
                gate(call(route, place(route), List.of("X-Auth-Email", "owner@example.com", "X-Auth-Key", legacyKey)));
        assertThat(withKey)
                .as("a legacy key may do everything, but there is no token of its own to verify")
                .isEqualTo(route.path().endsWith("/verify") ? 1000 : 0);
    }

    @ParameterizedTest
    @MethodSource("guardedRoutes")
    void admitsEachAcceptedGroupAndNoOther(Route route) throws IOException {
        Permission.Groups permission = (Permission.Groups) route.permission();
        for (PermissionGroup group : PermissionGroup.values()) {
            int heard = gate(call(route, place(route), bearer(token(group))));
            if (permission.anyOf().contains(group)) {
                assertThat(heard).as("%s with %s", route.name(), group).isZero();
            } else {
                assertThat(heard).as("%s with %s", route.name(), group).isNotZero();
            }
        }
    }

    /** The number of the gate's own refusal, or zero if the call went past it. */
    private static int gate(JsonNode answer) {
        int code = answer.at("/errors/0/code").asInt();
        return switch (code) {
            case 9106, 10000, 7003, 6003, 1000 -> code;
            default -> 0;
        };
    }

    /** A place of the house's own, or one for this call alone where the call takes it away. */
    private static Place place(Route route) throws IOException {
        boolean takesAway = route.method() == Route.Method.DELETE
                && (route.path().equals("/accounts/{account_id}")
                        || route.path().equals("/zones/{zone_id}"));
        return takesAway ? freshPlace() : shared;
    }

    private static Place freshPlace() throws IOException {
        JsonNode account = call("POST", "/accounts", "{\"name\":\"table\",\"type\":\"standard\"}", bearer(ownerToken));
        String accountId = account.at("/result/id").textValue();
        JsonNode zone = call(
                "POST",
                "/zones",
                "{\"name\":\"z%s.example\",\"account\":{\"id\":\"%s\"}}".formatted(accountId, accountId),
                bearer(ownerToken));
        return new Place(accountId, zone.at("/result/id").textValue());
    }

    /** A token with one group on everything of the group's kind. */
    private static String token(PermissionGroup group) throws IOException {
        String known = TOKENS.get(group);
        if (known != null) {
            return known;
        }
        String resource = switch (group.scope()) {
            case USER -> "com.cloudflare.api.user." + userId;
            case ACCOUNT -> "com.cloudflare.api.account.*";
            case ZONE -> "com.cloudflare.api.account.zone.*";
        };
        JsonNode made = call(
                "POST",
                "/user/tokens",
                "{\"name\":\"%s\",\"policies\":[{\"effect\":\"allow\",\"resources\":{\"%s\":\"*\"},\"permission_groups\":[{\"id\":\"%s\"}]}]}"
                        .formatted(group.name(), resource, group.id()),
                bearer(ownerToken));
        String value = made.at("/result/value").textValue();
        TOKENS.put(group, value);
        return value;
    }

    private static List<String> bearer(String token) {
        return List.of("Authorization", "Bearer " + token);
    }

    private static JsonNode call(Route route, Place place, List<String> headers) throws IOException {
        String path = Arrays.stream(route.path().split("/"))
                .map(segment -> switch (segment) {
                    case "{account_id}" -> place.account();
                    case "{zone_id}" -> place.zone();
                    default -> segment.startsWith("{") ? NOBODY : segment;
                })
                .collect(Collectors.joining("/"));
        return call(route.method().name(), path, "{}", headers);
    }

    private static JsonNode call(String method, String path, List<String> headers) throws IOException {
        return call(method, path, "", headers);
    }

    private static JsonNode call(String method, String path, String body, List<String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house.base() + "/client/v4" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : body));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as("%s %s", method, path).isLessThan(500);
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Test
    void scopesOfGroupsAndRoutesAgree() {
        assertThat(house.apiRoutes())
                .extracting(Route::permission)
                .filteredOn(Permission.Groups.class::isInstance)
                .allSatisfy(permission -> {
                    Permission.Groups groups = (Permission.Groups) permission;
                    assertThat(groups.anyOf())
                            .allMatch(group -> group.scope() == groups.scope()
                                    || (groups.scope() == Scope.ZONE && group.scope() == Scope.ACCOUNT));
                });
    }
}
