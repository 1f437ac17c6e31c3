package dev.chancery.control.preview;

import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;

/**
 * The extension {@code ?dry_run=true} of mutating calls: everything is checked as it would be, nothing is changed, and the answer says
 * which clients would be shut out.
 */
public record DryRunEndpoints(ShutOut preview) {
    /** Offers it with every change among these routes. */
    public Endpoints before(Endpoints endpoints) {
        return () -> endpoints.routes().stream()
                .map(route -> route.method() == Route.Method.GET
                        ? route
                        : new Route(route.method(), route.path(), route.permission(), before(route.endpoint())))
                .toList();
    }

    private Route.Endpoint before(Route.Endpoint change) {
        return call -> asked(call) ? answer(call, change) : change.answer(call);
    }

    private Answer answer(Call call, Route.Endpoint change) {
        return Answer.ok(PreviewJson.of(preview.of(call.accountOrZone().account(), () -> {
            Answer _ = change.answer(call);
        })));
    }

    private static boolean asked(Call call) {
        Query query = call.query();
        boolean asked = query.flag("dry_run").orElse(false);
        query.check();
        return asked;
    }
}
