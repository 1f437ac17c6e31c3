package dev.chancery.control.edges;

import dev.chancery.control.publishing.HandedOverRevocations;
import dev.chancery.control.publishing.ServerKeys;
import dev.chancery.control.publishing.Trust;
import dev.chancery.trust.FromEdge;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of the edges that came to this replica, and the thread that tells them what is new: woken by what this replica
 * commits, and looking for what others did several times a second (DESIGN 4.2).
 */
public final class EdgeSessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeSessions.class);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final EdgeWatch watch;
    private final EdgeSession.Means means;
    private final Set<EdgeSession> sessions = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private final Thread publisher =
            Thread.ofPlatform().name("trust-publisher").daemon().unstarted(this::publish);
    private volatile boolean closing;

    /**
     * @param revocations revokes what edges believe revoked and the database forgot
     * @param seen told which client identities an edge saw
     * @param asks told which clients wait for what the OCSP responders of their CAs say; it must return at once
     */
    public EdgeSessions(
            EdgeRegister register,
            EdgeWatch watch,
            Trust trust,
            ServerKeys keys,
            LeaseTimes times,
            HandedOverRevocations revocations,
            BiConsumer<EdgeId, FromEdge.Seen> seen,
            Consumer<List<FromEdge.Sighting>> asks) {
        this.watch = watch;
        this.means = new EdgeSession.Means(register, trust, keys, times, revocations, seen, asks);
    }

    /** Begins to tell and to watch. */
    public void start() {
        publisher.start();
    }

    /** A stream of an edge, known by its certificate. */
    public EdgeSession open(EdgeId edge, Outbox out) {
        EdgeSession session = new EdgeSession(edge, out, means);
        sessions.add(session);
        Thread.ofVirtual().name("edge-" + edge).start(() -> {
            try {
                session.run();
            } finally {
                sessions.remove(session);
            }
        });
        return session;
    }

    /** How many edges have not told yet which leaves they believe revoked. */
    int awaited() {
        return means.register().awaited().size();
    }

    /** Something was committed that edges must hear; returns at once. */
    public void wake() {
        news.release();
    }

    private void publish() {
        long last = -1;
        while (!closing) {
            try {
                var _ = news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                long head = means.trust().head().revision().number();
                if (head != last) {
                    last = head;
                    sessions.forEach(EdgeSession::push);
                }
                watch.look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closing) {
                    LOG.atWarn().setCause(e).log("the publisher could not look");
                }
            }
        }
    }

    /** Ends every stream. */
    @Override
    public void close() {
        closing = true;
        publisher.interrupt();
        sessions.forEach(EdgeSession::close);
        try {
            publisher.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
