package dev.chancery.bench.convergence;

import dev.chancery.bench.server.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network between one edge and control: a TCP relay on loopback whose {@link Weather} can be changed while it carries. Each
 * new connection goes to the next replica, and to another one if that does not answer.
 */
final class Relay implements AutoCloseable {

    private static final int SLOW_MILLIS = 150;
    private static final int LOOK_MILLIS = 10;

    private final ServerSocket listener;
    private final List<InetSocketAddress> replicas;
    private final AtomicInteger next;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.CLEAR;

    private Relay(ServerSocket listener, List<InetSocketAddress> replicas, int first) {
        this.listener = listener;
        this.replicas = replicas;
        this.next = new AtomicInteger(first);
    }

    /**
     * Opens a relay on a free port.
     *
     * @param replicas where control listens for edges
     * @param first the replica that the first connection goes to
     */
    static Relay open(List<InetSocketAddress> replicas, int first) throws IOException {
        Relay relay =
                new Relay(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), List.copyOf(replicas), first);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    /** Returns the address edges come to. */
    String url() {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    /** Changes the weather for what is carried now and for new connections. */
    void set(Weather now) {
        weather = now;
        if (now == Weather.CUT) {
            open.forEach(Relay::end);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket edge = listener.accept();
                Thread.ofVirtual().start(() -> carry(edge));
            } catch (IOException closed) {
                // The loop's condition says whether there is more to accept.
            }
        }
    }

    private void carry(Socket edge) {
        try (edge;
                Socket control = connect()) {
            open.add(edge);
            open.add(control);
            if (weather == Weather.CUT) {
                return;
            }
            Thread back = Thread.ofVirtual().start(() -> pump(control, edge));
            pump(edge, control);
            back.join();
        } catch (IOException broken) {
            // The edge sees its connection end, as it would where a network breaks.
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(edge);
        }
    }

    private Socket connect() throws IOException {
        if (weather == Weather.CUT) {
            throw new IOException("cut");
        }
        IOException last = new IOException("there is no replica");
        for (int attempt = 0; attempt < replicas.size(); attempt++) {
            InetSocketAddress replica = replicas.get(Math.floorMod(next.getAndIncrement(), replicas.size()));
            try {
                return new Socket(replica.getAddress(), replica.getPort());
            } catch (IOException cause) {
                last = cause;
            }
        }
        throw last;
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 14];
            byte[] overtaken = {};
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (weather == Weather.STALLED) {
                    Processes.pause(LOOK_MILLIS);
                }
                Weather now = weather;
                if (now == Weather.SLOW) {
                    Processes.pause(SLOW_MILLIS);
                }
                if (now == Weather.SWAPPED && overtaken.length == 0) {
                    overtaken = Arrays.copyOf(buffer, read);
                    continue;
                }
                out.write(buffer, 0, read);
                if (now == Weather.TWICE) {
                    out.write(buffer, 0, read);
                }
                out.write(overtaken);
                overtaken = new byte[0];
                out.flush();
            }
        } catch (IOException broken) {
            // The other side is told below.
        } finally {
            end(from);
            end(to);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to end.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Relay::end);
    }
}
