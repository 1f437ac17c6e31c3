package dev.chancery.bench.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.server.EdgeProcess;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Control, one replica or more, and edges that each reach it through a relay of their own. */
final class Cluster implements AutoCloseable {

    /** The hostname whose clients are asked for certificates. */
    static final String HOSTNAME = "app.example.com";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long DOWN = Long.MAX_VALUE;
    private static final long PATIENCE_MILLIS = 60_000;

    private final History history;
    private final List<Product.Plan> plans = new ArrayList<>();
    private final AtomicReferenceArray<@Nullable Product> replicas;
    private final List<AtomicLong> since = new ArrayList<>();
    private final List<Relay> relays = new ArrayList<>();
    private final List<EdgeProcess> edges = new ArrayList<>();
    private final List<StubbornEdge> stubborn = new ArrayList<>();
    private final ReadWriteLock database = new ReentrantReadWriteLock();
    private final AtomicLong restorations = new AtomicLong();
    private final Backup backup;
    private final Api api = new Api(this::up);
    private String zone = "";
    private String account = "";

    private Cluster(History history, int replicas, Backup backup) {
        this.history = history;
        this.backup = backup;
        this.replicas = new AtomicReferenceArray<>(replicas);
    }

    /**
     * Starts control and edges, and returns when each edge has its lease.
     *
     * @param folder what an earlier run left there is gone on with
     * @param database the address for {@code --database}, for two replicas; or empty for SQLite and one
     * @param environment for every process
     * @param origin where the hostname leads
     */
    static Cluster start(
            Path folder, String database, int edges, Map<String, String> environment, String origin, History history)
            throws IOException {
        Cluster cluster = new Cluster(
                history,
                database.isEmpty() ? 1 : 2,
                Backup.of(folder.resolve("control-0").resolve("data"), database));
        try {
            cluster.startControl(folder, database, environment);
            cluster.prepare(origin);
            cluster.startEdges(folder, edges, environment);
            return cluster;
        } catch (IOException | IllegalStateException cause) {
            cluster.close();
            throw cause;
        }
    }

    private void startControl(Path folder, String database, Map<String, String> environment) throws IOException {
        for (int replica = 0; replica < replicas.length(); replica++) {
            List<String> options = new ArrayList<>(List.of("--rate-limit", "0"));
            if (!database.isEmpty()) {
                options.addAll(List.of("--database", database));
                options.addAll(List.of("--seal-key", folder.resolve("seal.key").toString()));
            }
            plans.add(new Product.Plan(folder.resolve("control-" + replica), options, environment, false));
            since.add(new AtomicLong(DOWN));
            if (replica > 0) {
                shareToken(folder, replica);
            }
            startControl(replica);
        }
        Product first = up().getFirst();
        zone = first.zone();
        account = first.variable("CLOUDFLARE_ACCOUNT_ID");
    }

    /** The owner's token is told once, to the replica that founded the house. */
    private static void shareToken(Path folder, int replica) throws IOException {
        Path data = Files.createDirectories(folder.resolve("control-" + replica).resolve("data"));
        Files.copy(
                folder.resolve("control-0").resolve("data").resolve("owner-token"),
                data.resolve("owner-token"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void prepare(String origin) throws IOException {
        api.ask(
                0,
                "PUT",
                "/zones/" + zone + "/certificate_authorities/hostname_associations",
                JSON.writeValueAsString(Map.of("hostnames", List.of(HOSTNAME))));
        api.ask(
                0,
                "PUT",
                "/zones/" + zone + "/edge/routes/" + HOSTNAME,
                JSON.writeValueAsString(Map.of("origin", origin)));
    }

    private void startEdges(Path folder, int count, Map<String, String> environment) throws IOException {
        List<InetSocketAddress> listeners = new ArrayList<>();
        for (int replica = 0; replica < replicas.length(); replica++) {
            URI listener = URI.create(token(replica).path("url").asText());
            listeners.add(new InetSocketAddress(listener.getHost(), listener.getPort()));
        }
        for (int edge = 0; edge < count; edge++) {
            Relay relay = Relay.open(listeners, edge);
            relays.add(relay);
            edges.add(EdgeProcess.following(
                    folder.resolve("edge-" + edge),
                    relay.url(),
                    token(edge).path("token").asText(),
                    environment));
        }
        Relay relay = Relay.open(listeners, 0);
        relays.add(relay);
        stubborn.add(StubbornEdge.following(
                folder.resolve("stubborn"), relay.url(), token(0).path("token").asText()));
        for (EdgeProcess edge : edges) {
            edge.awaitListening();
        }
        if (!awaitLeases()) {
            throw new IOException("the edges got no lease: " + edgeStates());
        }
    }

    private JsonNode token(int replica) throws IOException {
        return api.ask(replica, "POST", "/accounts/" + account + "/edges/join_tokens", "{\"name\":\"campaign\"}");
    }

    /** Waits until every edge has a lease, and returns whether that came in time. */
    boolean awaitLeases() {
        long start = history.now();
        while ((history.now() - start) / 1_000_000 < PATIENCE_MILLIS) {
            try {
                JsonNode states = edgeStates();
                if (states.size() >= edges.size() + stubborn.size()
                        && states.valueStream()
                                .allMatch(edge -> edge.path("status").asText().equals("leased"))) {
                    return true;
                }
            } catch (IOException down) {
                // Control is not back yet.
            }
            Processes.pause(50);
        }
        return false;
    }

    /** Returns what control says of its edges. */
    JsonNode edgeStates() throws IOException {
        return api.ask(0, "GET", "/accounts/" + account + "/edges", "");
    }

    /** Returns the certificate of the CA that issues, PEM, and its root's after it. */
    List<String> managedCa() throws IOException {
        JsonNode ca = api.ask(0, "GET", "/accounts/" + account + "/managed_ca", "");
        return List.of(ca.path("issuing").asText(), ca.path("root").asText());
    }

    /** Has so many clients' certificates issued. */
    List<Identity> identities(int count) throws IOException {
        String issuing = managedCa().getFirst();
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            identities.add(Identity.issue(api, zone, i, issuing));
        }
        return identities;
    }

    /** Returns the path of a client certificate in the API. */
    String path(Identity identity) {
        return "/zones/" + zone + "/client_certificates/" + identity.id();
    }

    Api api() {
        return api;
    }

    /** Returns how many replicas of control there are, up or down. */
    int controls() {
        return replicas.length();
    }

    List<EdgeProcess> edges() {
        return List.copyOf(edges);
    }

    /** Makes one fault and returns when it is over. */
    void suffer(Fault fault) throws IOException {
        switch (fault.kind()) {
            case EDGE_KILLED -> {
                EdgeProcess edge = edges.get(fault.target());
                edge.kill();
                Processes.pause(fault.lasts());
                edge.restart();
            }
            case EDGE_STOPPED_BRIEFLY, EDGE_STOPPED_LONG -> {
                EdgeProcess edge = edges.get(fault.target());
                edge.suspend();
                Processes.pause(fault.lasts());
                edge.resume();
            }
            case RELAY_CUT -> weather(fault, Weather.CUT);
            case RELAY_STALLED -> weather(fault, Weather.STALLED);
            case RELAY_SLOW -> weather(fault, Weather.SLOW);
            case RELAY_TWICE -> weather(fault, Weather.TWICE);
            case RELAY_SWAPPED -> weather(fault, Weather.SWAPPED);
            case CONTROL_KILLED -> {
                database.readLock().lock();
                try {
                    killControl(fault.target());
                    Processes.pause(fault.lasts());
                    startControl(fault.target());
                } finally {
                    database.readLock().unlock();
                }
            }
            case EDGE_HANGS -> stubborn(StubbornEdge::hang, fault);
            case EDGE_REFUSES -> stubborn(StubbornEdge::refuse, fault);
            case CONTROL_RESTORED -> {
                database.writeLock().lock();
                try {
                    restore(fault);
                } finally {
                    database.writeLock().unlock();
                }
            }
        }
    }

    private void stubborn(Consumer<StubbornEdge> becomes, Fault fault) {
        stubborn.forEach(becomes);
        Processes.pause(fault.lasts());
        stubborn.forEach(StubbornEdge::goOn);
    }

    /** Makes a backup, lets a while pass, and puts it back as docs/operations.md says. */
    private void restore(Fault fault) throws IOException {
        killControls();
        backup.make();
        startControls();
        Processes.pause(fault.lasts());
        killControls();
        backup.putBack();
        Product.recover(plans.getFirst());
        restorations.incrementAndGet();
        startControls();
    }

    private void killControls() {
        IntStream.range(0, replicas.length()).forEach(this::killControl);
    }

    private void startControls() throws IOException {
        for (int replica = 0; replica < replicas.length(); replica++) {
            startControl(replica);
        }
    }

    /** Returns how often a backup was put back. A replica is up only when every edge has told what it believes revoked. */
    long restorations() {
        return restorations.get();
    }

    private void weather(Fault fault, Weather weather) {
        Relay relay = relays.get(fault.target());
        relay.set(weather);
        Processes.pause(fault.lasts());
        relay.set(Weather.CLEAR);
    }

    private void killControl(int replica) {
        since.get(replica).set(DOWN);
        Product product = replicas.getAndSet(replica, null);
        if (product != null) {
            product.kill();
        }
    }

    private void startControl(int replica) throws IOException {
        replicas.set(replica, Product.start(plans.get(replica)));
        since.get(replica).set(history.now());
    }

    /**
     * Returns since when the replica has been up that was not killed for the longest time, in the history's time, or now if none is
     * up: a restarted replica begins anew to wait for edges that do not answer.
     */
    long controlSince() {
        return Math.min(since.stream().mapToLong(AtomicLong::get).min().orElse(DOWN), history.now());
    }

    private List<Product> up() {
        return IntStream.range(0, replicas.length())
                .mapToObj(replicas::get)
                .filter(product -> product != null)
                .toList();
    }

    @Override
    public void close() throws IOException {
        edges.forEach(EdgeProcess::close);
        stubborn.forEach(StubbornEdge::close);
        up().forEach(Product::kill);
        for (Relay relay : relays) {
            relay.close();
        }
    }
}
