package dev.chancery.app;

import dev.chancery.access.mail.SmtpUrl;
import dev.chancery.control.accessrules.SshCertificateMember;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the role {@code access} is started. */
final class AccessOptions {
    private static final int PORT = 8790;

    @Option(
            names = "--access-listen",
            paramLabel = "HOST:PORT",
            description = "Role access: where edges bring what people ask for when they sign in; plain http, for this"
                    + " house's own network (default: 127.0.0.1:8790, or a free port where --listen takes one).")
    @Nullable
    String listen;

    @Option(
            names = "--smtp-url",
            paramLabel = "URL",
            description = "Role access: the mail server for sign-in codes, smtp://user:password@host:port?from=address"
                    + " (STARTTLS) or smtps://; without it nobody signs in by one-time PIN.")
    @Nullable
    String smtpUrl;

    @Option(
            names = "--ssh-lifetime",
            paramLabel = "DURATION",
            defaultValue = "3m",
            description =
                    "How long people's SSH certificates last where neither the application nor the policy says it, 1s"
                            + " to 24h (default: ${DEFAULT-VALUE}).")
    String sshLifetime = "3m";

    /**
     * Says what is wrong before anything is made.
     *
     * @throws Unusable if something is
     */
    void check() {
        smtp();
        sshLifetime();
    }

    /** How long people's SSH certificates last where nobody says it. */
    Duration sshLifetime() {
        return SshCertificateMember.lifetime(sshLifetime)
                .orElseThrow(() -> new Unusable(
                        "--ssh-lifetime: %s (expected: %s).".formatted(sshLifetime, SshCertificateMember.LIFETIME)));
    }

    /** The mail server, if there is one. */
    Optional<SmtpUrl> smtp() {
        try {
            return Optional.ofNullable(smtpUrl).map(SmtpUrl::parse);
        } catch (IllegalArgumentException e) {
            throw new Unusable("--smtp-url: " + e.getMessage() + ".");
        }
    }

    /**
     * Where the role listens.
     *
     * @param api where the API does
     */
    HostPort hostPort(HostPort api) {
        if (listen == null) {
            return new HostPort("127.0.0.1", api.port() == 0 ? 0 : PORT);
        }
        try {
            return HostPort.parse(listen);
        } catch (IllegalArgumentException e) {
            throw new Unusable("--access-listen: " + e.getMessage() + ".");
        }
    }
}
