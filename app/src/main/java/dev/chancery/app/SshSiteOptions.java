package dev.chancery.app;

import dev.chancery.app.ssh.Site;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which application a person wants to get to, and what that takes on their machine. */
final class SshSiteOptions {
    @Option(
            names = "--hostname",
            paramLabel = "HOST[:PORT]",
            required = true,
            description = "The application's hostname; the port is the edge's, if that is not 443.")
    String hostname = "";

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Trust servers these certificates vouch for (PEM), in the place of those the JDK trusts.")
    @Nullable
    Path caFile;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where key, certificate and token lie (default: ~/.chancery).")
    @Nullable
    Path folder;

    /**
     * The application's site.
     *
     * @throws dev.chancery.app.ssh.SshFailed if the hostname is none
     */
    Site site() {
        return Site.parse(hostname);
    }

    /** The folder, chosen or not. */
    Path folder() {
        return folder == null ? Path.of(System.getProperty("user.home"), ".chancery") : folder.toAbsolutePath();
    }
}
