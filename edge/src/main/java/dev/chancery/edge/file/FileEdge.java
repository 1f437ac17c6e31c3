package dev.chancery.edge.file;

import dev.chancery.edge.Applied;
import dev.chancery.edge.Edge;
import dev.chancery.edge.EdgeOptions;
import dev.chancery.edge.belief.Belief;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge that believes a file. The file, and those it names, are looked at every so often; what has changed is applied as a whole,
 * or, where it cannot be used, not at all.
 */
public final class FileEdge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileEdge.class);

    private final Path file;
    private final EdgeOptions options;
    private final Edge edge;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("edge-file", true));
    private NamedFiles read;

    private FileEdge(Path file, EdgeOptions options, Edge edge, NamedFiles read) {
        this.file = file;
        this.options = options;
        this.edge = edge;
        this.read = read;
    }

    /**
     * Reads the file and opens the edge.
     *
     * @param every how often to look whether something has changed
     * @throws UnusableFileException if the file cannot be used
     * @throws IOException if the address cannot be listened on
     */
    public static FileEdge open(Path file, EdgeOptions options, Duration every)
            throws UnusableFileException, IOException {
        NamedFiles read = new NamedFiles(file);
        Belief belief = FileBelief.read(read, options.clock().instant());
        read.forget();
        FileEdge opened = new FileEdge(file, options, Edge.open(options, belief), read);
        var _ = opened.watch.scheduleWithFixedDelay(
                opened::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return opened;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return edge.address();
    }

    /** Applies what has changed, if something has. */
    private void look() {
        if (read.unchanged()) {
            return;
        }
        NamedFiles fresh = new NamedFiles(file);
        try {
            Belief belief = FileBelief.read(fresh, options.clock().instant());
            Applied applied = edge.apply(belief).join();
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("cut", applied.cut())
                    .log("the edge file was applied");
        } catch (UnusableFileException e) {
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("reason", e.sentence())
                    .log("the changed edge file cannot be used; the edge goes on as before");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("file", file).setCause(e).log("the changed edge file could not be applied");
        }
        fresh.forget();
        read = fresh;
    }

    /** Stops looking, and closes the edge. */
    @Override
    public void close() {
        watch.shutdownNow();
        edge.close();
    }
}
