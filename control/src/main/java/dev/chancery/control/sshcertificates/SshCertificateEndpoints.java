package dev.chancery.control.sshcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.SshApplications;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.control.publishing.SshGateways;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * {@code …/access/apps/{app_id}/ca/revoke}, below accounts and zones, and {@code
 * /accounts/{account_id}/access/gateway_ca/{certificate_id}/revoke}: an extension.
 */
public final class SshCertificateEndpoints implements Endpoints {
    private final RevokeSshCertificates revoke;
    private final SshApplications applications;
    private final SshGateways gateways;

    public SshCertificateEndpoints(RevokeSshCertificates revoke, SshApplications applications, SshGateways gateways) {
        this.revoke = revoke;
        this.applications = applications;
        this.gateways = gateways;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post(
                        "/accounts/{account_id}/access/apps/{app_id}/ca/revoke",
                        Permission.onAccount(PermissionGroup.ACCESS_APPS_REVOKE, PermissionGroup.ACCESS_APPS_WRITE),
                        this::ofApplication),
                Route.post(
                        "/zones/{zone_id}/access/apps/{app_id}/ca/revoke",
                        Permission.onZone(
                                PermissionGroup.ZONE_ACCESS_APPS_REVOKE, PermissionGroup.ZONE_ACCESS_APPS_WRITE),
                        this::ofApplication),
                Route.post(
                        "/accounts/{account_id}/access/gateway_ca/{certificate_id}/revoke",
                        Permission.onAccount(PermissionGroup.ACCESS_SSH_AUDITING_WRITE),
                        this::ofGateway));
    }

    private Answer ofApplication(Call call) {
        AccountOrZoneAccess access = call.accountOrZone();
        String text = call.path("app_id");
        ApplicationId id = ApplicationId.parse(text).orElseThrow(() -> malformed("app_id", text));
        return answer(call, tx -> applications.of(tx, access, id));
    }

    private Answer ofGateway(Call call) {
        String text = call.path("certificate_id");
        UUID id = HexId.parse(text).map(HexId::toUuid).orElseThrow(() -> malformed("certificate_id", text));
        return answer(call, tx -> gateways.of(tx, call.account().account(), id));
    }

    private Answer answer(Call call, Function<Tx, SshAuthority> ca) {
        Which which = WhichBody.read(call.body());
        return Answer.ok(RevokedJson.of(revoke.revoke(call.accountOrZone(), ca, which)));
    }

    private static RuntimeException malformed(String parameter, String text) {
        return ErrorCode.INVALID_IDENTIFIER.refusal(
                "%s: %s (expected: a UUID or its 32 hex digits)".formatted(parameter, Excerpt.of(text)));
    }
}
