package dev.chancery.app;

import dev.chancery.ca.CryptoProviders;
import dev.chancery.edge.stream.ControlledEdge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chancery start}: runs the house until it is told to stop. */
@Command(
        name = "start",
        description =
                "Runs Chancery: makes its data folder, database, keys and owner token at the first start, and finds"
                        + " everything again at the next.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StartCommand implements Runnable {
    /** What a managed CA's keys are made of. */
    enum ManagedCaKey {
        P256,
        RSA2048
    }

    /** The kinds of key SAML assertions may be encrypted to. */
    enum SamlKey {
        RSA2048,
        RSA3072,
        RSA4096
    }

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    ListenOptions listen = new ListenOptions();

    @Mixin
    SealOptions seal = new SealOptions();

    @Option(
            names = "--listen-open",
            paramLabel = "HOST:PORT",
            description = "With TLS: a plain-http listener for CRL, OCSP and CA certificates only, which clients fetch"
                    + " without TLS (default: the API's host, port 8780).")
    @Nullable
    String listenOpen;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Write what a client needs as KEY=VALUE lines, mode 0600 (default: env in the data folder).")
    @Nullable
    Path envFile;

    @Option(
            names = "--account-name",
            paramLabel = "NAME",
            defaultValue = "Chancery",
            description = "The first account's name (default: ${DEFAULT-VALUE}).")
    String accountName = "Chancery";

    @Option(
            names = "--zone",
            paramLabel = "DOMAIN",
            defaultValue = "example.com",
            description = "The first zone's name (default: ${DEFAULT-VALUE}).")
    String zone = "example.com";

    @Option(
            names = "--owner-email",
            paramLabel = "EMAIL",
            defaultValue = "owner@example.com",
            description = "The first user's e-mail address (default: ${DEFAULT-VALUE}).")
    String ownerEmail = "owner@example.com";

    @Option(
            names = "--legacy-key",
            description =
                    "Give the owner a legacy API key as well (X-Auth-Email and X-Auth-Key); without it there is none."
                            + " It lies in the data folder's owner-legacy-key.")
    boolean legacyKey;

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            defaultValue = "control,access,edge",
            description =
                    "Which roles this process plays (default: ${DEFAULT-VALUE}). Access plays beside control only. An"
                            + " edge alone takes --data, --edge-listen, --join-token, --control, --network and --origin-ca.")
    List<Role> roles = new ArrayList<>(List.of(Role.CONTROL, Role.ACCESS, Role.EDGE));

    /** The roles a process can play. */
    enum Role {
        CONTROL,
        ACCESS,
        EDGE
    }

    @Mixin
    AccessOptions access = new AccessOptions();

    @Mixin
    EdgeListenOptions edge = new EdgeListenOptions();

    @Option(
            names = "--rate-limit",
            paramLabel = "N",
            defaultValue = "1200",
            description = "Requests per principal in five minutes; 0 sets no limit (default: ${DEFAULT-VALUE}).")
    long rateLimit = 1_200;

    @Mixin
    QuotaOptions quotas = new QuotaOptions();

    @Option(
            names = "--managed-ca-key",
            paramLabel = "KEY",
            defaultValue = "p256",
            description = "Keys of managed CAs made from now on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    ManagedCaKey managedCaKey = ManagedCaKey.P256;

    @Option(
            names = "--saml-key",
            paramLabel = "KEY",
            defaultValue = "rsa2048",
            description = "Keys SAML assertions are encrypted to, made from now on: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}).")
    SamlKey samlKey = SamlKey.RSA2048;

    @Option(names = "--allow-ml-dsa", description = "Accept ML-DSA-44/65/87 keys in CSRs (FIPS 204).")
    boolean allowMlDsa;

    @Option(
            names = "--metrics-from",
            paramLabel = "CIDR",
            split = ",",
            defaultValue = "127.0.0.0/8,::1/128",
            description = "Networks that may read /metrics (default: ${DEFAULT-VALUE}).")
    List<String> metricsFrom = new ArrayList<>();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        if (!roles.contains(Role.CONTROL)) {
            if (roles.contains(Role.ACCESS)) {
                throw new Unusable(
                        "--roles: access reads control's database and signs with its keys, so it plays in the process"
                                + " of a control (expected: control,access, or edge alone).");
            }
            edgeAlone();
            return;
        }
        listen.check();
        access.check();
        Announcement announcement = new Announcement(spec.commandLine().getOut(), Announcement.onTerminal());
        CountDownLatch stopped = new CountDownLatch(1);
        House house = House.open(this, announcement);
        untilStopped(stopped, house::close);
    }

    private void edgeAlone() {
        PrintWriter out = spec.commandLine().getOut();
        CryptoProviders.install().warning().ifPresent(warning -> out.println("Warning: " + warning));
        ControlledEdge running = EdgeRole.alone(edge, DataFolder.open(data.folder));
        out.printf("The edge listens on %s%n", running.address());
        out.flush();
        Chores chores = new Chores();
        chores.every(Duration.ofHours(1), "renew the edge's certificate", running::renewInTime);
        untilStopped(new CountDownLatch(1), () -> {
            chores.close();
            running.close();
        });
    }

    private static void untilStopped(CountDownLatch stopped, Runnable close) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close.run();
                            stopped.countDown();
                        },
                        "stop"));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
