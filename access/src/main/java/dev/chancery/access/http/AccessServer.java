package dev.chancery.access.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.WebAnswer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The listener of the role access: plain HTTP inside the house. Only edges come to it, and show the secret they were given; what
 * they say of the client in {@code X-Forwarded-*} is believed.
 *
 * <p>A call runs on a virtual thread, so an endpoint may wait; the event loops never do.
 */
public final class AccessServer implements AutoCloseable {
    private final Server server;
    private final ExecutorService calls = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("access-call-", 0).factory());

    /**
     * Builds the listener; {@link #start()} opens it.
     *
     * @param listener where it listens
     * @param secret what edges show
     * @param requestIds names requests that come without an id
     */
    public AccessServer(
            ServerBuilder listener, EdgeSecret secret, Supplier<String> requestIds, List<AccessEndpoints> endpoints) {
        AccessFront front = new AccessFront(secret, requestIds);
        listener.errorHandler(new AccessStray());
        for (AccessEndpoints each : endpoints) {
            each.routes().forEach(route -> mount(listener, front, route));
        }
        this.server = listener.build();
    }

    private void mount(ServerBuilder builder, AccessFront front, AccessRoute route) {
        builder.route()
                .path(route.path())
                .methods(methods(route.method()))
                .requestTimeout(route.patience())
                .build((context, request) -> serve(context, request, front, route));
    }

    private static List<HttpMethod> methods(AccessRoute.Method method) {
        return switch (method) {
            case GET -> List.of(HttpMethod.GET, HttpMethod.HEAD);
            case POST -> List.of(HttpMethod.POST);
        };
    }

    private HttpResponse serve(
            ServiceRequestContext context, HttpRequest request, AccessFront front, AccessRoute route) {
        return HttpResponse.of(request.aggregate()
                .thenApplyAsync((AggregatedHttpRequest whole) -> front.answer(route, context, whole), calls)
                .thenApply(AccessServer::response));
    }

    static HttpResponse response(WebAnswer answer) {
        return HttpResponse.of(headers(answer), HttpData.wrap(answer.body()));
    }

    static ResponseHeaders headers(WebAnswer answer) {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(answer.status());
        headers.add(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        answer.fields().forEach(field -> headers.add(field.name(), field.value()));
        return headers.build();
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

    /** Closes the listener. */
    @Override
    public void close() {
        server.stop().join();
        calls.close();
    }
}
