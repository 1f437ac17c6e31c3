package dev.chancery.app;

import dev.chancery.app.ssh.ClientFolder;
import dev.chancery.app.ssh.ShortLivedCertificate;
import dev.chancery.app.ssh.Site;
import dev.chancery.app.ssh.SshFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chancery ssh-config}: what to append to {@code ~/.ssh/config}. */
@Command(
        name = "ssh-config",
        description =
                "Prints the block for ~/.ssh/config with which ssh gets itself a certificate whenever it connects.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SshConfigCommand implements Runnable {
    @Option(
            names = "--hostname",
            paramLabel = "HOST[:PORT]",
            required = true,
            description = "The application's hostname; the port is the edge's, if that is not 443.")
    String hostname = "";

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Where the SSH server is, if not at the hostname itself.")
    @Nullable
    String address;

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            defaultValue = "chancery",
            description = "How ssh is to call this program (default: ${DEFAULT-VALUE}, found on the PATH).")
    String command = "chancery";

    @Option(names = "--ca-file", paramLabel = "FILE", description = "Passed on to ssh-gen.")
    @Nullable
    Path caFile;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Passed on to ssh-gen.")
    @Nullable
    Path folder;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Site site = Site.parse(hostname);
            Path key = ShortLivedCertificate.key(new ClientFolder(SshGenCommand.folder(folder)), site);
            StringBuilder call =
                    new StringBuilder(command).append(" ssh-gen --hostname ").append(site);
            if (caFile != null) {
                call.append(" --ca-file ").append(caFile.toAbsolutePath());
            }
            if (folder != null) {
                call.append(" --folder ").append(folder.toAbsolutePath());
            }
            out.printf("Match host %s exec \"%s\"%n", site.host(), call);
            if (address != null) {
                out.printf("  HostName %s%n", address);
                out.printf("  HostKeyAlias %s%n", site.host());
            }
            out.printf("  IdentityFile %s%n", key);
            out.printf("  CertificateFile %s-cert.pub%n", key);
            out.printf("  IdentitiesOnly yes%n");
            out.flush();
        } catch (SshFailed e) {
            throw new Unusable("--hostname: " + e.getMessage());
        }
    }
}
