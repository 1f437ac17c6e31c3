package dev.chancery.bench.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;

/** The application: an origin that shows on its page what the edge said about the visitor. */
final class Echo implements AutoCloseable {
    private final HttpServer server;

    private Echo(HttpServer server) {
        this.server = server;
    }

    static Echo open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Echo::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new Echo(server);
    }

    /** Its address, as a route names it. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Header fields of tokens and addresses have no character that markup would read. */
    private static void answer(HttpExchange exchange) throws IOException {
        StringBuilder page = new StringBuilder("<!doctype html><title>Wiki</title><h1>The wiki</h1><p>You asked for ")
                .append(exchange.getRequestURI().getPath())
                .append("<pre style=\"white-space:pre-wrap;word-break:break-all\">");
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("cf-access-")) {
                page.append(name.toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(String.join(", ", values))
                        .append('\n');
            }
        });
        byte[] body = page.append("</pre>").toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
