package dev.chancery.app;

import dev.chancery.app.ssh.ClientFolder;
import dev.chancery.app.ssh.ShortLivedCertificate;
import dev.chancery.app.ssh.Site;
import dev.chancery.app.ssh.SshFailed;
import dev.chancery.app.ssh.Web;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chancery ssh-gen}: a certificate for whoever signs in. */
@Command(
        name = "ssh-gen",
        description =
                "Gets a short-lived SSH certificate for the application at a hostname: signs you in with the browser"
                        + " where no token is kept, and puts key and certificate into ~/.chancery.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SshGenCommand implements Runnable {
    @Mixin
    SshSiteOptions at = new SshSiteOptions();

    @Option(names = "--no-browser", description = "Only print where to sign in.")
    boolean noBrowser;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        // What ssh runs must be silent on its standard output; a person reads the other.
        PrintWriter out = spec.commandLine().getErr();
        try (Web web = Web.trusting(Optional.ofNullable(at.caFile))) {
            Site site = at.site();
            ShortLivedCertificate.Made made = ShortLivedCertificate.withBrowser(
                            ClientFolder.open(at.folder()),
                            web,
                            new Browser(out, noBrowser)::show,
                            new SecureRandom(),
                            InstantSource.system())
                    .make(site);
            out.printf("%s (until %s)%n", made.certificate(), made.expiresAt());
            out.flush();
        } catch (SshFailed e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }
}
