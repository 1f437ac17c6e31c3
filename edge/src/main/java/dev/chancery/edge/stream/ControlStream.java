package dev.chancery.edge.stream;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.TlsKeyPair;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.StreamCodec;
import dev.chancery.trust.ToEdge;
import dev.chancery.trust.TrustFormatException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge's end of the trust stream. One thread does everything in turn: it comes to control, takes what it is told, answers,
 * asks for its lease in time, and comes again when the stream ends. While control is away the edge serves on until its lease is
 * over.
 */
public final class ControlStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlStream.class);
    /** How long to wait before coming again: at first, and at most. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** How often an edge without a lease asks for one. */
    private static final Duration ASK = Duration.ofMillis(250);
    /** How often an edge tells which clients it let in. */
    private static final Duration TELL = Duration.ofSeconds(3);

    private static final int SIGHTINGS_IN_A_PART = 200;
    /** How often an edge that waits for nothing else looks at its clock. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Supplier<EdgeIdentity> identity;
    private final Parts parts;
    private final Follower follower;
    private final UUID instance;
    private final Thread thread =
            Thread.ofPlatform().name("trust-stream").daemon().unstarted(this::run);
    private volatile boolean closing;

    /**
     * What the stream works with.
     *
     * @param lease what control's grants go to
     * @param sightings takes the clients that were let in since the last time
     * @param waiting takes those whose requests wait for what the OCSP responders of their CAs say
     * @param network which network the edge serves, such as {@code china}; "" for the one everybody has
     * @param address where the edge listens for clients
     */
    public record Parts(
            HeldLease lease,
            Believer believer,
            Supplier<List<FromEdge.Sighting>> sightings,
            Supplier<List<FromEdge.Sighting>> waiting,
            String network,
            String address) {}

    /**
     * @param identity who the edge is; asked at every coming, because certificates are renewed
     * @param instance drawn for this process
     */
    public ControlStream(Supplier<EdgeIdentity> identity, Parts parts, Follower follower, UUID instance) {
        this.identity = identity;
        this.parts = parts;
        this.follower = follower;
        this.instance = instance;
    }

    /** Begins to follow. */
    public void start() {
        thread.start();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        boolean lapsed = true;
        while (!closing) {
            Visit visit = new Visit();
            try {
                visit.go(identity.get());
                lapsed = visit.work(lapsed);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.atInfo()
                        .addKeyValue("reason", String.valueOf(e.getMessage()))
                        .log("the trust stream ended");
            } finally {
                visit.end();
            }
            pause = visit.wasTold ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            try {
                lapsed = rest(pause, lapsed);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits before coming again, and cuts what the lease no longer covers when it ends meanwhile. */
    private boolean rest(Duration pause, boolean lapsed) throws InterruptedException {
        boolean over = lapsed;
        long left = pause.toMillis();
        while (left > 0 && !closing) {
            long step = Math.min(left, LOOK.toMillis());
            TimeUnit.MILLISECONDS.sleep(step);
            left -= step;
            over = lapse(over);
        }
        return over;
    }

    /** Cuts once at each end of the lease; answers whether it is over. */
    private boolean lapse(boolean known) {
        boolean over = !parts.lease.holds();
        if (over && !known) {
            LOG.warn("the lease is over: hostnames that ask for client certificates answer 503");
            parts.believer.lapse();
        }
        return over;
    }

    /** One stream, from coming to its end. */
    private final class Visit {
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        private final Map<Long, HeldLease.Sent> renewals = new HashMap<>();
        private @Nullable ClientFactory factory;
        private @Nullable HttpRequestWriter out;
        private long renewal;
        private long lastAsked = Long.MIN_VALUE;
        private long lastTold = parts.lease.sending().nanos();
        private Duration every = ASK;
        private boolean wasTold;

        /** What came, or that no more comes. */
        private record Heard(@Nullable ToEdge message, String end) {}

        void go(EdgeIdentity who) {
            ClientFactory made = ClientFactory.builder()
                    .tls(TlsKeyPair.of(bytes(who.key()), bytes(who.certificate())))
                    .tlsCustomizer(tls -> tls.trustManager(bytes(who.root())))
                    .connectTimeout(Duration.ofSeconds(3))
                    .idleTimeout(Duration.ofSeconds(30))
                    .pingInterval(Duration.ofSeconds(10))
                    .build();
            factory = made;
            HttpRequestWriter request = HttpRequest.streaming(RequestHeaders.of(HttpMethod.POST, "/edge/stream"));
            out = request;
            WebClient.builder(who.url().replaceFirst("^https:", "h2:"))
                    .factory(made)
                    .responseTimeout(Duration.ZERO)
                    .maxResponseLength(0)
                    .build()
                    .execute(request)
                    .subscribe(new Reading(heard));
            follower.begin();
            say(new FromEdge.Hello(
                    StreamCodec.VERSION,
                    instance,
                    follower.applied(),
                    follower.newest(),
                    parts.network,
                    parts.address));
        }

        /** Works until the stream ends; answers whether the lease is over. */
        boolean work(boolean lapsed) throws InterruptedException {
            boolean over = lapsed;
            while (!closing) {
                over = lapse(over);
                askInTime();
                tellSightings();
                parts(parts.waiting.get(), FromEdge.Asks::new);
                Heard next = heard.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    continue;
                }
                ToEdge message = next.message;
                if (message == null) {
                    LOG.atInfo().addKeyValue("reason", next.end).log("the trust stream ended");
                    return over;
                }
                take(message);
            }
            return over;
        }

        private void take(ToEdge message) {
            wasTold = true;
            switch (message) {
                case ToEdge.LeaseGranted(var number, var length) -> {
                    HeldLease.Sent sent = renewals.remove(number);
                    if (sent != null) {
                        every = length.dividedBy(3);
                        parts.lease.granted(sent, length);
                    }
                }
                case ToEdge.LeaseDenied(var number, var reason) -> {
                    renewals.remove(number);
                    LOG.atDebug().addKeyValue("reason", reason).log("no lease");
                }
                case ToEdge other ->
                    follower.take(other).forEach(answer -> {
                        say(answer);
                        if (answer instanceof FromEdge.Applied && !parts.lease.holds()) {
                            ask();
                        }
                    });
            }
        }

        private void tellSightings() {
            long now = parts.lease.sending().nanos();
            if (now - lastTold < TELL.toNanos()) {
                return;
            }
            lastTold = now;
            parts(parts.sightings.get(), FromEdge.Seen::new);
        }

        private void parts(List<FromEdge.Sighting> clients, Function<List<FromEdge.Sighting>, FromEdge> word) {
            for (int from = 0; from < clients.size(); from += SIGHTINGS_IN_A_PART) {
                say(word.apply(clients.subList(from, Math.min(from + SIGHTINGS_IN_A_PART, clients.size()))));
            }
        }

        private void askInTime() {
            Duration wait = parts.lease.holds() ? every : ASK;
            long since = parts.lease.sending().nanos() - lastAsked;
            if (follower.applied().isPresent() && (lastAsked == Long.MIN_VALUE || since >= wait.toNanos())) {
                ask();
            }
        }

        private void ask() {
            HeldLease.Sent sent = parts.lease.sending();
            lastAsked = sent.nanos();
            renewals.put(++renewal, sent);
            say(new FromEdge.Renew(renewal));
        }

        private void say(FromEdge message) {
            HttpRequestWriter writer = out;
            if (writer == null || !writer.tryWrite(HttpData.wrap(StreamCodec.frame(StreamCodec.encode(message))))) {
                heard.add(new Heard(null, "control has gone"));
            }
        }

        void end() {
            if (out != null) {
                out.close();
            }
            if (factory != null) {
                var _ = factory.closeAsync();
            }
        }

        /** Cuts messages out of what comes. */
        private static final class Reading implements Subscriber<HttpObject> {
            private final BlockingQueue<Heard> heard;
            private final StreamCodec.Frames frames = new StreamCodec.Frames();

            Reading(BlockingQueue<Heard> heard) {
                this.heard = heard;
            }

            @Override
            public void onSubscribe(Subscription subscription) {
                // The edge takes what it is told as fast as it comes: control waits for what it sent to be taken.
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(HttpObject object) {
                switch (object) {
                    case HttpData data -> {
                        try {
                            for (byte[] message : frames.take(data.array())) {
                                heard.add(new Heard(StreamCodec.toEdge(message), ""));
                            }
                        } catch (TrustFormatException e) {
                            heard.add(new Heard(null, String.valueOf(e.getMessage())));
                        }
                    }
                    case ResponseHeaders headers -> {
                        if (!headers.status().equals(HttpStatus.OK)) {
                            heard.add(new Heard(null, "control answers " + headers.status()));
                        }
                    }
                    default -> {}
                }
            }

            @Override
            public void onError(Throwable failure) {
                heard.add(new Heard(null, failure.getClass().getSimpleName() + ": " + failure.getMessage()));
            }

            @Override
            public void onComplete() {
                heard.add(new Heard(null, "control ended it"));
            }
        }
    }

    private static ByteArrayInputStream bytes(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /** Leaves control; the edge's lease then ends by itself. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
