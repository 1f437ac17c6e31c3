package dev.chancery.control.gatewayca;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.util.List;

/** {@code /accounts/{account_id}/access/gateway_ca}. */
public final class GatewayCaEndpoints implements Endpoints {
    private static final String ALL = "/accounts/{account_id}/access/gateway_ca";
    private static final Permission READ =
            Permission.onAccount(PermissionGroup.ACCESS_SSH_AUDITING_WRITE, PermissionGroup.ACCESS_SSH_AUDITING_READ);
    private static final Permission WRITE = Permission.onAccount(PermissionGroup.ACCESS_SSH_AUDITING_WRITE);

    private final Operations operations;

    /** What the routes call. */
    public record Operations(ListGatewayCas list, CreateGatewayCa create, DeleteGatewayCa delete) {}

    private record IdJson(String id) {}

    public GatewayCaEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(
                        ALL,
                        READ,
                        call -> Answer.whole(operations.list().all(call.account()).stream()
                                .map(GatewayCaJson::of)
                                .toList())),
                Route.post(
                        ALL,
                        WRITE,
                        call -> Answer.created(
                                GatewayCaJson.of(operations.create().create(call.account())))),
                Route.delete(
                        ALL + "/{certificate_id}",
                        WRITE,
                        call -> Answer.ok(new IdJson(operations
                                .delete()
                                .delete(call.account(), id(call))
                                .toString()))));
    }

    private static GatewayCaId id(Call call) {
        String text = call.path("certificate_id");
        return GatewayCaId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "certificate_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
