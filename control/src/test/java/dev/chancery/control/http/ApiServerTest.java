package dev.chancery.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
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
    private static final String METERED = "m".repeat(40);

    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private static final ApiServer SERVER = server();

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
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
                        Limits.byDefault().withoutPatience(),
                        authenticator,
                        new Gate(nothing),
                        new RateLimiter(new RateLimiter.Quota(20, Duration.ofMinutes(5)), NOW::get),
                        new RequestIds(new SplittableRandom(1)),
                        new SimpleMeterRegistry()),
                List.of(() -> api),
                List.of(() -> open));
    }

    private static Caller caller() {
        return Caller.nobody("http://127.0.0.1:" + SERVER.port()).bearer(TOKEN);
    }

    private static Caller nobody() {
        return Caller.nobody("http://127.0.0.1:" + SERVER.port());
    }

    private static Reply post(String body) {
        return caller().call("POST", "/client/v4/things", body);
    }

    @Test
    void answersWithAndWithoutThePrefixInTheEnvelopesOrder() {
        String expected = "{\"result\":[{\"a\":1}],\"success\":true,\"errors\":[],\"messages\":[],\"result_info\":"
                + "{\"page\":1,\"per_page\":50,\"count\":1,\"total_count\":1,\"total_pages\":1}}";
        assertThat(caller().get("/client/v4/things").text()).isEqualTo(expected);
        assertThat(caller().get("/things").text()).isEqualTo(expected);
    }

    @Test
    void namesEveryAnswerWithARequestId() {
        Reply first = caller().get("/things");
        Reply second = caller().get("/nowhere");
        assertThat(first.header("cf-ray")).matches("[0-9a-f]{16}");
        assertThat(second.header("x-request-id")).matches("[0-9a-f]{16}").isNotEqualTo(first.header("x-request-id"));
    }

    @Test
    void rendersAnUnknownRouteAndAnUnknownMethod() {
        Reply route = caller().get("/client/v4/nowhere");
        assertThat(route.status()).isEqualTo(404);
        assertThat(code(route)).isEqualTo(7000);
        assertThat(route.json().at("/success").booleanValue()).isFalse();
        assertThat(route.json().get("result").isNull()).isTrue();
        Reply method = caller().put("/things", "{}");
        assertThat(method.status()).isEqualTo(405);
        assertThat(code(method)).isEqualTo(7001);
    }

    @Test
    void readsJsonWhateverTheContentTypeSays() {
        HttpRequest.Builder request = caller().to("/things")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\",\"days\":3}"));
        assertThat(Caller.send(request).status()).isEqualTo(201);
    }

    @Test
    void gathersEveryFaultWithItsPointer() {
        JsonNode answer = post("{\"days\":\"three\"}").json();
        assertThat(answer.at("/errors").size()).isEqualTo(2);
        assertThat(answer.at("/errors/0/code").intValue()).isEqualTo(6008);
        assertThat(answer.at("/errors/0/source/pointer").textValue()).isEqualTo("/name");
        assertThat(answer.at("/errors/1/code").intValue()).isEqualTo(6007);
        assertThat(answer.at("/errors/1/message").textValue()).isEqualTo("days: a string (expected: an integer)");
    }

    @Test
    void refusesBodiesThatAreNotOneObject() {
        assertThat(code(post("{\"name\":"))).isEqualTo(6004);
        assertThat(code(post("[]"))).isEqualTo(6007);
        assertThat(code(post("{} {}"))).isEqualTo(6004);
        assertThat(code(post("{\"name\":\"a\",\"name\":\"b\"}"))).isEqualTo(6004);
        assertThat(code(post("[".repeat(5000)))).isEqualTo(6006);
        Reply large = post("{\"name\":\"" + "x".repeat(2 << 20) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(code(large)).isEqualTo(6005);
    }

    @Test
    void tellsMissingMalformedAndUnknownCredentialsApart() {
        Reply none = nobody().get("/things");
        assertThat(none.status()).isEqualTo(400);
        assertThat(code(none)).isEqualTo(9106);
        Reply malformed = nobody().with("Authorization", "Basic xyz").get("/things");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(code(malformed)).isEqualTo(6003);
        assertThat(malformed.json().at("/errors/0/error_chain/0/code").intValue())
                .isEqualTo(6111);
        Reply unknown = nobody().bearer("b".repeat(40)).get("/things");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(code(unknown)).isEqualTo(10000);
    }

    @Test
    void takesTheBearerWhenBothSchemesAreSent() {
        assertThat(caller().with("X-Auth-Email", "nobody@example.com", "X-Auth-Key", "c".repeat(37))
                        .get("/things")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void hidesWhatFailedAndNamesTheRequest() {
        Reply reply = caller().get("/broken");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).doesNotContain("secret detail");
        assertThat(reply.header("x-request-id")).isNotEmpty();
        assertThat(reply.json().at("/errors/0/message").textValue()).contains(reply.header("x-request-id"));
    }

    @Test
    void tellsClientsNotToRetryAConflict() {
        Reply reply = caller().delete("/things");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.header("x-should-retry")).isEqualTo("false");
    }

    @Test
    void takesAccountIdsInBothForms() {
        assertThat(caller().get("/accounts/" + "3".repeat(32) + "/things").status())
                .isEqualTo(200);
        assertThat(caller().get("/accounts/33333333-3333-3333-3333-333333333333/things")
                        .status())
                .isEqualTo(200);
        assertThat(caller().get("/accounts/" + "4".repeat(32) + "/things").status())
                .isEqualTo(403);
        assertThat(caller().get("/accounts/nonsense/things").status()).isEqualTo(404);
    }

    @Test
    void limitsTheRateAndLetsGoAfterTheWindow() {
        Caller metered = nobody().bearer(METERED);
        for (int i = 0; i < 20; i++) {
            assertThat(metered.get("/things").status()).isEqualTo(200);
        }
        Reply limited = metered.get("/things");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(code(limited)).isEqualTo(10429);
        assertThat(limited.header("retry-after")).isEqualTo("300");
        assertThat(limited.header("ratelimit-policy")).isEqualTo("\"default\";q=20;w=300");
        NOW.updateAndGet(instant -> instant.plusSeconds(300));
        Reply fresh = metered.get("/things");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.header("ratelimit")).isEqualTo("\"default\";r=19;t=300");
    }

    @Test
    void servesOpenRoutesWithoutCredentialsAtTheRootOnly() {
        assertThat(nobody().get("/open/file.txt").text()).isEqualTo("file.txt");
        assertThat(nobody().get("/client/v4/open/file.txt").status()).isEqualTo(404);
    }

    @Test
    void answersGarbageOnTheSocketWithoutDying() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("500 ");
        }
        assertThat(caller().get("/things").status()).isEqualTo(200);
    }

    private static int code(Reply reply) {
        return reply.json().at("/errors/0/code").intValue();
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
