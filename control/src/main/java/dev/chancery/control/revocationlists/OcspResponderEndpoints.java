package dev.chancery.control.revocationlists;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.control.v4.Route;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /accounts/{account_id}/mtls_certificates/{mtls_certificate_id}/ocsp} and {@code
 * /accounts/{account_id}/access/certificates/{certificate_id}/ocsp}, an extension.
 */
public final class OcspResponderEndpoints implements Endpoints {
    private static final String MTLS = "/accounts/{account_id}/mtls_certificates/{mtls_certificate_id}/ocsp";
    private static final String ACCESS = "/accounts/{account_id}/access/certificates/{certificate_id}/ocsp";

    private final ReadOcspResponder read;
    private final SetOcspResponder set;
    private final ForgetOcspResponder forget;
    private final Family mtls;
    private final Family access;

    /** A responder as the API shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record ResponderJson(
            @Nullable String url,
            long answers,
            String createdOn,
            @Nullable String failure,
            @Nullable String failedOn) {
        static ResponderJson of(OcspResponder responder, long answers) {
            @Nullable URI url = responder.url();
            @Nullable Instant failedOn = responder.failedOn();
            return new ResponderJson(
                    url == null ? null : url.toString(),
                    answers,
                    Rfc3339.micros(responder.createdOn()),
                    responder.failure(),
                    failedOn == null ? null : Rfc3339.micros(failedOn));
        }
    }

    private record Forgotten(boolean forgotten) {}

    /**
     * @param mtls the CAs uploaded for API Shield
     * @param access those uploaded for Access
     */
    public OcspResponderEndpoints(
            ReadOcspResponder read, SetOcspResponder set, ForgetOcspResponder forget, Family mtls, Family access) {
        this.read = read;
        this.set = set;
        this.forget = forget;
        this.mtls = mtls;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        Permission readMtls = Permission.onAccount(PermissionGroup.ACCOUNT_SSL_READ, PermissionGroup.ACCOUNT_SSL_WRITE);
        Permission writeMtls = Permission.onAccount(PermissionGroup.ACCOUNT_SSL_WRITE);
        Permission readAccess =
                Permission.onAccount(PermissionGroup.ACCESS_MTLS_READ, PermissionGroup.ACCESS_MTLS_WRITE);
        Permission writeAccess = Permission.onAccount(PermissionGroup.ACCESS_MTLS_WRITE);
        return List.of(
                Route.get(MTLS, readMtls, call -> read(call, mtls, "mtls_certificate_id")),
                Route.put(MTLS, writeMtls, call -> set(call, mtls, "mtls_certificate_id")),
                Route.delete(MTLS, writeMtls, call -> forget(call, mtls, "mtls_certificate_id")),
                Route.get(ACCESS, readAccess, call -> read(call, access, "certificate_id")),
                Route.put(ACCESS, writeAccess, call -> set(call, access, "certificate_id")),
                Route.delete(ACCESS, writeAccess, call -> forget(call, access, "certificate_id")));
    }

    private Answer read(Call call, Family family, String parameter) {
        return read.read(call.account(), family, RevocationListEndpoints.id(call, parameter))
                .map(known -> Answer.ok(ResponderJson.of(known.responder(), known.answers())))
                .orElseThrow(() -> ErrorCode.NO_OCSP_RESPONDER.refusal(
                        "The CA has no OCSP responder that is asked (expected: one set by PUT)."));
    }

    private Answer set(Call call, Family family, String parameter) {
        Body body = call.body();
        Optional<URI> url = body.parsed("url", RevocationListEndpoints::url, "an http or https URL");
        body.check();
        return Answer.ok(ResponderJson.of(
                set.set(call.account(), family, RevocationListEndpoints.id(call, parameter), url.orElse(null)), 0));
    }

    private Answer forget(Call call, Family family, String parameter) {
        return Answer.ok(
                new Forgotten(forget.forget(call.account(), family, RevocationListEndpoints.id(call, parameter))));
    }
}
