package dev.chancery.app;

import dev.chancery.ca.CryptoProviders;
import dev.chancery.edge.EdgeOptions;
import dev.chancery.edge.belief.Lease;
import dev.chancery.edge.file.FileEdge;
import dev.chancery.edge.file.UnusableFileException;
import dev.chancery.edge.front.FrontLimits;
import dev.chancery.edge.origin.OriginLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chancery edge}: an edge alone that believes a file. */
@Command(
        name = "edge",
        description =
                "Runs an edge without a control plane: what it believes stands in a file, and is read again when the"
                        + " file, or one it names, changes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EdgeCommand implements Runnable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BACKLOG = 1024;

    @Option(names = "--file", paramLabel = "FILE", required = true, description = "The edge file (docs/extensions.md).")
    Path file = Path.of("");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8443",
            description = "Where to listen (default: ${DEFAULT-VALUE}).")
    String listen = "127.0.0.1:8443";

    @Option(names = "--loops", paramLabel = "N", description = "Event loops (default: one for each processor).")
    int loops = Runtime.getRuntime().availableProcessors();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        CryptoProviders.install().warning().ifPresent(warning -> out.println("Warning: " + warning));
        CountDownLatch stopped = new CountDownLatch(1);
        FileEdge edge = open();
        InetSocketAddress address = edge.address();
        out.printf("The edge listens on %s%n", new HostPort(address.getHostString(), address.getPort()));
        out.flush();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            edge.close();
                            stopped.countDown();
                        },
                        "stop"));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FileEdge open() {
        try {
            HostPort where = HostPort.parse(listen);
            return FileEdge.open(
                    file,
                    new EdgeOptions(
                            new InetSocketAddress(where.host(), where.port()),
                            Math.max(1, loops),
                            BACKLOG,
                            FrontLimits.byDefault(),
                            OriginLimits.byDefault(),
                            Lease.ALWAYS,
                            InstantSource.system(),
                            System::nanoTime,
                            new SecureRandom(),
                            new SimpleMeterRegistry()),
                    LOOK);
        } catch (UnusableFileException e) {
            throw new Unusable(file + ": " + e.sentence());
        } catch (IOException e) {
            throw new Unusable("--listen: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Unusable("--listen: " + e.getMessage());
        }
    }
}
