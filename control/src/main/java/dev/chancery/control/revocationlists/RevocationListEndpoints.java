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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /accounts/{account_id}/mtls_certificates/{mtls_certificate_id}/crl} and {@code
 * /accounts/{account_id}/access/certificates/{certificate_id}/crl}, an extension.
 */
public final class RevocationListEndpoints implements Endpoints {
    private static final int LONGEST_URL = 2_000;
    private static final String FORM = "a revocation list, PEM or base64 of DER";

    private final ReadRevocationLists read;
    private final PutRevocationList put;
    private final SubscribeToList subscribe;
    private final ForgetRevocationLists forget;
    private final List<Place> places;

    /**
     * Where the API has the uploaded CAs of a family.
     *
     * @param path of one of them
     * @param parameter the part of the path that is its id
     */
    record Place(Family family, String path, String parameter, Permission read, Permission write) {
        /** Those of API Shield and those of Access. */
        static List<Place> both(Family mtls, Family access) {
            return List.of(
                    new Place(
                            mtls,
                            "/accounts/{account_id}/mtls_certificates/{mtls_certificate_id}",
                            "mtls_certificate_id",
                            Permission.onAccount(PermissionGroup.ACCOUNT_SSL_READ, PermissionGroup.ACCOUNT_SSL_WRITE),
                            Permission.onAccount(PermissionGroup.ACCOUNT_SSL_WRITE)),
                    new Place(
                            access,
                            "/accounts/{account_id}/access/certificates/{certificate_id}",
                            "certificate_id",
                            Permission.onAccount(PermissionGroup.ACCESS_MTLS_READ, PermissionGroup.ACCESS_MTLS_WRITE),
                            Permission.onAccount(PermissionGroup.ACCESS_MTLS_WRITE)));
        }

        /** The CA that is called. */
        UUID id(Call call) {
            String text = call.path(parameter);
            return HexId.parse(text)
                    .map(HexId::toUuid)
                    .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                            "%s: %s (expected: a UUID or its 32 hex digits)".formatted(parameter, Excerpt.of(text))));
        }
    }

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
        this.places = Place.both(mtls, access);
    }

    @Override
    public List<Route> routes() {
        return places.stream()
                .flatMap(place -> Stream.of(
                        Route.get(place.path() + "/crl", place.read(), call -> list(call, place)),
                        Route.put(place.path() + "/crl", place.write(), call -> put(call, place)),
                        Route.delete(place.path() + "/crl", place.write(), call -> forget(call, place)),
                        Route.get(place.path() + "/crl/sources", place.read(), call -> sources(call, place))))
                .toList();
    }

    private Answer list(Call call, Place place) {
        return Answer.whole(read.read(call.account(), place.family(), place.id(call)).stream()
                .map(RevocationListJson::of)
                .toList());
    }

    private Answer put(Call call, Place place) {
        UUID id = place.id(call);
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
                        ? subscribe.subscribe(call.account(), place.family(), id, url.get())
                        : put.put(call.account(), place.family(), id, crl.orElseThrow())));
    }

    private Answer sources(Call call, Place place) {
        return Answer.whole(read.sources(call.account(), place.family(), place.id(call)).stream()
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

    private Answer forget(Call call, Place place) {
        return Answer.ok(new Forgotten(forget.forget(call.account(), place.family(), place.id(call))));
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
}
