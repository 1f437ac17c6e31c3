package dev.chancery.edge;

import static dev.chancery.edge.AccessWorld.APP;
import static dev.chancery.edge.AccessWorld.application;
import static dev.chancery.edge.AccessWorld.claims;
import static dev.chancery.edge.AccessWorld.policy;
import static dev.chancery.trust.access.AccessPolicy.Effect.ALLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.belief.Belief;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.Rule;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the connections of people whose tokens end, are revoked, or are not enough any more. */
final class AccessCutTest {
    private static final AccessPolicy STAFF = policy(1, ALLOW, new Rule.EmailDomain("example.com"));
    private static final KeyManager[] NO_KEYS = {};

    @TempDir
    Path folder;

    private ScriptedOrigin origin;
    private WebSocketOrigin sockets;
    private World world;
    private AccessWorld access;
    private Belief belief;

    @BeforeAll
    static void watch() {
        NoLeaks.watch();
    }

    @BeforeEach
    void open() throws IOException {
        origin = new ScriptedOrigin();
        origin.play(line -> {
            for (; ; ) {
                var _ = line.head();
                line.answer("here");
            }
        });
        sockets = new WebSocketOrigin();
        world = new World(folder, origin.uri(), Limits.patient(Duration.ofSeconds(5)));
        access = new AccessWorld(world, origin.uri(), origin.uri());
        belief = world.edge.belief();
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        sockets.close();
        origin.close();
    }

    private void believe(boolean webSockets, List<TrustEntry> application) throws Exception {
        access = new AccessWorld(world, webSockets ? sockets.uri() : origin.uri(), origin.uri());
        belief = access.belief(application);
        var _ = access.apply(belief);
    }

    private int revoke(String email) throws Exception {
        return access.apply(access.belief(
                belief.bundle().with(List.of(Change.put(AccessTest.revoked(email, Instant.now()))))));
    }

    private Raw connection() {
        return new Raw(world.edge.address().getPort(), APP);
    }

    private String get(String email) {
        return "GET / HTTP/1.1\r\nHost: " + APP + "\r\nCookie: CF_Authorization=" + access.token(email, 1) + "\r\n\r\n";
    }

    private Map<String, String> token(String email) {
        return Map.of("cf-access-token", access.token(email, 1));
    }

    @Test
    void whoseTokensAreRevokedIsCutOnAKeptAliveConnectionAndCountedWhileOthersStay() throws Exception {
        believe(false, application(1, APP, "", STAFF));
        try (Raw ann = connection();
                Raw bob = connection();
                Raw nobody = connection()) {
            assertThat(ann.send(get("ann@example.com")).answer()).endsWith("here");
            assertThat(bob.send(get("bob@example.com")).answer()).endsWith("here");
            assertThat(nobody.send("GET / HTTP/1.1\r\nHost: " + APP + "\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 401 ");
            assertThat(revoke("ann@example.com")).isEqualTo(1);
            assertThat(world.meters.counter("chancery.edge.cut").count()).isEqualTo(1);
            assertThat(ann.toTheEnd()).isEmpty();
            assertThat(bob.send(get("bob@example.com")).answer()).endsWith("here");
            world.leased.set(false);
            assertThat(world.edge.lapse().get().cut()).isEqualTo(2);
            assertThat(bob.toTheEnd()).isEmpty();
        }
    }

    @Test
    void anHttp2ConnectionOfARevokedTokenGetsGoAwayAndIsClosed() throws Exception {
        believe(false, application(1, APP, "", STAFF));
        try (ClientOfHttp2 ann = new ClientOfHttp2(world.edge.address().getPort(), APP, world)) {
            assertThat(ann.send(new DefaultHttp2Headers()
                            .method("GET")
                            .scheme("https")
                            .authority(APP)
                            .path("/")
                            .add("cookie", "a=b")
                            .add("cookie", "CF_Authorization=" + access.token("ann@example.com", 1))))
                    .isEqualTo("200");
            assertThat(revoke("ann@example.com")).isEqualTo(1);
            assertThat(ann.goAway()).isTrue();
            assertThat(ann.closed()).isTrue();
        }
    }

    @Test
    void aWebSocketIsCutWhenItsTokenIsRevokedAndItsNeighbourStays() throws Exception {
        believe(true, application(1, APP, "", STAFF));
        Ear ann = new Ear();
        Ear bob = new Ear();
        WebSocket anns = ann.open(world, APP, NO_KEYS, token("ann@example.com"));
        WebSocket bobs = bob.open(world, APP, NO_KEYS, token("bob@example.com"));
        var _ = anns.sendText("ann", true).get();
        assertThat(ann.next()).isEqualTo("ann");
        assertThat(revoke("ann@example.com")).isEqualTo(1);
        assertThat(ann.ended()).isTrue();
        var _ = bobs.sendText("bob", true).get();
        assertThat(bob.next()).isEqualTo("bob");
        assertThat(access.apply(
                        access.belief(application(1, APP, "", policy(2, ALLOW, new Rule.Email("no@body.test"))))))
                .isEqualTo(1);
        assertThat(bob.ended()).isTrue();
    }

    @Test
    void aWebSocketEndsWithItsTokenHoweverSilentItIs() throws Exception {
        believe(true, application(1, APP, "", STAFF));
        Ear ear = new Ear();
        WebSocket socket = ear.open(
                world,
                APP,
                NO_KEYS,
                Map.of(
                        "cf-access-token",
                        access.signed(claims("ann@example.com", 1).build())));
        var _ = socket.sendText("heard", true).get();
        assertThat(ear.next()).isEqualTo("heard");
        world.clock.set(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        assertThat(ear.ended()).isTrue();
    }

    @Test
    void whatWasOpenBeforeAnApplicationCameIsCutWhereNobodyIsKnown() throws Exception {
        believe(true, List.of());
        Ear ear = new Ear();
        WebSocket socket = ear.open(world, APP, NO_KEYS, Map.of());
        var _ = socket.sendText("heard", true).get();
        assertThat(ear.next()).isEqualTo("heard");
        assertThat(access.apply(access.belief(application(1, APP, "", STAFF)))).isEqualTo(1);
        assertThat(ear.ended()).isTrue();
    }

    @Test
    void aWebSocketWithoutATokenIsNotOpened() throws Exception {
        believe(true, application(1, APP, "", STAFF));
        try (Raw nobody = connection()) {
            assertThat(nobody.send(
                                    "GET /echo HTTP/1.1\r\nHost: " + APP
                                            + "\r\nConnection: upgrade\r\nUpgrade: websocket\r\nAccept: text/html\r\n"
                                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 401 ");
        }
    }
}
