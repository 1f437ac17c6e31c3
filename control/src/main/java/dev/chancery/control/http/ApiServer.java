package dev.chancery.control.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ExchangeType;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RoutingContext;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.chancery.control.v4.Authenticator;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Gate;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The listener of control: HTTP/1.1 and HTTP/2, plain or TLS. Every route of the API answers under {@code /client/v4}
 * and, for clients that bring no prefix, at the root; open routes (CRL, OCSP, health) at the root only.
 *
 * <p>A call runs on a virtual thread, so an endpoint may wait; the event loops never do.
 */
public final class ApiServer implements AutoCloseable {
    /** The prefix official clients put before every path. */
    public static final String PREFIX = "/client/v4";

    /** How long no request may have been under way before a patient listener closes. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private final Server server;
    private final ExecutorService calls;

    /**
     * What the listener is made of.
     *
     * @param listen where
     * @param limits what it puts up with
     * @param authenticator knows credentials
     * @param gate knows permissions
     * @param limiter counts requests
     * @param requestIds names requests
     * @param meters where durations are recorded
     */
    public record Parts(
            Listen listen,
            Limits limits,
            Authenticator authenticator,
            Gate gate,
            RateLimiter limiter,
            RequestIds requestIds,
            MeterRegistry meters) {}

    /**
     * Builds the listener; {@link #start()} opens it.
     *
     * @param api routes under both prefixes
     * @param open routes at the root
     */
    public ApiServer(Parts parts, List<Endpoints> api, List<Endpoints> open) {
        this.calls = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("call-", 0).factory());
        Front front = new Front(parts.authenticator(), parts.limiter(), parts.gate());
        ServerBuilder builder = Server.builder();
        bind(builder, parts.listen());
        limit(builder, parts.limits());
        builder.childChannelPipelineCustomizer(ApiServer::flushOnce);
        builder.errorHandler(new Stray(parts.requestIds()));
        for (Endpoints endpoints : api) {
            for (Route route : endpoints.routes()) {
                mount(builder, parts, front, route, "");
                mount(builder, parts, front, route, PREFIX);
            }
        }
        for (Endpoints endpoints : open) {
            endpoints.routes().forEach(route -> mount(builder, parts, front, route, ""));
        }
        this.server = builder.build();
    }

    private static void bind(ServerBuilder builder, Listen listen) {
        InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
        listen.tls()
                .ifPresentOrElse(
                        tls -> builder.port(address, SessionProtocol.HTTPS)
                                .tls(TlsKeyPair.of(pem(tls.keyPem()), pem(tls.chainPem()))),
                        () -> builder.port(address, SessionProtocol.HTTP));
        builder.bossGroupFactory(AcceptLoop::named);
        builder.clientAddressTrustedProxyFilter(
                (InetAddress proxy) -> listen.proxies().stream().anyMatch(cidr -> cidr.contains(proxy)));
    }

    private static ByteArrayInputStream pem(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    static void limit(ServerBuilder builder, Limits limits) {
        builder.maxRequestLength(limits.bodyBytes())
                .http1MaxHeaderSize(limits.headerBytes())
                .http1MaxInitialLineLength(limits.pathBytes())
                .http2MaxHeaderListSize(limits.headerBytes())
                .maxNumConnections(limits.connections())
                .requestTimeout(limits.request())
                .idleTimeout(limits.idle())
                .gracefulShutdownTimeout(limits.patience().isZero() ? Duration.ZERO : QUIET, limits.patience())
                .disableServerHeader();
    }

    /**
     * Armeria flushes a head as soon as it is written, and its body would need a second send. Flushing at the end of the event
     * loop's round sends both in one, if the body is there by then: see {@link Whole}.
     */
    private static void flushOnce(ChannelPipeline pipeline) {
        pipeline.replace(
                FlushConsolidationHandler.class,
                "flush",
                new FlushConsolidationHandler(FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
    }

    private void mount(ServerBuilder builder, Parts parts, Front front, Route route, String prefix) {
        Timer timer = Timer.builder("chancery.http.requests")
                .description("Time to answer a request")
                .tag("route", route.name())
                .register(parts.meters());
        builder.route()
                .path(prefix + route.path())
                .methods(HttpMethod.valueOf(route.method().name()))
                .build(new Whole((context, request) -> serve(context, request, parts, front, route, timer)));
    }

    /**
     * A service whose answers are never streamed. Of a streamed one the body is asked for only when the head was sent. Requests
     * stay streamed, so that the time limit counts from their first byte.
     */
    private record Whole(HttpService service) implements HttpService {
        @Override
        public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
            return service.serve(context, request);
        }

        @Override
        public ExchangeType exchangeType(RoutingContext context) {
            return ExchangeType.REQUEST_STREAMING;
        }
    }

    private HttpResponse serve(
            ServiceRequestContext context, HttpRequest request, Parts parts, Front front, Route route, Timer timer) {
        long start = System.nanoTime();
        String id = parts.requestIds().next();
        return HttpResponse.of(request.aggregate()
                .thenApplyAsync(
                        whole -> {
                            Front.Rendered rendered = front.answer(
                                    route,
                                    inbound(context, whole, id),
                                    name -> whole.headers().get(name));
                            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
                            return response(rendered);
                        },
                        calls));
    }

    private static Call.Inbound inbound(ServiceRequestContext context, AggregatedHttpRequest request, String id) {
        @Nullable String agent = request.headers().get(HttpHeaderNames.USER_AGENT);
        return new Call.Inbound(
                id,
                context.clientAddress().getHostAddress(),
                context.pathParams(),
                new Query(query(context)),
                () -> request.content().array(),
                agent == null ? "" : agent,
                context.rawPath(),
                name -> request.headers().get(name));
    }

    private static Map<String, List<String>> query(ServiceRequestContext context) {
        QueryParams params = context.queryParams();
        if (params.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        params.names().forEach(name -> values.put(name, params.getAll(name)));
        return values;
    }

    static HttpResponse response(Front.Rendered rendered) {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(rendered.status());
        headers.add(HttpHeaderNames.CONTENT_TYPE, rendered.contentType());
        rendered.headers().forEach(headers::set);
        return HttpResponse.of(headers.build(), HttpData.wrap(rendered.body()));
    }

    /** Opens the listener and returns when it accepts connections. */
    public void start() {
        server.start().join();
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException before {@link #start()}
     */
    public int port() {
        return server.activeLocalPort();
    }

    /** Stops accepting, lets calls under way finish for as long as its patience lasts, and closes. */
    @Override
    public void close() {
        server.stop().join();
        calls.close();
    }
}
