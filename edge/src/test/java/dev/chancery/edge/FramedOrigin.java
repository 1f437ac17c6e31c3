package dev.chancery.edge;

import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.OpenSsl.Pair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An origin that speaks HTTP/2 over TLS, frame by frame, as a test says: for each connection in turn what it does to a request. */
final class FramedOrigin implements AutoCloseable {
    /** What is done about the request of a stream. */
    interface Script {
        void play(RawHttp2 line, int stream) throws IOException;
    }

    private final SSLServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<SSLSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<Future<?>> served = new CopyOnWriteArrayList<>();
    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private final String authority;

    FramedOrigin(Path folder) throws IOException, GeneralSecurityException {
        OpenSsl openssl = new OpenSsl(folder);
        Pair ca = openssl.ca("/CN=Origin CA");
        authority = ca.certificate();
        Pair own = openssl.under(ca, "/CN=origin", "subjectAltName=DNS:" + World.OPEN);
        openssl.write("origin.pem", own.certificate());
        openssl.write("origin.key", own.key());
        openssl.run(
                "pkcs12",
                "-export",
                "-in",
                "origin.pem",
                "-inkey",
                "origin.key",
                "-out",
                "origin.p12",
                "-passout",
                "pass:x");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Raw.keys(openssl.bytes("origin.p12")), null, null);
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        var _ = threads.submit(this::accept);
    }

    /** Answers 200 without a body. */
    static void answer(RawHttp2 line, int stream) throws IOException {
        // The static table's entry for status 200.
        line.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, stream, (byte) 0x88)
                .send();
    }

    /**
     * What the next connections do, one after the other; the last of the scripts also all later ones. Those of before end, and the
     * edge knows it when this returns.
     */
    void play(Script... next) throws Exception {
        for (SSLSocket each : sockets) {
            if (!each.isClosed()) {
                each.shutdownOutput();
            }
        }
        for (Future<?> each : served) {
            each.get(30, TimeUnit.SECONDS);
        }
        sockets.clear();
        served.clear();
        scripts.clear();
        scripts.addAll(List.of(next));
    }

    URI uri() {
        return URI.create("https://" + World.OPEN + ":" + listener.getLocalPort());
    }

    /** PEM of the CA of its certificate. */
    String authority() {
        return authority;
    }

    /** How many connections were made since the scripts were given. */
    int connections() {
        return sockets.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) listener.accept();
                Script script = scripts.get(Math.min(sockets.size(), scripts.size() - 1));
                sockets.add(socket);
                served.add(threads.submit(() -> serve(socket, script)));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void serve(SSLSocket socket, Script script) {
        try (RawHttp2 line = RawHttp2.serving(socket)) {
            for (; ; ) {
                List<RawHttp2.Frame> frames = line.until(RawHttp2.Frame::ends);
                if (frames.isEmpty() || !frames.getLast().ends()) {
                    return;
                }
                script.play(line, frames.getLast().stream());
            }
        } catch (IOException _) {
            // The edge closed it.
            return;
        }
    }

    private static void close(SSLSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(FramedOrigin::close);
        threads.close();
    }
}
