package dev.chancery.control.edges;

import dev.chancery.control.db.TrustHead;
import dev.chancery.control.publishing.HandedOverRevocations;
import dev.chancery.control.publishing.RevokedOfCa;
import dev.chancery.control.publishing.ServerKeys;
import dev.chancery.control.publishing.Trust;
import dev.chancery.trust.Believed;
import dev.chancery.trust.Change;
import dev.chancery.trust.Delta;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.StreamCodec;
import dev.chancery.trust.ToEdge;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of one edge. What the edge says and what it is to be told are handled one after the other on the session's own
 * virtual thread, so an edge that does not read holds up nobody but itself.
 */
public final class EdgeSession {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeSession.class);
    private static final int ENTRIES_IN_A_PART = 200;
    private static final int LEAVES_IN_A_PART = 50_000;
    /** An edge that says so much more than is taken from it is no edge of ours. */
    private static final int MOST_WAITING = 10_000;
    /** How often an edge that refused the whole asks for its lease in vain before it is told the whole again: at first, and at most. */
    private static final int FIRST_ASKED = 4;

    private static final int MOST_ASKED = 240;

    private final EdgeId edge;
    private final Outbox out;
    private final EdgeRegister register;
    private final Trust trust;
    private final Means means;
    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean pushWaits = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private @Nullable UUID instance;
    private Welcome welcome = new Welcome.Astray("it has not said who it is");
    private HandedOver handedOver = new HandedOver();
    /** What the edge has been told: where it will be when it has applied everything sent. */
    private @Nullable Believed told;

    private boolean toldWhole;
    private boolean refusedWhole;
    private int asked;
    private int toBeAsked = FIRST_ASKED;

    /**
     * What a session works with.
     *
     * @param keys of server certificates
     * @param revocations revokes what edges believe revoked and the database forgot
     * @param seen told which client identities an edge saw
     * @param asks told which clients wait for what the OCSP responders of their CAs say; it must return at once
     */
    record Means(
            EdgeRegister register,
            Trust trust,
            ServerKeys keys,
            LeaseTimes times,
            HandedOverRevocations revocations,
            BiConsumer<EdgeId, FromEdge.Seen> seen,
            Consumer<List<FromEdge.Sighting>> asks) {}

    EdgeSession(EdgeId edge, Outbox out, Means means) {
        this.edge = edge;
        this.out = out;
        this.register = means.register();
        this.trust = means.trust();
        this.means = means;
    }

    /** Who is on the other side. */
    public EdgeId edge() {
        return edge;
    }

    /** Works until the stream ends; the session's own thread. */
    void run() {
        try {
            while (!closed.get()) {
                work.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atInfo()
                    .addKeyValue("edge", edge)
                    .addKeyValue("reason", e.getMessage())
                    .log("a stream ends");
        } finally {
            out.close();
        }
    }

    /** The edge said something. */
    public void received(FromEdge message) {
        enqueue(() -> handle(message));
    }

    /** There may be something new to tell. */
    void push() {
        if (pushWaits.compareAndSet(false, true)) {
            enqueue(() -> {
                pushWaits.set(false);
                tell();
            });
        }
    }

    /** The stream has ended. */
    public void close() {
        closed.set(true);
        // Whoever waits for work wakes up; a full queue has work enough to wake up by.
        work.offer(() -> {});
    }

    private void enqueue(Runnable item) {
        if (!work.offer(item)) {
            LOG.atWarn().addKeyValue("edge", edge).log("an edge says more than it may");
            close();
            out.close();
        }
    }

    private void handle(FromEdge message) {
        switch (message) {
            case FromEdge.Hello hello -> hello(hello);
            case FromEdge.Applied applied -> applied(applied);
            case FromEdge.Refused refused -> refused(refused);
            case FromEdge.Renew(var renewal) -> renew(renewal);
            case FromEdge.Seen sightings -> means.seen().accept(edge, sightings);
            case FromEdge.Asks(var clients) -> means.asks().accept(clients);
            case FromEdge.Revoked(var authority, var prefixes) -> handedOver.add(authority, prefixes);
            case FromEdge.RevokedEnd end -> handedOver();
        }
    }

    private void hello(FromEdge.Hello hello) {
        if (hello.version() != StreamCodec.VERSION) {
            throw new Outbox.StreamClosedException(
                    "protocol %d (expected: %d)".formatted(hello.version(), StreamCodec.VERSION));
        }
        instance = hello.instance();
        welcome = register.came(edge, hello);
        LOG.atInfo()
                .addKeyValue("edge", edge)
                .addKeyValue("address", hello.address())
                .addKeyValue("believes", hello.applied().map(Believed::toString).orElse("nothing"))
                .log("an edge came");
        switch (welcome) {
            case Welcome.Follows(var known) -> {
                told = known.orElse(null);
                tell();
            }
            case Welcome.HandsOver(var lineage, var known) -> {
                handedOver = new HandedOver();
                out.send(new ToEdge.TellRevoked(lineage));
            }
            case Welcome.Astray(var reason) ->
                LOG.atError()
                        .addKeyValue("edge", edge)
                        .addKeyValue("reason", reason)
                        .log("an edge is told nothing");
        }
    }

    /** The edge told everything it believes revoked; what is durable here it needs not remember any more. */
    private void handedOver() {
        if (!(welcome instanceof Welcome.HandsOver(var lineage, var known))) {
            throw new Outbox.StreamClosedException("it told what nobody asked for");
        }
        Believed head = register.handedOver(edge, handedOver.sets(), means.revocations());
        handedOver = new HandedOver();
        if (!known) {
            throw new Outbox.StreamClosedException("it is unknown here (expected: an edge that joins again)");
        }
        out.send(new ToEdge.Recovered(head));
        welcome = new Welcome.Follows(Optional.empty());
        tell();
    }

    private UUID instance() {
        if (instance == null) {
            throw new Outbox.StreamClosedException("it spoke before it said who it is");
        }
        return instance;
    }

    private void applied(FromEdge.Applied applied) {
        if (!register.applied(edge, instance(), applied)) {
            tellAgain();
        }
    }

    /** What an edge refuses it can only be told anew and whole. */
    private void refused(FromEdge.Refused refused) {
        instance();
        register.refused(edge, refused);
        LOG.atWarn()
                .addKeyValue("edge", edge)
                .addKeyValue("revision", refused.revision())
                .addKeyValue("reason", refused.reason())
                .log("an edge refused a revision");
        tellAgain();
    }

    /** Who does not take the whole would not take it again at once: later, when what is in its way may have gone. */
    private void tellAgain() {
        if (toldWhole) {
            refusedWhole = true;
        } else {
            snapshot();
        }
    }

    private void renew(long renewal) {
        Optional<String> refusal = switch (welcome) {
            case Welcome.Follows any -> register.lease(edge, instance());
            case Welcome.HandsOver any -> Optional.of("it has not told yet which leaves it believes revoked");
            case Welcome.Astray(var reason) -> Optional.of(reason);
        };
        out.send(refusal.<ToEdge>map(reason -> new ToEdge.LeaseDenied(renewal, reason))
                .orElseGet(() -> new ToEdge.LeaseGranted(renewal, means.times().lease())));
        if (refusal.isEmpty()) {
            asked = 0;
            toBeAsked = FIRST_ASKED;
        } else if (refusedWhole && ++asked >= toBeAsked) {
            asked = 0;
            toBeAsked = Math.min(2 * toBeAsked, MOST_ASKED);
            snapshot();
        }
    }

    private void tell() {
        if (!(welcome instanceof Welcome.Follows)) {
            return;
        }
        TrustHead.Position head = trust.head();
        if (told == null) {
            snapshot();
        } else if (!told.revision().equals(head.revision())) {
            Optional<Delta> delta = trust.since(told.revision(), told.digest());
            if (delta.isEmpty()) {
                snapshot();
                return;
            }
            keysOf(delta.get().changes().stream()
                    .filter(change -> change instanceof Change.Put)
                    .map(Change::entry)
                    .toList());
            out.send(new ToEdge.Update(delta.get()));
            toldWhole = false;
            refusedWhole = false;
            told = new Believed(delta.get().to(), delta.get().result());
        }
    }

    private void snapshot() {
        Trust.Snapshot snapshot = trust.snapshot();
        keysOf(snapshot.entries());
        out.send(new ToEdge.SnapshotBegin(
                snapshot.head().revision(), snapshot.head().digest()));
        List<TrustEntry> entries = snapshot.entries();
        for (int from = 0; from < entries.size(); from += ENTRIES_IN_A_PART) {
            out.send(
                    new ToEdge.SnapshotPart(entries.subList(from, Math.min(from + ENTRIES_IN_A_PART, entries.size()))));
        }
        for (RevokedOfCa ca : snapshot.revoked()) {
            for (int from = 0; from < ca.size(); from += LEAVES_IN_A_PART) {
                out.send(new ToEdge.SnapshotRevoked(ca.authority(), ca.part(from, from + LEAVES_IN_A_PART)));
            }
        }
        out.send(new ToEdge.SnapshotEnd());
        toldWhole = true;
        refusedWhole = false;
        told = new Believed(snapshot.head().revision(), snapshot.head().digest());
    }

    private void keysOf(List<TrustEntry> entries) {
        for (TrustEntry entry : entries) {
            if (entry instanceof TrustEntry.ServerCertificate certificate) {
                means.keys()
                        .pkcs8(certificate.id())
                        .ifPresent(key -> out.send(new ToEdge.ServerKey(certificate.id(), key)));
            }
        }
    }
}
