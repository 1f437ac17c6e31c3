package dev.chancery.control.http;

import dev.chancery.control.principal.Cidr;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Json;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the people who run the house ask of it: {@code /healthz} (it lives), {@code /readyz} (it can do its work) and
 * {@code /metrics} (Prometheus text, for the networks allowed to read it).
 */
public final class OperationsEndpoints implements Endpoints {
    private final Readiness readiness;
    private final Supplier<String> metrics;
    private final List<Cidr> readers;

    /**
     * @param metrics the metrics page in Prometheus' text format
     * @param readers the networks that may read it
     */
    public OperationsEndpoints(Readiness readiness, Supplier<String> metrics, List<Cidr> readers) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.readers = List.copyOf(readers);
    }

    @Override
    public List<Route> routes() {
        Permission anyone = new Permission.Anyone();
        return List.of(
                Route.get("/healthz", anyone, _ -> json(200, Map.of("alive", true))),
                Route.get("/readyz", anyone, _ -> ready()),
                Route.get("/metrics", anyone, this::scrape));
    }

    private Answer ready() {
        List<String> obstacles = readiness.obstacles();
        return json(obstacles.isEmpty() ? 200 : 503, Map.of("ready", obstacles.isEmpty(), "obstacles", obstacles));
    }

    private Answer scrape(Call call) {
        boolean allowed = Cidr.address(call.ip())
                .filter(address -> readers.stream().anyMatch(network -> network.contains(address)))
                .isPresent();
        if (!allowed) {
            throw ErrorCode.NO_ROUTE.refusal("No route for that URI");
        }
        return new Answer.Raw(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                metrics.get().getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    private static Answer json(int status, Object value) {
        return new Answer.Raw(status, "application/json", Json.write(value), Map.of("cache-control", "no-store"));
    }
}
