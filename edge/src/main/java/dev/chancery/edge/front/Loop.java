package dev.chancery.edge.front;

import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.origin.Origins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What belongs to one event loop: its clients' connections and its connections to origins. Used on that loop only. */
public final class Loop {
    private final Origins origins;
    private final SplittableRandom ids;
    private final Set<ClientConnection> connections = new HashSet<>();
    private final Set<Exchange> held = new HashSet<>();
    private boolean draining;

    /**
     * @param seed of the request ids, which name requests and protect nothing
     */
    public Loop(Origins origins, long seed) {
        this.origins = origins;
        this.ids = new SplittableRandom(seed);
    }

    Origins origins() {
        return origins;
    }

    /** A fresh request id: 16 hex digits. */
    String nextId() {
        return HexFormat.of().toHexDigits(ids.nextLong());
    }

    void add(ClientConnection connection) {
        connections.add(connection);
        if (draining) {
            connection.drain();
        }
    }

    void remove(ClientConnection connection) {
        connections.remove(connection);
    }

    /** How many connections have completed their handshake and are open. */
    public int connections() {
        return connections.size();
    }

    /** Ends what has waited too long. */
    public void sweep(long now) {
        for (ClientConnection each : List.copyOf(connections)) {
            each.sweep(now);
        }
        held.removeIf(exchange -> exchange.phase != Exchange.Phase.HELD);
        origins.sweep(now);
    }

    /** Has a request decided on anew when more is believed. */
    void hold(Exchange exchange) {
        held.add(exchange);
    }

    /** Cuts the connections whose client may not stay under a belief, and answers how many; decides on what was held. */
    public int cutUnadmitted(Belief belief) {
        int cut = cut(connections.stream().filter(each -> !each.mayStay(belief)).toList());
        List<Exchange> waited = List.copyOf(held);
        held.clear();
        waited.forEach(Exchange::decideAgain);
        return cut;
    }

    /** Cuts the connections of hostnames where it is decided who is let in, and answers how many. */
    public int cutGuarded() {
        return cut(connections.stream().filter(each -> each.passage().guarded()).toList());
    }

    private static int cut(List<ClientConnection> which) {
        new ArrayList<>(which).forEach(ClientConnection::cut);
        return which.size();
    }

    /** Takes nothing new from here on. */
    public void drain() {
        draining = true;
        List.copyOf(connections).forEach(ClientConnection::drain);
    }

    /** Ends everything. */
    public void close() {
        List.copyOf(connections).forEach(ClientConnection::cut);
        origins.close();
    }
}
