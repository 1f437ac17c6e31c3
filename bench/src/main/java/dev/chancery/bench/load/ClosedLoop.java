package dev.chancery.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop: every connection always has exactly one request under way, and sends the next as soon as the answer is
 * whole. One thread serves all connections. An answer that is not 2xx ends the measurement: a server that refuses quickly
 * would otherwise look fast.
 */
public final class ClosedLoop implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Selector selector;
    private final InFlight[] connections;
    private long[] nanos = new long[1 << 16];
    private int answered;

    private ClosedLoop(Selector selector, InFlight[] connections) {
        this.selector = selector;
        this.connections = connections;
    }

    /** Opens that many keep-alive connections to a server. */
    public static ClosedLoop to(InetSocketAddress server, int connections) throws IOException {
        Selector selector = Selector.open();
        InFlight[] all = new InFlight[connections];
        for (int i = 0; i < connections; i++) {
            all[i] = new InFlight(Connection.to(server));
            all[i].connection.channel().configureBlocking(false);
            all[i].connection.channel().register(selector, SelectionKey.OP_READ, all[i]);
        }
        return new ClosedLoop(selector, all);
    }

    /** Loads the server for that long, then waits for the answers still under way, which are not counted. */
    public Window run(Requests requests, Duration length) throws IOException {
        long end = System.nanoTime() + length.toNanos();
        loop(new Source() {
            @Override
            public byte @Nullable [] next(long now) {
                return now < end ? requests.next() : null;
            }

            @Override
            public boolean counts(long now) {
                return now < end;
            }
        });
        return new Window(length, Arrays.copyOf(nanos, answered));
    }

    /** Sends each of these requests once and returns what their answers took, all counted. */
    public Window run(List<byte[]> requests) throws IOException {
        Iterator<byte[]> rest = requests.iterator();
        long started = System.nanoTime();
        loop(new Source() {
            @Override
            public byte @Nullable [] next(long now) {
                return rest.hasNext() ? rest.next() : null;
            }

            @Override
            public boolean counts(long now) {
                return true;
            }
        });
        return new Window(Duration.ofNanos(System.nanoTime() - started), Arrays.copyOf(nanos, answered));
    }

    private void loop(Source source) throws IOException {
        answered = 0;
        int underWay = 0;
        for (InFlight each : connections) {
            underWay += each.sendNext(source, System.nanoTime()) ? 1 : 0;
        }
        while (underWay > 0) {
            if (selector.select(PATIENCE.toMillis()) == 0) {
                throw new IOException("no answer within " + PATIENCE.toSeconds() + " s");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (!(key.attachment() instanceof InFlight each) || !each.connection.receive()) {
                    continue;
                }
                long now = System.nanoTime();
                refuseFailure(each.connection);
                if (source.counts(now)) {
                    record(now - each.sentAt);
                }
                underWay -= each.sendNext(source, now) ? 0 : 1;
            }
            selector.selectedKeys().clear();
        }
    }

    @Override
    public void close() throws IOException {
        for (InFlight each : connections) {
            each.connection.close();
        }
        selector.close();
    }

    private static void refuseFailure(Connection connection) throws IOException {
        if (connection.status() / 100 != 2) {
            Answer answer = connection.answer();
            throw new IOException("the server answered " + answer.status() + ": " + answer.body());
        }
    }

    private void record(long took) {
        if (answered == nanos.length) {
            nanos = Arrays.copyOf(nanos, nanos.length * 2);
        }
        nanos[answered++] = took;
    }

    private static final class InFlight {
        private final Connection connection;
        private long sentAt;

        InFlight(Connection connection) {
            this.connection = connection;
        }

        boolean sendNext(Source source, long now) throws IOException {
            byte[] request = source.next(now);
            if (request == null) {
                return false;
            }
            sentAt = System.nanoTime();
            connection.send(request);
            return true;
        }
    }

    /** What to send, and whether an answer that just came counts; times are of {@link System#nanoTime()}. */
    private interface Source {
        byte @Nullable [] next(long now);

        boolean counts(long now);
    }
}
