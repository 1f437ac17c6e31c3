package dev.chancery.bench.edge;

import com.sun.net.httpserver.HttpServer;
import dev.chancery.bench.server.EdgeProcess;
import dev.chancery.bench.server.Processes;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Thousands of clients that have shown their certificates and rest: an edge by a file, a process of its own with a small heap and
 * Netty's watch over every buffer, has to keep them all, answer each of them again, cut those whose certificates are revoked and no
 * others, let go whoever rests too long, and have nothing left of any of them.
 */
public final class IdleCampaign {
    private static final int AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How long an edge keeps a connection that rests. */
    private static final Duration MOST_REST = Duration.ofSeconds(75);
    /** An edge has each client's loop, and connections to its origin, which it keeps for a while. */
    private static final int FEW_FILES = 64;

    private static final long MOST_KIB_EACH = 64;
    private static final long MOST_KIB_FIXED = 256 << 10;

    private static final Map<String, String> WATCHED = Map.of(
            "CHANCERY_BUILD",
            "never",
            "CHANCERY_AOT",
            "off",
            "CHANCERY_JAVA_OPTS",
            "-Xmx384m -Dio.netty.leakDetection.level=paranoid");

    private final Plan plan;
    private final Credentials credentials;
    private final EdgeProcess edge;
    private final TlsLoad load;
    private final List<String> violations = new ArrayList<>();

    /**
     * What to do.
     *
     * @param folder for files and the log
     * @param connections how many rest at once
     * @param clients how many certificates these share, at least two
     * @param rest for how long they rest before they are asked again
     * @param toTheEnd whether those that are left rest until the edge closes them, or close themselves
     */
    public record Plan(Path folder, int connections, int clients, Duration rest, boolean toTheEnd) {}

    /**
     * What came of it.
     *
     * @param connections how many rested
     * @param kibEach resident memory of the edge that each of them cost, KiB
     * @param cut how many were cut because their certificate was revoked
     * @param violations what was found wrong
     */
    public record Outcome(int connections, double kibEach, int cut, List<String> violations) {
        /** Copies the list. */
        public Outcome {
            violations = List.copyOf(violations);
        }

        @Override
        public String toString() {
            return ("%,d connections with client certificates rested, %.1f KiB of resident memory each, and were answered again;"
                            + " %,d were cut when their certificates were revoked, and no others; nothing was left of any")
                    .formatted(connections, kibEach, cut);
        }
    }

    private IdleCampaign(Plan plan, Credentials credentials, EdgeProcess edge, TlsLoad load) {
        this.plan = plan;
        this.credentials = credentials;
        this.edge = edge;
        this.load = load;
    }

    /** Runs it. */
    public static Outcome run(Plan plan) throws IOException {
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        origin.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        origin.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'o', 'k'});
            }
        });
        origin.start();
        Credentials credentials = Credentials.make(plan.folder(), plan.clients());
        try (EdgeProcess edge = EdgeProcess.believing(
                        plan.folder().resolve("edge"), credentials.edgeFile(origin.getAddress()), WATCHED);
                TlsLoad load = new TlsLoad(credentials)) {
            edge.awaitListening();
            return new IdleCampaign(plan, credentials, edge, load).run();
        } finally {
            origin.stop(0);
        }
    }

    private Outcome run() throws IOException {
        stir();
        long files = edge.openFiles();
        long before = edge.residentMib() * 1024;
        TlsLoad.Idle idle = load.idle(edge.address());
        List<Channel> all = List.of();
        for (int open = 0; open < plan.connections(); open += AT_ONCE) {
            idle.ask(all);
            all = idle.open(Math.min(AT_ONCE, plan.connections() - open));
        }
        Processes.pause(plan.rest().toMillis());
        long cost = edge.residentMib() * 1024 - before;
        if (cost > MOST_KIB_FIXED + MOST_KIB_EACH * plan.connections()) {
            violations.add("%d connections took %d KiB".formatted(plan.connections(), cost));
        }
        idle.ask(all);
        List<Channel> kept = revokeHalf(all);
        idle.ask(kept);
        end(kept);
        awaitThat("its sockets are closed", () -> openFiles() <= files + FEW_FILES);
        credentials.revoke(List.of());
        awaitThat("those who were revoked are let in again", this::letsIn);
        edge.collectGarbage();
        // What was dropped without being released is seen when the next buffers are made.
        stir();
        edge.log().lines().filter(line -> line.contains("LEAK")).forEach(violations::add);
        return new Outcome(all.size(), (double) cost / all.size(), all.size() - kept.size(), violations);
    }

    /** Some connections that go again: the JVM has seen all it needs. */
    private void stir() throws IOException {
        List<Channel> some = load.idle(edge.address()).open(200);
        some.forEach(each -> each.close().syncUninterruptibly());
    }

    /** Revokes every second client, and returns the connections that have to stay. */
    private List<Channel> revokeHalf(List<Channel> all) throws IOException {
        List<Credentials.Client> revoked = new ArrayList<>();
        Set<X509Certificate> certificates = new HashSet<>();
        for (int i = 0; i < credentials.clients().size(); i += 2) {
            revoked.add(credentials.clients().get(i));
            certificates.add(credentials.clients().get(i).certificate());
        }
        List<Channel> cut =
                all.stream().filter(each -> certificates.contains(shown(each))).toList();
        List<Channel> kept =
                all.stream().filter(each -> !certificates.contains(shown(each))).toList();
        credentials.revoke(revoked);
        awaitThat("whose certificate is revoked is cut", () -> cut.stream().noneMatch(Channel::isActive));
        if (cut.isEmpty() || kept.isEmpty()) {
            violations.add("all showed the certificates of one half");
        }
        long gone = kept.stream().filter(each -> !each.isActive()).count();
        if (gone > 0) {
            violations.add("%d were cut whose certificates are good".formatted(gone));
        }
        return kept;
    }

    private static X509Certificate shown(Channel channel) {
        return (X509Certificate)
                channel.pipeline().get(SslHandler.class).engine().getSession().getLocalCertificates()[0];
    }

    private void end(List<Channel> kept) {
        if (plan.toTheEnd()) {
            Processes.pause(MOST_REST.toMillis());
            awaitThat("who rests too long is let go", () -> kept.stream().noneMatch(Channel::isActive));
        } else {
            kept.forEach(each -> each.close().syncUninterruptibly());
        }
    }

    private long openFiles() {
        try {
            return edge.openFiles();
        } catch (IOException e) {
            throw new IllegalStateException("the edge is gone", e);
        }
    }

    private boolean letsIn() {
        try {
            stir();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private void awaitThat(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                violations.add("not within %d s: %s".formatted(PATIENCE.toSeconds(), what));
                return;
            }
            Processes.pause(50);
        }
    }
}
