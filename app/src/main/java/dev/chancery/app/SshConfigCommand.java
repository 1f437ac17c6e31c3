package dev.chancery.app;

import dev.chancery.app.ssh.ClientFolder;
import dev.chancery.app.ssh.ShortLivedCertificate;
import dev.chancery.app.ssh.Site;
import dev.chancery.app.ssh.SshFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Mixin
    SshSiteOptions at = new SshSiteOptions();

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

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Site site = at.site();
            Path key = ShortLivedCertificate.key(new ClientFolder(at.folder()), site);
            StringBuilder call =
                    new StringBuilder(command).append(" ssh-gen --hostname ").append(site);
            if (at.caFile != null) {
                call.append(" --ca-file ").append(at.caFile.toAbsolutePath());
            }
            if (at.folder != null) {
                call.append(" --folder ").append(at.folder());
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
