package dev.chancery.control.samlcertificates;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /accounts/{account_id}/access/saml_certificates} and what lies below it. */
public final class SamlCertificateEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(25, 1, 100);
    private static final String ALL = "/accounts/{account_id}/access/saml_certificates";
    private static final String ONE = ALL + "/{saml_cert_set_id}";
    private static final Permission READ =
            Permission.onAccount(PermissionGroup.ACCESS_ORGANIZATIONS_READ, PermissionGroup.ACCESS_ORGANIZATIONS_WRITE);
    private static final Permission WRITE = Permission.onAccount(PermissionGroup.ACCESS_ORGANIZATIONS_WRITE);

    private final Operations operations;

    /** What the routes call. */
    public record Operations(ListSamlCertificateSets list, ReadSamlCertificateSet read, RotateSamlCertificate rotate) {}

    public SamlCertificateEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, READ, this::list),
                Route.get(
                        ONE,
                        READ,
                        call -> Answer.ok(
                                SamlCertificateSetJson.of(operations.read().read(call.account(), id(call))))),
                Route.get(ONE + "/pem", READ, this::pem),
                Route.post(
                        ONE + "/rotate",
                        WRITE,
                        call -> Answer.ok(
                                SamlCertificateSetJson.of(operations.rotate().rotate(call.account(), id(call))))));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Set<SamlCertificateSetId> named =
                new LinkedHashSet<>(query.eachParsed("id", SamlCertificateSetId::parse, "UUIDs of certificate sets"));
        Paging paging = query.paging(BOUNDS);
        query.check();
        if (!named.isEmpty()) {
            return paging.slice(operations.list().named(call.account(), named).stream()
                    .map(SamlCertificateSetJson::of)
                    .toList());
        }
        ListSamlCertificateSets.Page page = operations.list().page(call.account(), paging.offset(), paging.limit());
        return Answer.list(
                page.sets().stream().map(SamlCertificateSetJson::of).toList(),
                paging.info(page.sets().size(), page.total()));
    }

    private Answer pem(Call call) {
        SamlCertificateSet set = operations.read().read(call.account(), id(call));
        return new Answer.Raw(
                200,
                "application/x-pem-file",
                set.current().certificate().toPem().getBytes(StandardCharsets.US_ASCII),
                Map.of("content-disposition", "attachment; filename=\"saml_certificate.pem\""));
    }

    private static SamlCertificateSetId id(Call call) {
        String text = call.path("saml_cert_set_id");
        return SamlCertificateSetId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "saml_cert_set_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
