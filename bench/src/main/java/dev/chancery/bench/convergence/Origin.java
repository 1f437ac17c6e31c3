package dev.chancery.bench.convergence;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The origin behind every edge: it notes when each attempt reached it, so that nobody has to take an edge's word for it. */
final class Origin implements AutoCloseable {

    private static final byte[] BODY = {'o', 'k', '\n'};

    private final HttpServer server;
    private final History history;

    private Origin(HttpServer server, History history) {
        this.server = server;
        this.history = history;
    }

    static Origin open(History history) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        Origin origin = new Origin(server, history);
        server.createContext("/", origin::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return origin;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            history.arrived(Long.parseLong(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
