package dev.chancery.control.issuing;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.util.List;

/** {@code /accounts/{account_id}/managed_ca}, an extension. */
public final class ManagedCaEndpoints implements Endpoints {
    private final ReadManagedCa read;

    public ManagedCaEndpoints(ReadManagedCa read) {
        this.read = read;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get(
                "/accounts/{account_id}/managed_ca",
                Permission.onAccount(PermissionGroup.ACCOUNT_SSL_READ, PermissionGroup.ACCOUNT_SSL_WRITE),
                call -> Answer.ok(ManagedCaJson.of(read.read(call.account())))));
    }
}
