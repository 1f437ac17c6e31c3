package dev.chancery.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Authenticator;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Credentials;
import dev.chancery.control.v4.Gate;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The listener over real sockets, with a handful of routes of the test's own. */
final class ApiServerTest {
    private static final String TOKEN = "a".repeat(40);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String METERED = "m".repeat(40);

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    // HTTP/1.1 as the official clients speak it; over HTTP/2 a 413 races the reset of the unread stream.
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ApiServer SERVER = server();

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        CLIENT.close();
    }

    private static Principal caller(boolean unmetered) {
        return new Principal(
                Principal.Kind.USER_TOKEN,
                "1".repeat(32),
                new Principal.Owner.OfUser(new UserId("2".repeat(32))),
                "test",
                new Grants.Everything(),
                Set.of(new AccountId("3".repeat(32))),
                unmetered);
    }

    private static ApiServer server() {
        Authenticator authenticator = (credentials, _) -> switch (credentials) {
            case Credentials.Bearer(String token) when token.equals(TOKEN) -> caller(true);
            case Credentials.Bearer(String token) when token.equals(METERED) -> caller(false);
            case Credentials.EmailAndKey(String email, String _) when email.equals("owner@example.com") -> caller(true);
            case Credentials.Bearer _, Credentials.EmailAndKey _ ->
                throw ErrorCode.AUTHENTICATION_FAILED.refusal("Authentication error");
        };
        Directory nothing = _ -> Optional.empty();
        Permission any = new Permission.AnyPrincipal();
        List<Route> api = List.of(
                Route.get("/things", any, _ -> Answer.whole(List.of(Map.of("a", 1)))),
                Route.post("/things", any, call -> {
                    Body body = call.body();
                    String name = body.requiredText("name");
                    long days = body.requiredInteger("days");
                    body.check();
                    return Answer.created(Map.of("name", name, "days", days));
                }),
                Route.delete("/things", any, _ -> {
                    throw ErrorCode.ZONE_HAS_CERTIFICATES.refusal("zone: has certificates (expected: none)");
                }),
                Route.get("/broken", any, _ -> {
                    throw new IllegalStateException("secret detail");
                }),
                Route.get(
                        "/accounts/{account_id}/things",
                        new Permission.Sees(dev.chancery.control.principal.Scope.ACCOUNT),
                        call -> Answer.ok(call.account().account().hex())));
        List<Route> open = List.of(Route.get(
                "/open/{file}",
                new Permission.Anyone(),
                call -> new Answer.Raw(
                        200, "text/plain", call.path("file").getBytes(StandardCharsets.UTF_8), Map.of())));
        return new ApiServer(
                new ApiServer.Parts(
                        new Listen("127.0.0.1", 0, Optional.empty(), List.of()),
                        Limits.byDefault(),
                        authenticator,
                        new Gate(nothing),
                        new RateLimiter(new RateLimiter.Quota(20, Duration.ofMinutes(5)), NOW::get),
                        new RequestIds(new SplittableRandom(1)),
                        new SimpleMeterRegistry()),
                List.of(() -> api),
                List.of(() -> open));
    }

    private HttpRequest.Builder to(String path) {
        return to(path, TOKEN);
    }

    private HttpRequest.Builder to(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> post(String body) {
        return send(to("/client/v4/things").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void answersWithAndWithoutThePrefixInTheEnvelopesOrder() {
        String expected = "{\"result\":[{\"a\":1}],\"success\":true,\"errors\":[],\"messages\":[],\"result_info\":"
                + "{\"page\":1,\"per_page\":50,\"count\":1,\"total_count\":1,\"total_pages\":1}}";
        assertThat(send(to("/client/v4/things")).body()).isEqualTo(expected);
        assertThat(send(to("/things")).body()).isEqualTo(expected);
    }

    @Test
    void namesEveryAnswerWithARequestId() {
        HttpResponse<String> first = send(to("/things"));
        HttpResponse<String> second = send(to("/nowhere"));
        assertThat(first.headers().firstValue("cf-ray").orElseThrow()).matches("[0-9a-f]{16}");
        assertThat(second.headers().firstValue("x-request-id").orElseThrow())
                .matches("[0-9a-f]{16}")
                .isNotEqualTo(first.headers().firstValue("x-request-id").orElseThrow());
    }

    @Test
    void rendersAnUnknownRouteAndAnUnknownMethod() throws IOException {
        HttpResponse<String> route = send(to("/client/v4/nowhere"));
        assertThat(route.statusCode()).isEqualTo(404);
        assertThat(json(route).at("/errors/0/code").intValue()).isEqualTo(7000);
        assertThat(json(route).at("/success").booleanValue()).isFalse();
        assertThat(json(route).get("result").isNull()).isTrue();
        HttpResponse<String> method = send(to("/things").PUT(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(json(method).at("/errors/0/code").intValue()).isEqualTo(7001);
    }

    @Test
    void readsJsonWhateverTheContentTypeSays() {
        assertThat(send(to("/things")
                                .header("Content-Type", "text/plain;charset=UTF-8")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\",\"days\":3}")))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void gathersEveryFaultWithItsPointer() throws IOException {
        JsonNode answer = json(post("{\"days\":\"three\"}"));
        assertThat(answer.at("/errors").size()).isEqualTo(2);
        assertThat(answer.at("/errors/0/code").intValue()).isEqualTo(6008);
        assertThat(answer.at("/errors/0/source/pointer").textValue()).isEqualTo("/name");
        assertThat(answer.at("/errors/1/code").intValue()).isEqualTo(6007);
        assertThat(answer.at("/errors/1/message").textValue()).isEqualTo("days: a string (expected: an integer)");
    }

    @Test
    void refusesBodiesThatAreNotOneObject() throws IOException {
        assertThat(json(post("{\"name\":")).at("/errors/0/code").intValue()).isEqualTo(6004);
        assertThat(json(post("[]")).at("/errors/0/code").intValue()).isEqualTo(6007);
        assertThat(json(post("{} {}")).at("/errors/0/code").intValue()).isEqualTo(6004);
        assertThat(json(post("{\"name\":\"a\",\"name\":\"b\"}"))
                        .at("/errors/0/code")
                        .intValue())
                .isEqualTo(6004);
        assertThat(json(post("[".repeat(5000))).at("/errors/0/code").intValue()).isEqualTo(6006);
        HttpResponse<String> large = post("{\"name\":\"" + "x".repeat(2 << 20) + "\"}");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(json(large).at("/errors/0/code").intValue()).isEqualTo(6005);
    }

    @Test
    void tellsMissingMalformedAndUnknownCredentialsApart() throws IOException {
        URI things = URI.create("http://127.0.0.1:" + SERVER.port() + "/things");
        HttpResponse<String> none = send(HttpRequest.newBuilder(things));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(json(none).at("/errors/0/code").intValue()).isEqualTo(9106);
        HttpResponse<String> malformed = send(HttpRequest.newBuilder(things).header("Authorization", "Basic xyz"));
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(json(malformed).at("/errors/0/code").intValue()).isEqualTo(6003);
        assertThat(json(malformed).at("/errors/0/error_chain/0/code").intValue())
                .isEqualTo(6111);
        HttpResponse<String> unknown =
                send(HttpRequest.newBuilder(things).header("Authorization", "Bearer " + "b".repeat(40)));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(json(unknown).at("/errors/0/code").intValue()).isEqualTo(10000);
    }

    @Test
    void takesTheBearerWhenBothSchemesAreSent() {
        assertThat(send(to("/things")
                                .header("X-Auth-Email", "nobody@example.com")
                                .header("X-Auth-Key", "c".repeat(37)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hidesWhatFailedAndNamesTheRequest() throws IOException {
        HttpResponse<String> response = send(to("/broken"));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret detail");
        assertThat(json(response).at("/errors/0/message").textValue())
                .contains(response.headers().firstValue("x-request-id").orElseThrow());
    }

    @Test
    void tellsClientsNotToRetryAConflict() {
        HttpResponse<String> response = send(to("/things").DELETE());
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("x-should-retry")).contains("false");
    }

    @Test
    void takesAccountIdsInBothForms() {
        assertThat(send(to("/accounts/" + "3".repeat(32) + "/things")).statusCode())
                .isEqualTo(200);
        assertThat(send(to("/accounts/33333333-3333-3333-3333-333333333333/things"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(to("/accounts/" + "4".repeat(32) + "/things")).statusCode())
                .isEqualTo(403);
        assertThat(send(to("/accounts/nonsense/things")).statusCode()).isEqualTo(404);
    }

    @Test
    void limitsTheRateAndLetsGoAfterTheWindow() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(send(to("/things", METERED)).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> limited = send(to("/things", METERED));
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited).at("/errors/0/code").intValue()).isEqualTo(10429);
        assertThat(limited.headers().firstValue("retry-after")).contains("300");
        assertThat(limited.headers().firstValue("ratelimit-policy")).contains("\"default\";q=20;w=300");
        NOW.updateAndGet(instant -> instant.plusSeconds(300));
        HttpResponse<String> fresh = send(to("/things", METERED));
        assertThat(fresh.statusCode()).isEqualTo(200);
        assertThat(fresh.headers().firstValue("ratelimit")).contains("\"default\";r=19;t=300");
    }

    @Test
    void servesOpenRoutesWithoutCredentialsAtTheRootOnly() {
        URI base = URI.create("http://127.0.0.1:" + SERVER.port());
        assertThat(send(HttpRequest.newBuilder(base.resolve("/open/file.txt"))).body())
                .isEqualTo("file.txt");
        assertThat(send(HttpRequest.newBuilder(base.resolve("/client/v4/open/file.txt")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void answersGarbageOnTheSocketWithoutDying() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("500 ");
        }
        assertThat(send(to("/things")).statusCode()).isEqualTo(200);
    }

    @Test
    void sendsHeadAndBodyInOnePiece() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            for (int i = 0; i < 10; i++) {
                String request = "GET /things HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                // One read, not one until the end: what the server sends at once arrives at once.
                byte[] piece = new byte[65_536];
                int count = socket.getInputStream().read(piece);
                assertThat(new String(piece, 0, count, StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .endsWith("\"total_pages\":1}}");
            }
        }
    }
}
