package dev.chancery.control.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.chancery.control.edges.EdgeId;
import dev.chancery.control.edges.EdgePlane;
import dev.chancery.control.edges.EdgeSession;
import dev.chancery.control.edges.JoinEdges;
import dev.chancery.control.edges.Outbox;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Json;
import dev.chancery.trust.StreamCodec;
import dev.chancery.trust.ToEdge;
import dev.chancery.trust.TrustFormatException;
import io.netty.handler.ssl.ClientAuth;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener edges come to: TLS by the edge CA on both sides, one long HTTP/2 exchange for each edge, both ways at once
 * ({@code POST /edge/stream}), and two calls beside it to join and to have a certificate renewed.
 */
public final class EdgeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);
    private static final long MOST_BODY = 64 << 10;

    private final EdgePlane plane;
    private final Server server;
    private final ExecutorService calls = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("edge-call-", 0).factory());

    /**
     * @param host the address to listen on
     * @param port 0 for any
     * @param names DNS names and IP literals edges may know the listener by
     */
    public EdgeServer(EdgePlane plane, String host, int port, List<String> names) {
        this.plane = plane;
        var identity = plane.join().ca().listener(names);
        this.server = Server.builder()
                .port(new InetSocketAddress(host, port), SessionProtocol.HTTPS)
                .tls(TlsKeyPair.of(pem(identity.keyPem()), pem(identity.chainPem())))
                .tlsCustomizer(tls -> tls.clientAuth(ClientAuth.OPTIONAL)
                        .trustManager(pem(plane.join().ca().rootPem())))
                .requestTimeout(Duration.ZERO)
                .maxRequestLength(0)
                .idleTimeout(Duration.ofMinutes(2))
                .pingInterval(Duration.ofSeconds(10))
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                .disableServerHeader()
                .bossGroupFactory(AcceptLoop::named)
                .route()
                .path("/edge/stream")
                .methods(HttpMethod.POST)
                .build((context, request) -> stream(context, request))
                .route()
                .path("/edge/join")
                .methods(HttpMethod.POST)
                .maxRequestLength(MOST_BODY)
                .requestTimeout(Duration.ofSeconds(30))
                .build((context, request) -> answered(request, this::join))
                .route()
                .path("/edge/renew")
                .methods(HttpMethod.POST)
                .maxRequestLength(MOST_BODY)
                .requestTimeout(Duration.ofSeconds(30))
                .build((context, request) -> renewal(context, request))
                .build();
    }

    private static ByteArrayInputStream pem(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Opens the listener and begins to tell edges what is new. */
    public void start() {
        server.start().join();
        plane.sessions().start();
    }

    /** The port it listens on. */
    public int port() {
        return server.activeLocalPort();
    }

    private HttpResponse join(Body body) {
        String token = body.requiredText("secret");
        String csr = body.requiredText("csr");
        body.check();
        return joined(plane.join().join(token, csr));
    }

    private HttpResponse renewal(ServiceRequestContext context, HttpRequest request) {
        Optional<EdgeId> edge = edge(context);
        if (edge.isEmpty()) {
            return HttpResponse.of(HttpStatus.UNAUTHORIZED);
        }
        return answered(request, body -> {
            String csr = body.requiredText("csr");
            body.check();
            return joined(plane.join().renew(edge.get(), csr));
        });
    }

    private static HttpResponse joined(JoinEdges.Joined joined) {
        return ApiServer.response(Front.rendered(
                Answer.ok(Map.of(
                        "id", joined.id().toString(),
                        "certificate", joined.certificate(),
                        "root", joined.root())),
                new HashMap<>()));
    }

    /** Answers a short call on a thread that may wait. */
    private interface Work {
        HttpResponse answer(Body body);
    }

    private HttpResponse answered(HttpRequest request, Work work) {
        return HttpResponse.of(request.aggregate()
                .thenApplyAsync(
                        whole -> {
                            try {
                                return work.answer(Json.body(whole.content().array()));
                            } catch (Refusal refusal) {
                                return ApiServer.response(Front.refused(refusal.faults(), new HashMap<>()));
                            }
                        },
                        calls));
    }

    /** Who is on the other side, by the certificate its connection proved. */
    private static Optional<EdgeId> edge(ServiceRequestContext context) {
        SSLSession session = context.sslSession();
        if (session == null) {
            return Optional.empty();
        }
        try {
            X509Certificate leaf = (X509Certificate) session.getPeerCertificates()[0];
            String name = leaf.getSubjectX500Principal().getName();
            return name.startsWith("CN=") ? EdgeId.parse(name.substring(3)) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private HttpResponse stream(ServiceRequestContext context, HttpRequest request) {
        Optional<EdgeId> edge = edge(context);
        if (edge.isEmpty()) {
            return HttpResponse.of(HttpStatus.UNAUTHORIZED);
        }
        return HttpResponse.of(CompletableFuture.supplyAsync(
                () -> plane.join().hears(edge.get())
                        ? open(edge.get(), request)
                        : HttpResponse.of(HttpStatus.FORBIDDEN),
                calls));
    }

    private HttpResponse open(EdgeId edge, HttpRequest request) {
        HttpResponseWriter response = HttpResponse.streaming();
        response.write(ResponseHeaders.of(HttpStatus.OK));
        EdgeSession session = plane.sessions().open(edge, new Writing(response));
        request.subscribe(new Reading(session));
        return response;
    }

    /** Writes as fast as the other side reads. */
    private record Writing(HttpResponseWriter response) implements Outbox {
        @Override
        public void send(ToEdge message) {
            if (!response.tryWrite(HttpData.wrap(StreamCodec.frame(StreamCodec.encode(message))))) {
                throw new StreamClosedException("the edge has gone");
            }
            try {
                response.whenConsumed().join();
            } catch (CompletionException e) {
                throw new StreamClosedException("the edge has gone");
            }
        }

        @Override
        public void close() {
            response.close();
        }
    }

    /** Cuts messages out of what comes and hands them to the session. */
    private static final class Reading implements Subscriber<HttpObject> {
        private final EdgeSession session;
        private final StreamCodec.Frames frames = new StreamCodec.Frames();
        private Supplier<Subscription> subscription = () -> {
            throw new IllegalStateException("nothing was subscribed to");
        };

        Reading(EdgeSession session) {
            this.session = session;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = () -> given;
            given.request(1);
        }

        @Override
        public void onNext(HttpObject object) {
            try {
                if (object instanceof HttpData data) {
                    for (byte[] message : frames.take(data.array())) {
                        session.received(StreamCodec.fromEdge(message));
                    }
                }
                subscription.get().request(1);
            } catch (TrustFormatException e) {
                LOG.atWarn()
                        .addKeyValue("edge", session.edge())
                        .addKeyValue("reason", e.getMessage())
                        .log("an edge says what nobody understands");
                subscription.get().cancel();
                session.close();
            }
        }

        @Override
        public void onError(Throwable failure) {
            session.close();
        }

        @Override
        public void onComplete() {
            session.close();
        }
    }

    /** Ends the streams and closes the listener. */
    @Override
    public void close() {
        plane.sessions().close();
        server.stop().join();
        calls.close();
    }
}
