package dev.chancery.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An origin that does to each connection what a test says, well-behaved or not. */
final class ScriptedOrigin implements AutoCloseable {
    /** What is done to one connection; it is closed afterwards. */
    interface Script {
        void play(Line line) throws IOException;
    }

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Script script = _ -> {};

    ScriptedOrigin() throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        var _ = threads.submit(this::accept);
    }

    /** From here on each connection is treated so; those of before end. */
    void play(Script next) {
        script = next;
        for (Socket each : sockets) {
            try {
                each.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        sockets.clear();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                var _ = threads.submit(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.play(new Line(socket));
        } catch (IOException _) {
            // The edge closed it, as many tests want it to.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket each : sockets) {
            each.close();
        }
        threads.close();
    }

    /** One connection, as bytes. */
    record Line(Socket socket) {
        /** Reads up to and with an end; fails if the other side ends before. */
        String until(String end) throws IOException {
            StringBuilder read = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (read.indexOf(end) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("ended after " + read);
                }
                read.append((char) next);
            }
            return read.toString();
        }

        /** The next request's head. */
        String head() throws IOException {
            return until("\r\n\r\n");
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** A whole answer with this body. */
        void answer(String body) throws IOException {
            say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Waits until the other side has ended. */
        void end() throws IOException {
            var _ = socket.getInputStream().readAllBytes();
        }
    }
}
