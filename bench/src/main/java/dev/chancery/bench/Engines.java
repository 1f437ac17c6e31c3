package dev.chancery.bench;

import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Core;
import dev.chancery.bench.server.PostgresServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engines a measurement was asked for: SQLite needs nothing, PostgreSQL a server. */
final class Engines implements AutoCloseable {

    private final List<String> names;
    private final @Nullable PostgresServer server;

    private Engines(List<String> names, @Nullable PostgresServer server) {
        this.names = names;
        this.server = server;
    }

    /** Reads {@code --engines sqlite,postgresql} (the default) and starts what they need, on the measured core. */
    static Engines pinned(Options options) throws IOException {
        Engines engines = unpinned(options);
        if (engines.server != null) {
            engines.server.pin(Core.MEASURED);
        }
        return engines;
    }

    /** The same on whatever cores this program may use. */
    static Engines unpinned(Options options) throws IOException {
        List<String> names =
                List.of(options.text("engines", "sqlite,postgresql").split(",", -1));
        PostgresServer server = null;
        if (names.contains("postgresql")) {
            server = PostgresServer.start(Checkout.keptFolder("postgresql-server"));
        }
        return new Engines(names, server);
    }

    /** Returns, for each engine asked for, its server, or null for the one that has none. */
    List<@Nullable PostgresServer> servers() {
        List<@Nullable PostgresServer> servers = new ArrayList<>();
        for (String name : names) {
            switch (name) {
                case "sqlite" -> servers.add(null);
                case "postgresql" -> servers.add(server);
                default -> throw new IllegalArgumentException(name + " (expected sqlite or postgresql)");
            }
        }
        return servers;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
