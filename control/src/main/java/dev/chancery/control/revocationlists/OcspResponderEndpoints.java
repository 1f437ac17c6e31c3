package dev.chancery.control.revocationlists;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.control.v4.Route;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /accounts/{account_id}/mtls_certificates/{mtls_certificate_id}/ocsp} and {@code
 * /accounts/{account_id}/access/certificates/{certificate_id}/ocsp}, an extension.
 */
public final class OcspResponderEndpoints implements Endpoints {
    private final ReadOcspResponder read;
    private final SetOcspResponder set;
    private final ForgetOcspResponder forget;
    private final List<RevocationListEndpoints.Place> places;

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
        this.places = RevocationListEndpoints.Place.both(mtls, access);
    }

    @Override
    public List<Route> routes() {
        return places.stream()
                .flatMap(place -> Stream.of(
                        Route.get(place.path() + "/ocsp", place.read(), call -> read(call, place)),
                        Route.put(place.path() + "/ocsp", place.write(), call -> set(call, place)),
                        Route.delete(place.path() + "/ocsp", place.write(), call -> forget(call, place))))
                .toList();
    }

    private Answer read(Call call, RevocationListEndpoints.Place place) {
        return read.read(call.account(), place.family(), place.id(call))
                .map(known -> Answer.ok(ResponderJson.of(known.responder(), known.answers())))
                .orElseThrow(() -> ErrorCode.NO_OCSP_RESPONDER.refusal(
                        "The CA has no OCSP responder that is asked (expected: one set by PUT)."));
    }

    private Answer set(Call call, RevocationListEndpoints.Place place) {
        Body body = call.body();
        Optional<URI> url = body.parsed("url", RevocationListEndpoints::url, "an http or https URL");
        body.check();
        return Answer.ok(
                ResponderJson.of(set.set(call.account(), place.family(), place.id(call), url.orElse(null)), 0));
    }

    private Answer forget(Call call, RevocationListEndpoints.Place place) {
        return Answer.ok(new Forgotten(forget.forget(call.account(), place.family(), place.id(call))));
    }
}
