package dev.chancery.control.revocationlists;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.control.v4.Route;
import dev.chancery.pki.Crl;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /accounts/{account_id}/mtls_certificates/{mtls_certificate_id}/crl} and {@code
 * /accounts/{account_id}/access/certificates/{certificate_id}/crl}, an extension.
 */
public final class RevocationListEndpoints implements Endpoints {
    private static final String MTLS = "/accounts/{account_id}/mtls_certificates/{mtls_certificate_id}/crl";
    private static final String ACCESS = "/accounts/{account_id}/access/certificates/{certificate_id}/crl";
    private static final int LONGEST_URL = 2_000;
    private static final String FORM = "a revocation list, PEM or base64 of DER";

    private final ReadRevocationLists read;
    private final PutRevocationList put;
    private final SubscribeToList subscribe;
    private final ForgetRevocationLists forget;
    private final Family mtls;
    private final Family access;

    /** A source as the API shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record SourceJson(
            String url, String nextFetchOn, @Nullable String failure) {
        static SourceJson of(Source source) {
            return new SourceJson(source.url().toString(), Rfc3339.micros(source.nextFetchOn()), source.failure());
        }
    }

    private record Forgotten(int forgotten) {}

    /**
     * @param mtls the CAs uploaded for API Shield
     * @param access those uploaded for Access
     */
    public RevocationListEndpoints(
            ReadRevocationLists read,
            PutRevocationList put,
            SubscribeToList subscribe,
            ForgetRevocationLists forget,
            Family mtls,
            Family access) {
        this.read = read;
        this.put = put;
        this.subscribe = subscribe;
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
                Route.get(MTLS, readMtls, call -> list(call, mtls, "mtls_certificate_id")),
                Route.put(MTLS, writeMtls, call -> put(call, mtls, "mtls_certificate_id")),
                Route.delete(MTLS, writeMtls, call -> forget(call, mtls, "mtls_certificate_id")),
                Route.get(MTLS + "/sources", readMtls, call -> sources(call, mtls, "mtls_certificate_id")),
                Route.get(ACCESS + "/sources", readAccess, call -> sources(call, access, "certificate_id")),
                Route.get(ACCESS, readAccess, call -> list(call, access, "certificate_id")),
                Route.put(ACCESS, writeAccess, call -> put(call, access, "certificate_id")),
                Route.delete(ACCESS, writeAccess, call -> forget(call, access, "certificate_id")));
    }

    private Answer list(Call call, Family family, String parameter) {
        return Answer.whole(read.read(call.account(), family, id(call, parameter)).stream()
                .map(RevocationListJson::of)
                .toList());
    }

    private Answer put(Call call, Family family, String parameter) {
        UUID id = id(call, parameter);
        Body body = call.body();
        Optional<String> text = body.verbatim("crl", FORM);
        Optional<URI> url = body.parsed("url", RevocationListEndpoints::url, "an http or https URL");
        if (!body.has("crl") && !body.has("url")) {
            body.missing("crl", FORM);
        }
        if (body.has("crl") && body.has("url")) {
            body.invalid("url", "url: beside crl (expected: one of them)");
        }
        Optional<Crl> crl = text.flatMap(sent -> parsed(sent, body));
        body.check();
        return Answer.ok(RevocationListJson.of(
                url.isPresent()
                        ? subscribe.subscribe(call.account(), family, id, url.get())
                        : put.put(call.account(), family, id, crl.orElseThrow())));
    }

    private Answer sources(Call call, Family family, String parameter) {
        return Answer.whole(read.sources(call.account(), family, id(call, parameter)).stream()
                .map(SourceJson::of)
                .toList());
    }

    /** An http or https address with a host, without user and fragment. */
    static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            boolean sound = ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && text.length() <= LONGEST_URL;
            return Optional.of(url).filter(any -> sound);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Answer forget(Call call, Family family, String parameter) {
        return Answer.ok(new Forgotten(forget.forget(call.account(), family, id(call, parameter))));
    }

    private static Optional<Crl> parsed(String text, Body body) {
        try {
            return Optional.of(
                    text.contains("-----BEGIN")
                            ? Crl.parsePem(text)
                            : Crl.parse(Der.of(Base64.getMimeDecoder().decode(text))));
        } catch (PemException | DerException e) {
            body.fault(ErrorCode.CRL_UNREADABLE, "crl", "Unable to parse revocation list: " + e.sentence());
        } catch (IllegalArgumentException e) {
            body.fault(ErrorCode.CRL_UNREADABLE, "crl", "crl: text that is no base64 (expected: %s)".formatted(FORM));
        }
        return Optional.empty();
    }

    static UUID id(Call call, String parameter) {
        String text = call.path(parameter);
        return HexId.parse(text)
                .map(HexId::toUuid)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "%s: %s (expected: a UUID or its 32 hex digits)".formatted(parameter, Excerpt.of(text))));
    }
}
