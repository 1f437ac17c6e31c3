package dev.chancery.control.clientcertificates;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.EnforcedWait;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Optional;

/** {@code /zones/{zone_id}/client_certificates}. */
public final class ClientCertificateEndpoints implements Endpoints {
    private static final String ALL = "/zones/{zone_id}/client_certificates";
    private static final String ONE = ALL + "/{client_certificate_id}";
    private static final Permission READ = Permission.onZone(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE);
    private static final Permission WRITE = Permission.onZone(PermissionGroup.SSL_WRITE);
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(20, 5, 50);

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            IssueClientCertificate issue,
            ReadClientCertificate read,
            ListClientCertificates list,
            ReactivateClientCertificate reactivate,
            RevokeClientCertificate revoke,
            EnforcedWait waiting) {}

    public ClientCertificateEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, READ, this::list),
                Route.post(ALL, WRITE, this::issue),
                Route.get(ONE, READ, this::read),
                Route.patch(ONE, WRITE, operations.waiting().behind(this::edit, this::read)),
                Route.delete(ONE, WRITE, operations.waiting().behind(this::revoke, this::read)));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.pagingOrOffset(BOUNDS);
        Optional<ClientCertificateStatus> status = status(query);
        query.check();
        ListClientCertificates.Slice slice =
                operations.list().list(call.zone(), status, paging.offset(), paging.limit());
        return Answer.list(
                slice.items().stream().map(ClientCertificateJson::of).toList(),
                paging.info(slice.items().size(), slice.total()));
    }

    private Answer issue(Call call) {
        Body body = call.body();
        Optional<String> csr = body.text("csr");
        boolean text = body.faults().isEmpty();
        if (!body.has("csr")) {
            body.missing("csr", "a PEM-encoded certificate request");
        }
        Optional<Long> days = body.integer("validity_days");
        if (!body.has("validity_days")) {
            body.missing("validity_days", "an integer");
        }
        IssueRequest request = IssueRequest.read(csr.filter(sent -> text), days, body.faults());
        return Answer.ok(ClientCertificateJson.of(operations.issue().issue(call.zone(), request)));
    }

    private Answer read(Call call) {
        return Answer.ok(ClientCertificateJson.of(operations.read().read(call.zone(), id(call))));
    }

    /** The only edit there is; a body that does not ask for it asks for nothing. */
    private Answer edit(Call call) {
        Body body = call.body();
        boolean reactivate = body.flag("reactivate").orElse(false);
        body.check();
        return Answer.ok(ClientCertificateJson.of(
                reactivate
                        ? operations.reactivate().reactivate(call.zone(), id(call))
                        : operations.read().read(call.zone(), id(call))));
    }

    private Answer revoke(Call call) {
        return Answer.ok(ClientCertificateJson.of(operations.revoke().revoke(call.zone(), id(call))));
    }

    private static String id(Call call) {
        return call.path("client_certificate_id");
    }

    private static Optional<ClientCertificateStatus> status(Query query) {
        boolean all = query.text("status").filter("all"::equals).isPresent();
        return all
                ? Optional.empty()
                : query.parsed(
                        "status",
                        ClientCertificateStatus::parse,
                        "all, active, pending_reactivation, pending_revocation or revoked");
    }
}
