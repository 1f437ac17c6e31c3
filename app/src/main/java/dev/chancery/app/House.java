package dev.chancery.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.Control;
import dev.chancery.control.clientcertificates.ClientCertificateQuota;
import dev.chancery.control.db.Database;
import dev.chancery.control.http.EdgeServer;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Route;
import dev.chancery.edge.stream.ControlledEdge;
import dev.chancery.pki.KeyPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** A running house: what {@code chancery start} opens and the stop signal closes. */
final class House implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(House.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Control control;
    private final Addresses addresses;
    private final boolean awaitsEdge;
    private volatile Optional<ControlledEdge> edge = Optional.empty();

    /**
     * Opens everything, in order, and says where it stands.
     *
     * @throws Unusable if it cannot; what was opened is closed again
     */
    static House open(StartCommand command, Announcement announcement) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return new House(command, announcement);
    }

    @SuppressWarnings("this-escape") // final class, closed only by this constructor's own failure
    private House(StartCommand command, Announcement announcement) {
        try {
            List<String> warnings = new ArrayList<>();
            CryptoProviders.install().warning().ifPresent(warnings::add);
            Control.Rim rim = realRim();
            DataFolder data = DataFolder.open(command.data.folder);
            Database database = part(Databases.open(command.data.url(data), rim.random()));
            command.quotas.keep(database);
            KeyCustody custody = new SealOpening(database, rim.random()).open(command.seal, data);
            custody.sealedBecause().ifPresent(reason -> warnings.add("the keys are sealed: " + reason));
            awaitsEdge = command.roles.contains(StartCommand.Role.EDGE)
                    && custody.sealedBecause().isEmpty();
            addresses = Addresses.of(command, data);
            addresses.warning().ifPresent(warnings::add);
            control = Control.wire(database, custody, options(command, addresses, database, data), rim);
            Founding founding = Founding.run(control.bootstrap(), command);
            control.accessTrust().catchUp(database);
            founding.legacyKey(control.legacyKeys(), command, data, rim.random());
            Optional<LocalServer> local = command.listen.tlsLocalCa
                    ? Optional.of(LocalServer.certify(control.localCa(), founding.account(), addresses.api()))
                    : Optional.empty();
            founding.tell(announcement, data);
            CaFile.write(data, control.cas(), founding, local.map(LocalServer::rootPem));
            Path envFile = (command.envFile == null ? data.envFile() : command.envFile)
                    .toAbsolutePath()
                    .normalize();
            Optional<EnvFile.EdgeFacts> edgeFacts =
                    awaitsEdge ? Optional.of(edgeFacts(command, data, founding.account())) : Optional.empty();
            EnvFile.Facts facts = founding.facts(addresses.base(), data, envFile, edgeFacts);
            EnvFile.write(envFile, facts);
            if (command.roles.contains(StartCommand.Role.ACCESS)) {
                part(AccessRole.open(command, data, control.access(), rim));
            }
            if (custody.sealedBecause().isEmpty()) {
                edges(command, data, rim);
            }
            // After them: whoever finds the API ready finds the listener for edges too.
            Listeners listeners = new Listeners(command, control, database, custody, rim, this::edgeObstacle);
            listeners.open(addresses, local.map(LocalServer::tls)).forEach(this::part);
            chores();
            announcement.warnings(warnings);
            announcement.ready(facts, envFile, Founding.whereTheTokenIs(facts, data));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Control.Rim realRim() {
        return new Control.Rim(InstantSource.system(), new SecureRandom(), Ticker.systemTicker(), UUID::randomUUID);
    }

    private static Control.Options options(
            StartCommand command, Addresses addresses, Database database, DataFolder data) {
        KeySpec managedCaKey = switch (command.managedCaKey) {
            case P256 -> KeySpec.P_256;
            case RSA2048 -> KeySpec.RSA_2048;
        };
        KeySpec samlKey = switch (command.samlKey) {
            case RSA2048 -> KeySpec.RSA_2048;
            case RSA3072 -> KeySpec.RSA_3072;
            case RSA4096 -> KeySpec.RSA_4096;
        };
        return new Control.Options(
                addresses.publicUrl(),
                managedCaKey,
                samlKey,
                KeyPolicy.standard().withMlDsa(command.allowMlDsa),
                ClientCertificateQuota.of(database),
                command.edge.publicPort(edgeAddress(command, data)),
                command.access.sshLifetime());
    }

    /** Where the edge will be, and the CA that vouches for what it shows where nobody uploaded anything else. */
    private EnvFile.EdgeFacts edgeFacts(StartCommand command, DataFolder data, AccountId account) {
        HostPort where = edgeAddress(command, data);
        Path caFile = data.path().resolve("edge-ca.pem");
        DataFolder.write(caFile, control.localCa().root(account).toPem());
        return new EnvFile.EdgeFacts("https://%s:%d".formatted(where.urlHost(), where.port()), caFile);
    }

    private static HostPort edgeAddress(StartCommand command, DataFolder data) {
        return new Ports(data).kept("edge", command.edge.hostPort());
    }

    /** Opens the listener edges come to, and the edge beside it where this process plays that role too. */
    private void edges(StartCommand command, DataFolder data, Control.Rim rim) {
        HostPort where = new Ports(data).kept("edges", command.edge.edgesHostPort());
        EdgeServer server = part(new EdgeServer(control.edges(), where.host(), where.port(), LocalServer.names(where)));
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new Unusable("Cannot listen for edges on %s: %s.".formatted(where, Listeners.rootMessage(e)));
        }
        String url = "https://%s:%d".formatted(where.urlHost(), server.port());
        control.edges().listensAt(url);
        if (command.roles.contains(StartCommand.Role.EDGE)) {
            edge = Optional.of(part(new EdgeRole(command.edge, data, rim.random(), new SimpleMeterRegistry())
                    .beside(control.edges(), url)));
        }
    }

    /** Why the edge beside this house does not serve yet; empty if it does, or there is none. */
    private Optional<String> edgeObstacle() {
        return awaitsEdge && !edge.map(ControlledEdge::isReady).orElse(false)
                ? Optional.of("the edge holds no lease")
                : Optional.empty();
    }

    private void chores() {
        part(control.crls());
        control.crls().start();
        Chores chores = part(new Chores());
        chores.every(Duration.ofMinutes(1), "note token use", control.tokenUse()::flush);
        chores.every(Duration.ofSeconds(5), "open CRL partitions", control.roller()::run);
        chores.every(Duration.ofMinutes(10), "rotate SAML certificates", control.samlRotation()::run);
        chores.every(Duration.ofMinutes(10), "rotate Access keys", control.keyRotation()::run);
        chores.every(Duration.ofMinutes(1), "forget SSH certificates", control.sshForgetting()::run);
        chores.every(Duration.ofHours(1), "forget revocations of tokens", control.tokenForgetting()::run);
        chores.every(Duration.ofHours(1), "forget old trust revisions", control.edges()::forgetOldRevisions);
        edge.ifPresent(
                running -> chores.every(Duration.ofHours(1), "renew the edge's certificate", running::renewInTime));
        chores.every(Duration.ofMinutes(10), "renew local certificates", control.localRenewal()::run);
        chores.every(Duration.ofMinutes(1), "fetch revocation lists", control.crlFetcher()::run);
        chores.every(Duration.ofSeconds(15), "ask OCSP responders again", control.ocspAsker()::run);
        chores.every(Duration.ofSeconds(5), "certify auth domains", control.authDomains()::run);
        chores.every(
                Duration.ofMinutes(5),
                "forget used SAML assertions",
                control.access().saml()::forgetExpired);
        chores.every(
                Duration.ofMinutes(5),
                "forget what was not redeemed",
                control.access().once()::forgetExpired);
        chores.every(
                Duration.ofHours(6), "forget old sign-ins", control.access().requests()::forgetOld);
    }

    private <T extends AutoCloseable> T part(T opened) {
        parts.push(opened);
        return opened;
    }

    /** Every route of the API, for the permission table. */
    List<Route> apiRoutes() {
        return control.api().stream()
                .map(Endpoints::routes)
                .flatMap(List::stream)
                .toList();
    }

    /** The API's URL without a path. */
    String base() {
        return addresses.base();
    }

    /** Closes what was opened, last first. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("a part did not close");
            }
        }
    }
}
