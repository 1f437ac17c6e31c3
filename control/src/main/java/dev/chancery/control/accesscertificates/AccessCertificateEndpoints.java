package dev.chancery.control.accesscertificates;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /accounts|zones/{id}/access/certificates}; {@link HostnameSettingsEndpoints} has the settings. */
public final class AccessCertificateEndpoints implements Endpoints {
    /** Of names, in UTF-16 units, as the original documents it. */
    private static final int LONGEST_NAME = 350;

    private static final String NAME_FORM = "a string of 1 to %d characters".formatted(LONGEST_NAME);

    private static final Paging.Bounds BOUNDS = new Paging.Bounds(50, 1, 1000);
    private static final String ALL = "/access/certificates";
    private static final String ONE = ALL + "/{certificate_id}";

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ListAccessCertificates list,
            AddAccessCertificate add,
            ReadAccessCertificate read,
            UpdateAccessCertificate update,
            DeleteAccessCertificate delete) {}

    /**
     * One of the two places the routes exist at.
     *
     * @param prefix what the path begins with
     * @param read what a reader must hold
     * @param write what a writer must hold
     */
    record Door(String prefix, Permission read, Permission write) {
        /** Both. The groups exist for accounts only, so at a zone they are asked of its account. */
        static final List<Door> ALL = List.of(
                new Door(
                        "/accounts/{account_id}",
                        Permission.onAccount(PermissionGroup.ACCESS_MTLS_READ, PermissionGroup.ACCESS_MTLS_WRITE),
                        Permission.onAccount(PermissionGroup.ACCESS_MTLS_WRITE)),
                new Door(
                        "/zones/{zone_id}",
                        Permission.onAccountOfZone(PermissionGroup.ACCESS_MTLS_READ, PermissionGroup.ACCESS_MTLS_WRITE),
                        Permission.onAccountOfZone(PermissionGroup.ACCESS_MTLS_WRITE)));
    }

    private record Deleted(String id) {}

    public AccessCertificateEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return Door.ALL.stream().flatMap(this::routes).toList();
    }

    private Stream<Route> routes(Door door) {
        return Stream.of(
                Route.get(door.prefix() + ALL, door.read(), this::list),
                Route.post(door.prefix() + ALL, door.write(), this::add),
                Route.get(
                        door.prefix() + ONE,
                        door.read(),
                        call -> Answer.ok(
                                AccessCertificateJson.of(operations.read().read(view(call), id(call))))),
                Route.put(door.prefix() + ONE, door.write(), this::update),
                Route.delete(door.prefix() + ONE, door.write(), this::delete));
    }

    static View view(Call call) {
        return new View(call.accountOrZone());
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListAccessCertificates.Page page = operations.list().page(view(call), paging.offset(), paging.limit());
        return Answer.list(
                page.certificates().stream().map(AccessCertificateJson::of).toList(),
                paging.info(page.certificates().size(), page.total()));
    }

    private Answer add(Call call) {
        Body body = call.body();
        Optional<String> name = body.requiredParsed("name", AccessCertificateEndpoints::name, NAME_FORM);
        if (!body.has("certificate")) {
            body.missing("certificate", "PEM text");
        }
        return Answer.created(AccessCertificateJson.of(operations.add().add(view(call), draft(body, name))));
    }

    /** Hostnames that are not sent are none: a PUT replaces what is there by what it names. */
    private Answer update(Call call) {
        AccessCertificateId id = id(call);
        Body body = call.body();
        Optional<String> name = body.parsed("name", AccessCertificateEndpoints::name, NAME_FORM);
        return Answer.ok(AccessCertificateJson.of(operations.update().update(view(call), id, draft(body, name))));
    }

    private static CertificateDraft draft(Body body, Optional<String> name) {
        Optional<String> certificate = body.verbatim("certificate", "PEM text");
        List<String> hostnames = body.texts("associated_hostnames").orElse(List.of());
        return new CertificateDraft(name, certificate, hostnames, body.faults());
    }

    private static Optional<String> name(String text) {
        return Optional.of(text).filter(name -> !name.isBlank() && name.length() <= LONGEST_NAME);
    }

    private Answer delete(Call call) {
        AccessCertificateId id = id(call);
        operations.delete().delete(view(call), id);
        return Answer.ok(new Deleted(id.toString()));
    }

    private static AccessCertificateId id(Call call) {
        String text = call.path("certificate_id");
        return AccessCertificateId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "certificate_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
