package dev.chancery.control.accesskeys;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.time.InstantSource;
import java.util.List;

/** {@code /accounts/{account_id}/access/keys} and what lies below it. */
public final class AccessKeyEndpoints implements Endpoints {
    private static final String PATH = "/accounts/{account_id}/access/keys";
    private static final String INTERVAL = "key_rotation_interval_days";
    private static final Permission READ =
            Permission.onAccount(PermissionGroup.ACCESS_ORGANIZATIONS_READ, PermissionGroup.ACCESS_ORGANIZATIONS_WRITE);
    private static final Permission WRITE = Permission.onAccount(PermissionGroup.ACCESS_ORGANIZATIONS_WRITE);

    private final Operations operations;
    private final InstantSource clock;

    /** What the routes call. */
    public record Operations(ReadAccessKeys read, ChangeRotationInterval change, RotateAccessKeys rotate) {}

    /**
     * @param clock what the days until the next rotation are counted from
     */
    public AccessKeyEndpoints(Operations operations, InstantSource clock) {
        this.operations = operations;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, READ, call -> shown(operations.read().read(call.account()))),
                Route.put(PATH, WRITE, this::change),
                Route.post(
                        PATH + "/rotate",
                        WRITE,
                        call -> shown(operations.rotate().rotate(call.account()))));
    }

    private Answer change(Call call) {
        Body body = call.body();
        long days = body.requiredInteger(INTERVAL);
        if (body.faults().isEmpty() && (days < AccessKeys.LEAST_DAYS || days > AccessKeys.MOST_DAYS)) {
            body.invalid(
                    INTERVAL,
                    "%s: %d (expected: %d to %d)"
                            .formatted(INTERVAL, days, AccessKeys.LEAST_DAYS, AccessKeys.MOST_DAYS));
        }
        body.check();
        return shown(operations.change().change(call.account(), (int) days));
    }

    private Answer shown(AccessKeys keys) {
        return Answer.ok(AccessKeysJson.of(keys, clock.instant()));
    }
}
