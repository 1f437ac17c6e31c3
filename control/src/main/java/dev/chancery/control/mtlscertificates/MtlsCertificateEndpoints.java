package dev.chancery.control.mtlscertificates;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.MtlsCertificateId;
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

/** {@code /accounts/{account_id}/mtls_certificates} and what lies below it. */
public final class MtlsCertificateEndpoints implements Endpoints {
    /** Of names, in UTF-16 units; what the original documents for names of its mTLS certificates elsewhere. */
    private static final int LONGEST_NAME = 350;

    private static final Paging.Bounds BOUNDS = new Paging.Bounds(50, 1, 1000);
    private static final String ALL = "/accounts/{account_id}/mtls_certificates";
    private static final String ONE = ALL + "/{mtls_certificate_id}";
    private static final Permission READ =
            Permission.onAccount(PermissionGroup.ACCOUNT_SSL_READ, PermissionGroup.ACCOUNT_SSL_WRITE);
    private static final Permission WRITE = Permission.onAccount(PermissionGroup.ACCOUNT_SSL_WRITE);

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ListMtlsCertificates list,
            UploadMtlsCertificate upload,
            ReadMtlsCertificate read,
            DeleteMtlsCertificate delete,
            ListAssociations associations) {}

    private record AssociationJson(String service, String status) {}

    public MtlsCertificateEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, READ, this::list),
                Route.post(ALL, WRITE, this::upload),
                Route.get(
                        ONE,
                        READ,
                        call -> Answer.ok(
                                MtlsCertificateJson.of(operations.read().read(call.account(), id(call))))),
                Route.delete(
                        ONE,
                        WRITE,
                        call -> Answer.ok(
                                MtlsCertificateJson.of(operations.delete().delete(call.account(), id(call))))),
                Route.get(ONE + "/associations", READ, this::associations));
    }

    /** Without paging parameters the list is whole: clients that know no pages never ask for a second one. */
    private Answer list(Call call) {
        Query query = call.query();
        CertificateFilter filter = new CertificateFilter(
                query.eachParsed("type", CertificateType::ofWord, "custom, gateway_managed or access_managed"),
                query.flag("ca"),
                query.text("name"));
        Paging paging = query.pagingOrOffset(BOUNDS);
        query.check();
        if (Stream.of("page", "per_page", "limit", "offset")
                .allMatch(name -> query.text(name).isEmpty())) {
            return Answer.whole(operations.list().all(call.account(), filter).stream()
                    .map(MtlsCertificateJson::of)
                    .toList());
        }
        ListMtlsCertificates.Page page =
                operations.list().page(call.account(), filter, paging.offset(), paging.limit());
        return Answer.list(
                page.certificates().stream().map(MtlsCertificateJson::of).toList(),
                paging.info(page.certificates().size(), page.total()));
    }

    private Answer upload(Call call) {
        Body body = call.body();
        String name = body.text("name", LONGEST_NAME).orElse("");
        Optional<String> certificates = body.verbatim("certificates", "PEM text");
        if (!body.has("certificates")) {
            body.missing("certificates", "PEM text");
        }
        Optional<Boolean> ca = body.flag("ca");
        if (!body.has("ca")) {
            body.missing("ca", "a boolean");
        }
        Optional<String> privateKey = body.verbatim("private_key", "PEM text").filter(text -> !text.isBlank());
        Upload upload = new Upload(name, ca, certificates, privateKey, body.faults());
        return Answer.ok(MtlsCertificateJson.uploaded(operations.upload().upload(call.account(), upload)));
    }

    private Answer associations(Call call) {
        return Answer.whole(operations.associations().list(call.account(), id(call)).stream()
                .map(use -> new AssociationJson(use.service(), use.status().word()))
                .toList());
    }

    private static MtlsCertificateId id(Call call) {
        String text = call.path("mtls_certificate_id");
        return MtlsCertificateId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "mtls_certificate_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
