package dev.chancery.control.revocation;

import dev.chancery.control.principal.HexId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import dev.chancery.pki.OcspError;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /crl/{ca_id}/{partition}.crl} and {@code /ocsp/{ca_id}}: open to everybody, at the root of the listener, plain HTTP as
 * certificates name them.
 */
public final class RevocationEndpoints implements Endpoints {
    private static final Pattern FILE = Pattern.compile("([1-9]\\d{0,17})\\.crl");
    private static final String OCSP_RESPONSE = "application/ocsp-response";

    /** Short, because a cache's copy says nothing of a revocation made after it. */
    private static final String BRIEFLY = "public, max-age=60, no-transform, must-revalidate";

    private static final Map<String, String> NOT_KEPT = Map.of("cache-control", "no-store");

    private final CrlPublisher crls;
    private final AnswerOcsp ocsp;

    public RevocationEndpoints(CrlPublisher crls, AnswerOcsp ocsp) {
        this.crls = crls;
        this.ocsp = ocsp;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/crl/{ca_id}/{file}", new Permission.Anyone(), this::crl),
                Route.post(
                        "/ocsp/{ca_id}",
                        new Permission.Anyone(),
                        call -> answer(call, Optional.of(call.bytes()), false)),
                Route.get(
                        "/ocsp/{ca_id}/{*request}",
                        new Permission.Anyone(),
                        call -> answer(call, OcspPath.request(call.rawPath()), true)));
    }

    private Answer crl(Call call) {
        Matcher file = FILE.matcher(call.path("file"));
        Crl crl = ca(call).filter(_ -> file.matches())
                .map(ca -> new PartitionId(ca, Long.parseLong(file.group(1))))
                .flatMap(crls::current)
                .orElseThrow(() -> noSuchList(call));
        String tag = "\"" + crl.number() + "\"";
        Map<String, String> headers =
                Map.of("etag", tag, "last-modified", HttpDate.of(crl.thisUpdate()), "cache-control", BRIEFLY);
        boolean held = call.header("if-none-match").filter(tag::equals).isPresent();
        return held
                ? new Answer.Raw(304, "application/pkix-crl", new byte[0], headers)
                : new Answer.Raw(200, "application/pkix-crl", crl.der().toByteArray(), headers);
    }

    private Answer answer(Call call, Optional<byte[]> request, boolean cacheable) {
        OcspReply reply = request.map(bytes -> ca(call).map(id -> ocsp.answer(id, bytes))
                        .orElseGet(() -> new OcspReply.Failed(OcspError.UNAUTHORIZED)))
                .orElseGet(() -> new OcspReply.Failed(OcspError.MALFORMED_REQUEST));
        return switch (reply) {
            case OcspReply.Failed(OcspError error) ->
                new Answer.Raw(200, OCSP_RESPONSE, error.response().toByteArray(), NOT_KEPT);
            case OcspReply.Signed signed ->
                new Answer.Raw(
                        200,
                        OCSP_RESPONSE,
                        signed.response().toByteArray(),
                        cacheable && !signed.fresh() ? caching(signed) : NOT_KEPT);
        };
    }

    /** RFC 5019 section 6.2. */
    private static Map<String, String> caching(OcspReply.Signed signed) {
        return Map.of(
                "etag",
                "\"" + HexFormat.of().formatHex(signed.response().sha1()) + "\"",
                "last-modified",
                HttpDate.of(signed.producedAt()),
                "expires",
                HttpDate.of(signed.nextUpdate()),
                "cache-control",
                BRIEFLY);
    }

    private static Optional<UUID> ca(Call call) {
        String text = call.path("ca_id");
        return text.length() == 36 ? HexId.parse(text).map(HexId::toUuid) : Optional.empty();
    }

    private static Refusal noSuchList(Call call) {
        return ErrorCode.INVALID_IDENTIFIER.refusal("file: %s of CA %s (expected: a partition of a CA, as 1.crl)"
                .formatted(Excerpt.of(call.path("file")), Excerpt.of(call.path("ca_id"))));
    }
}
