package dev.chancery.app;

import dev.chancery.control.Control;
import dev.chancery.control.db.Database;
import dev.chancery.control.http.ApiServer;
import dev.chancery.control.http.Limits;
import dev.chancery.control.http.Listen;
import dev.chancery.control.http.OperationsEndpoints;
import dev.chancery.control.http.RateLimiter;
import dev.chancery.control.http.RequestIds;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Gate;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Opens the API's listener and, beside a TLS one, the plain listener for CRL, OCSP and CA certificates. */
final class Listeners {
    private final StartCommand command;
    private final Control control;
    private final Database database;
    private final KeyCustody custody;
    private final Control.Rim rim;
    private final Supplier<Optional<String>> edge;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /**
     * @param edge why the edge beside this house does not serve; empty if it does, or there is none
     */
    Listeners(
            StartCommand command,
            Control control,
            Database database,
            KeyCustody custody,
            Control.Rim rim,
            Supplier<Optional<String>> edge) {
        this.command = command;
        this.control = control;
        this.database = database;
        this.custody = custody;
        this.rim = rim;
        this.edge = edge;
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
    }

    /**
     * @param local the certificate of the local CA, where it is asked for
     * @throws Unusable if an address cannot be listened on
     */
    List<ApiServer> open(Addresses addresses, Optional<Listen.Tls> local) {
        List<Endpoints> atRoot = new ArrayList<>(control.open());
        atRoot.add(new OperationsEndpoints(this::obstacles, meters::scrape, metricsReaders()));
        List<ApiServer> opened = new ArrayList<>(2);
        opened.add(start(addresses.api(), local.or(this::ownTls), control.api(), atRoot));
        addresses.open().ifPresent(where -> opened.add(start(where, Optional.empty(), List.of(), control.open())));
        return opened;
    }

    private ApiServer start(HostPort where, Optional<Listen.Tls> tls, List<Endpoints> api, List<Endpoints> open) {
        ApiServer server = new ApiServer(
                new ApiServer.Parts(
                        new Listen(where.host(), where.port(), tls, command.listen.proxies()),
                        Limits.byDefault(),
                        control.authenticator(),
                        new Gate(control.directory()),
                        new RateLimiter(new RateLimiter.Quota(command.rateLimit, Duration.ofMinutes(5)), rim.clock()),
                        new RequestIds(new SplittableRandom(rim.random().nextLong())),
                        meters),
                api,
                open);
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw new Unusable("Cannot listen on %s: %s.".formatted(where, rootMessage(e)));
        }
    }

    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private Optional<Listen.Tls> ownTls() {
        if (command.listen.tlsCert == null || command.listen.tlsKey == null) {
            return Optional.empty();
        }
        String chain = DataFolder.read(command.listen.tlsCert)
                .orElseThrow(() -> new Unusable("--tls-cert: the file is missing or empty."));
        String key = DataFolder.read(command.listen.tlsKey)
                .orElseThrow(() -> new Unusable("--tls-key: the file is missing or empty."));
        return Optional.of(new Listen.Tls(chain, key));
    }

    private List<Cidr> metricsReaders() {
        return command.metricsFrom.stream()
                .map(text -> Cidr.parse(text)
                        .orElseThrow(() -> new Unusable(
                                "--metrics-from: \"%s\" (expected: a network such as 10.0.0.0/8)".formatted(text))))
                .toList();
    }

    private List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        custody.sealedBecause().ifPresent(reason -> obstacles.add("the keys are sealed: " + reason));
        edge.get().ifPresent(obstacles::add);
        try {
            control.edges().obstacle().ifPresent(obstacles::add);
            database.read(tx -> tx.sql("select 1").first(row -> row.number(1)));
        } catch (RuntimeException e) {
            obstacles.add("the database does not answer");
        }
        return obstacles;
    }
}
