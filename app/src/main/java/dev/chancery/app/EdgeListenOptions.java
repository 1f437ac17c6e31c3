package dev.chancery.app;

import dev.chancery.edge.belief.Network;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the role {@code edge} is started, and where control listens for edges. */
final class EdgeListenOptions {
    @Option(
            names = "--edge-listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8443",
            description = "Role edge: where the proxy listens for clients (default: ${DEFAULT-VALUE}).")
    String listen = "127.0.0.1:8443";

    @Option(
            names = "--edges-listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8788",
            description = "Role control: where edges come for what they are to believe; TLS by a CA of the house's own"
                    + " (default: ${DEFAULT-VALUE}).")
    String edges = "127.0.0.1:8788";

    @Option(
            names = "--edge-public-port",
            paramLabel = "PORT",
            description =
                    "Role control: the port people reach edges at, in the URLs they sign in at (default: the port of"
                            + " --edge-listen).")
    @Nullable
    Integer publicPort;

    @Option(
            names = "--join-token",
            paramLabel = "TOKEN",
            description = "Role edge alone, at the first start: the word to join control with, once.")
    @Nullable
    String joinToken;

    @Option(
            names = "--control",
            paramLabel = "URL",
            description = "Role edge alone: where control listens for edges, if not where the join token says.")
    @Nullable
    String control;

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            defaultValue = "global",
            description = "Role edge: the network it stands in, global or china (default: ${DEFAULT-VALUE}).")
    Network network = Network.GLOBAL;

    @Option(
            names = "--origin-ca",
            paramLabel = "FILE",
            description = "Role edge: PEM of the CAs that may vouch for https origins (default: those the JDK knows).")
    @Nullable
    Path originCa;

    /** Where the proxy listens. */
    HostPort hostPort() {
        return parsed("--edge-listen", listen);
    }

    /** Where control listens for edges. */
    HostPort edgesHostPort() {
        return parsed("--edges-listen", edges);
    }

    /**
     * The port people reach edges at.
     *
     * @param listens where the proxy listens, if in this process
     */
    int publicPort(HostPort listens) {
        if (publicPort != null && (publicPort < 1 || publicPort > 65_535)) {
            throw new Unusable("--edge-public-port: %d (expected: 1 to 65535).".formatted(publicPort));
        }
        return publicPort == null ? listens.port() : publicPort;
    }

    private static HostPort parsed(String option, String text) {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable(option + ": " + e.getMessage() + ".");
        }
    }
}
