package dev.chancery.app;

import dev.chancery.app.ssh.KrlFile;
import dev.chancery.app.ssh.SshFailed;
import dev.chancery.app.ssh.Web;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chancery krl}: keeps a server's list of revoked SSH certificates new; for cron. */
@Command(
        name = "krl",
        description =
                "Fetches the revocation list of an SSH CA into the file that sshd's RevokedKeys names. Says nothing and"
                        + " leaves the file where nothing changed; fails, and leaves the file, where the list cannot be had.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KrlCommand implements Runnable {
    private static final Pattern CA = Pattern.compile("[0-9a-f]{48}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Option(names = "--ca", paramLabel = "ID", required = true, description = "The SSH CA's id, as the API shows it.")
    String ca = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "Where control's API is, without a path, such as https://pki.example.com:8787.")
    URI url = URI.create("https://localhost");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file to keep, such as /etc/ssh/revoked.krl.")
    Path output = Path.of("");

    @Option(names = "--ca-file", paramLabel = "FILE", description = "Trust servers these certificates vouch for (PEM).")
    @Nullable
    Path caFile;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        if (!CA.matcher(ca).matches()) {
            throw new Unusable("--ca: \"%s\" (expected: 48 hex digits, or a gateway CA's UUID)".formatted(ca));
        }
        try (Web web = Web.trusting(Optional.ofNullable(caFile))) {
            if (KrlFile.fetch(url.resolve("/ssh/" + ca + ".krl"), output, web)) {
                spec.commandLine().getOut().println(output + " is new");
                spec.commandLine().getOut().flush();
            }
        } catch (SshFailed e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }
}
