package dev.chancery.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An origin by the JDK's own HTTP server: {@code /} tells the request it got, a field a line; {@code /bytes/N} sends N bytes in
 * chunks; {@code /count} tells how many bytes of body came; {@code /status/N} answers that status.
 */
final class EchoOrigin implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();

    EchoOrigin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/bytes/")) {
                send(exchange, Long.parseLong(path.substring("/bytes/".length())));
            } else if (path.equals("/count")) {
                long count = drain(exchange.getRequestBody());
                say(exchange, 200, Long.toString(count));
            } else if (path.startsWith("/status/")) {
                exchange.sendResponseHeaders(Integer.parseInt(path.substring("/status/".length())), -1);
            } else {
                say(exchange, 200, told(exchange));
            }
        }
    }

    private static String told(HttpExchange exchange) throws IOException {
        StringBuilder told = new StringBuilder();
        told.append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append('\n');
        new TreeMap<>(exchange.getRequestHeaders())
                .forEach((name, values) -> values.forEach(
                        value -> told.append(name).append(": ").append(value).append('\n')));
        told.append('\n').append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        return told.toString();
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("Connection", "Keep-Alive, X-Hop");
        exchange.getResponseHeaders().set("X-Hop", "ends at the edge");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void send(HttpExchange exchange, long count) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[64 << 10];
        try (OutputStream out = exchange.getResponseBody()) {
            for (long left = count; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] block = new byte[64 << 10];
        long count = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            count += read;
        }
        return count;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
