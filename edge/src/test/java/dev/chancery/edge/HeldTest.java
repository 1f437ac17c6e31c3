package dev.chancery.edge;

import static dev.chancery.edge.World.ASKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.edge.belief.Belief;
import dev.chancery.trust.Change;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.TrustEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that wait for the word of an OCSP responder. */
final class HeldTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: " + ASKS + "\r\nAccept: application/json\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: " + ASKS + "\r\nContent-Length: 5\r\n\r\nhello";

    @TempDir
    Path folder;

    private World world;
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
                boolean sent = line.head().startsWith("POST");
                line.answer(sent ? "heard " + line.until("hello") : "here");
            }
        });
        world = new World(folder, origin.uri(), Limits.patient(Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
        origin.close();
    }

    private Raw alice() {
        return new Raw(world.edge.address().getPort(), ASKS, world.keys("alice"));
    }

    private int believe(TrustEntry... entries) throws Exception {
        Belief before = world.edge.belief();
        List<Change> changes = new ArrayList<>();
        for (TrustEntry each : entries) {
            changes.add(Change.put(each));
        }
        return world.edge
                .apply(before.with(before.bundle().with(changes)))
                .get()
                .cut();
    }

    private static final TrustEntry RESPONDER = new TrustEntry.Responder(World.id(1));

    private TrustEntry said(TrustEntry.OcspStatus status) {
        return new TrustEntry.OcspAnswer(
                World.id(1),
                World.certificate(world.alice).serial(),
                status,
                Instant.now(),
                Instant.now().plus(Duration.ofHours(1)));
    }

    /** Returns when so many clients wait, each told once. */
    private void awaitWaiting() {
        List<FromEdge.Sighting> waiting = world.edge.sightings().takeWaiting();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (waiting.isEmpty()) {
            assertThat(System.nanoTime()).as("nobody waited within 30 s").isLessThan(end);
            waiting = world.edge.sightings().takeWaiting();
        }
        assertThat(waiting.getFirst().hostname().ascii()).isEqualTo(ASKS);
        assertThat(waiting.getFirst().chain().getFirst())
                .isEqualTo(World.certificate(world.alice).der());
    }

    @Test
    void aRequestWaitsForTheRespondersWordAndGoesOnWithItsBody() throws Exception {
        believe(RESPONDER);
        world.edge.sightings().begin();
        try (Raw alice = alice();
                ClientOfHttp2 second = new ClientOfHttp2(world.edge.address().getPort(), ASKS, world)) {
            alice.send(POST + GET);
            awaitWaiting();
            assertThat(believe(new TrustEntry.Revoked(World.id(9), 1)))
                    .as("whatever else is believed meanwhile, who waits may wait")
                    .isZero();
            assertThat(believe(said(TrustEntry.OcspStatus.GOOD))).isZero();
            assertThat(alice.answer()).startsWith("HTTP/1.1 200").endsWith("heard hello");
            assertThat(alice.answer()).startsWith("HTTP/1.1 200").endsWith("here");
            assertThat(second.get("/")).isEqualTo("200");
            assertThat(believe(said(TrustEntry.OcspStatus.REVOKED))).isEqualTo(2);
            assertThat(alice.toTheEnd()).isEmpty();
            assertThat(second.goAway()).isTrue();
        }
    }

    @Test
    void whoIsRevokedAfterAllIsRefused() throws Exception {
        believe(RESPONDER);
        world.edge.sightings().begin();
        try (Raw alice = alice()) {
            alice.send(GET);
            awaitWaiting();
            believe(said(TrustEntry.OcspStatus.UNKNOWN));
            assertThat(alice.answer()).startsWith("HTTP/1.1 403").contains("\"reason\":\"status_unknown\"");
            believe(said(TrustEntry.OcspStatus.REVOKED));
            assertThat(alice.toTheEnd()).isEmpty();
        }
    }

    @Test
    void whoWasLetInIsCutWhileNothingIsKnown() throws Exception {
        try (Raw alice = alice()) {
            assertThat(alice.send(GET).answer()).endsWith("here");
            assertThat(believe(RESPONDER)).isEqualTo(1);
            assertThat(alice.toTheEnd()).isEmpty();
        }
    }

    @Test
    void whereNobodyAsksNobodyWaits() throws Exception {
        believe(RESPONDER);
        try (Raw alice = alice()) {
            assertThat(alice.send(GET).answer())
                    .startsWith("HTTP/1.1 403")
                    .contains("\"reason\":\"status_pending\"")
                    .contains("waits for the word of its CA's OCSP responder.");
        }
    }
}
