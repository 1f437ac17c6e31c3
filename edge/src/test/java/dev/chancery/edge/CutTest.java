package dev.chancery.edge;

import static dev.chancery.edge.World.ASKS;
import static dev.chancery.edge.World.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.belief.Belief;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of connections that stand when something changes: a revocation, the lease, the end of the edge. */
final class CutTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: " + ASKS + "\r\n\r\n";

    @TempDir
    Path folder;

    private World world;
    private WebSocketOrigin sockets;
    private ScriptedOrigin origin;

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
        world = new World(folder, origin.uri(), Limits.patient(Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        sockets.close();
        origin.close();
    }

    private Raw alice() {
        return new Raw(world.edge.address().getPort(), ASKS, world.keys("alice"));
    }

    /** As before, but alice's leaf is revoked. */
    private Belief revoked() {
        Belief before = world.edge.belief();
        return before.with(World.revoking(before.bundle(), world.alice));
    }

    @Test
    void aRevokedClientIsCutOnAKeptAliveConnectionAndCountedWhileOthersStay() throws Exception {
        world.client("bob", world.ca);
        try (Raw alice = alice();
                Raw bob = new Raw(world.edge.address().getPort(), ASKS, world.keys("bob"));
                Raw nobody = new Raw(world.edge.address().getPort(), OPEN)) {
            assertThat(alice.send(GET).answer()).endsWith("here");
            assertThat(bob.send(GET).answer()).endsWith("here");
            String open = GET.replace(ASKS, OPEN);
            assertThat(nobody.send(open).answer()).endsWith("here");
            assertThat(world.edge.apply(revoked()).get().cut()).isEqualTo(1);
            assertThat(world.meters.counter("chancery.edge.cut").count()).isEqualTo(1);
            assertThat(alice.toTheEnd()).isEmpty();
            assertThat(bob.send(GET).answer()).endsWith("here");
            assertThat(nobody.send(open).answer()).endsWith("here");
        }
    }

    @Test
    void anHttp2ConnectionOfARevokedClientGetsGoAwayAndIsClosed() throws Exception {
        try (ClientOfHttp2 alice = new ClientOfHttp2(world.edge.address().getPort(), ASKS, world)) {
            assertThat(alice.get("/")).isEqualTo("200");
            assertThat(world.edge.apply(revoked()).get().cut()).isEqualTo(1);
            assertThat(alice.goAway()).isTrue();
            assertThat(alice.closed()).isTrue();
        }
    }

    @Test
    void aWebSocketEchoesAndIsCutWhenItsClientIsRevoked() throws Exception {
        world.close();
        world = new World(folder, sockets.uri());
        Ear ear = new Ear();
        WebSocket socket = webSocket(ear);
        assertThat(socket.getSubprotocol()).isEqualTo("chat");
        for (int i = 0; i < 10; i++) {
            var _ = socket.sendText("word " + i, true).get();
            assertThat(ear.next()).isEqualTo("word " + i);
        }
        assertThat(world.edge.apply(revoked()).get().cut()).isEqualTo(1);
        assertThat(ear.ended()).isTrue();
    }

    @Test
    void aWebSocketEndsAtTheFirstReadAfterTheLease() throws Exception {
        world.close();
        world = new World(folder, sockets.uri());
        Ear ear = new Ear();
        WebSocket socket = webSocket(ear);
        world.leased.set(false);
        var _ = socket.sendText("never heard", true);
        assertThat(ear.ended()).isTrue();
        assertThat(ear.heard).isEmpty();
    }

    @Test
    void aLapseCutsProtectedConnectionsOnly() throws Exception {
        try (Raw alice = alice();
                Raw nobody = new Raw(world.edge.address().getPort(), OPEN)) {
            assertThat(alice.send(GET).answer()).endsWith("here");
            String open = GET.replace(ASKS, OPEN);
            assertThat(nobody.send(open).answer()).endsWith("here");
            world.leased.set(false);
            assertThat(world.edge.lapse().get().cut()).isEqualTo(1);
            assertThat(alice.toTheEnd()).isEmpty();
            assertThat(nobody.send(open).answer()).endsWith("here");
        }
    }

    @Test
    void closingLetsWhatIsUnderWayFinish() throws Exception {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        origin.play(line -> {
            var _ = line.head();
            asked.complete(true);
            go.join();
            line.answer("finished");
        });
        try (Raw alice = alice();
                Raw idle = new Raw(world.edge.address().getPort(), OPEN)) {
            alice.send(GET);
            assertThat(asked.get(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(world.edge::close);
            assertThat(idle.toTheEnd()).isEmpty();
            go.complete(true);
            assertThat(alice.toTheEnd()).startsWith("HTTP/1.1 200 ").endsWith("finished");
            closing.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void closingTellsHttp2AndLetsItsStreamsFinish() throws Exception {
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(2);
        String body = "x".repeat(200_000);
        origin.play(line -> {
            var _ = line.head();
            asked.countDown();
            go.join();
            line.answer(body);
        });
        int port = world.edge.address().getPort();
        try (RawHttp2 idle = new RawHttp2(port, OPEN);
                RawHttp2 client = new RawHttp2(port, OPEN, RawHttp2.INITIAL_WINDOW_SIZE, 1 << 20)) {
            client.frame(RawHttp2.WINDOW_UPDATE, 0, 0, (byte) 0, (byte) 16, (byte) 0, (byte) 0)
                    .get(1, "/")
                    .get(3, "/")
                    .send();
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(world.edge::close);
            List<RawHttp2.Frame> goAway = client.until(frame -> frame.type() == RawHttp2.GOAWAY);
            assertThat(goAway.getLast().error()).isEqualTo(RawHttp2.NO_ERROR);
            assertThat(goAway.getLast().lastStream()).isEqualTo(3);
            assertThat(idle.toTheEnd().getLast().type()).isEqualTo(RawHttp2.GOAWAY);
            client.get(5, "/").send();
            go.complete(true);
            List<RawHttp2.Frame> rest = client.toTheEnd();
            for (int stream : new int[] {1, 3}) {
                assertThat(rest.stream()
                                .filter(frame -> frame.stream() == stream && frame.type() == RawHttp2.DATA)
                                .mapToInt(frame -> frame.payload().remaining())
                                .sum())
                        .isEqualTo(body.length());
                assertThat(rest).anyMatch(frame -> frame.stream() == stream && frame.ends());
            }
            assertThat(rest)
                    .filteredOn(frame -> frame.stream() == 5)
                    .extracting(RawHttp2.Frame::error)
                    .containsExactly(RawHttp2.REFUSED_STREAM);
            closing.get(20, TimeUnit.SECONDS);
        }
    }

    private WebSocket webSocket(Ear ear) throws Exception {
        return ear.open(world, ASKS, world.keys("alice"), Map.of());
    }
}
