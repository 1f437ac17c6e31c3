package dev.chancery.control.customcertificates;

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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /zones/{zone_id}/custom_certificates} and what lies below it. */
public final class CustomCertificateEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(20, 5, 50);
    private static final String ALL = "/zones/{zone_id}/custom_certificates";
    private static final String ONE = ALL + "/{custom_certificate_id}";
    private static final Permission READ = Permission.onZone(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE);
    private static final Permission WRITE = Permission.onZone(PermissionGroup.SSL_WRITE);

    private final Operations operations;
    private final InstantSource clock;

    /** What the routes call. */
    public record Operations(
            UploadCustomCertificate upload,
            ReadCustomCertificates read,
            EditCustomCertificate edit,
            DeleteCustomCertificate delete) {}

    private record DeletedJson(String id) {}

    /**
     * @param clock tells which certificates have expired
     */
    public CustomCertificateEndpoints(Operations operations, InstantSource clock) {
        this.operations = operations;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(ALL, READ, this::list),
                Route.post(
                        ALL, WRITE, call -> shown(operations.upload().upload(call.zone(), draft(call.body(), true)))),
                Route.get(ONE, READ, call -> shown(operations.read().read(call.zone(), id(call)))),
                Route.patch(
                        ONE,
                        WRITE,
                        call -> shown(operations.edit().edit(call.zone(), id(call), draft(call.body(), false)))),
                Route.delete(
                        ONE,
                        WRITE,
                        call -> Answer.ok(new DeletedJson(operations
                                .delete()
                                .delete(call.zone(), id(call))
                                .toString()))));
    }

    private Answer shown(CustomCertificate certificate) {
        return Answer.ok(CustomCertificateJson.of(certificate, clock.instant()));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Optional<ShownStatus> status =
                query.parsed("status", ShownStatus::ofWord, "active, expired, deleted, pending or initializing");
        // There is one criterion, so that all of them and any of them are the same.
        query.parsed("match", word -> Optional.of(word).filter(List.of("any", "all")::contains), "any or all");
        Paging paging = query.pagingOrOffset(BOUNDS);
        query.check();
        CertificateFilter filter =
                status.map(word -> CertificateFilter.of(word, clock.instant())).orElseGet(CertificateFilter::all);
        ReadCustomCertificates.Page page = operations.read().page(call.zone(), filter, paging.offset(), paging.limit());
        return Answer.list(
                page.certificates().stream()
                        .map(certificate -> CustomCertificateJson.of(certificate, clock.instant()))
                        .toList(),
                paging.info(page.certificates().size(), page.total()));
    }

    private static CertificateDraft draft(Body body, boolean fresh) {
        Optional<String> certificate =
                body.verbatim("certificate", "PEM text").filter(text -> fresh || !text.isBlank());
        if (fresh && !body.has("certificate")) {
            body.missing("certificate", "PEM text");
        }
        Optional<String> privateKey = body.verbatim("private_key", "PEM text").filter(text -> !text.isBlank());
        Optional<CertificateType> type = body.parsed("type", CertificateType::ofWord, "legacy_custom or sni_custom");
        Optional<BundleMethod> method =
                body.parsed("bundle_method", BundleMethod::ofWord, "ubiquitous, optimal or force");
        body.parsed("deploy", word -> Optional.of(word).filter("production"::equals), "production");
        // To take these in silence would be to say that the key stays somewhere, or to use another key than was meant.
        for (String name : List.of("geo_restrictions", "policy", "policy_restrictions", "custom_csr_id")) {
            if (body.has(name)) {
                body.invalid(name, "%s: not supported (expected: none)".formatted(name));
            }
        }
        return new CertificateDraft(certificate, privateKey, type, method, body.faults());
    }

    private static CustomCertificateId id(Call call) {
        String text = call.path("custom_certificate_id");
        return CustomCertificateId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "custom_certificate_id: %s (expected: a UUID or its 32 hex digits)"
                                .formatted(Excerpt.of(text))));
    }
}
