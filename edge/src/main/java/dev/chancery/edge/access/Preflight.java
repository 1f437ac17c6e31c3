package dev.chancery.edge.access;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.trust.access.Cors;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The question a browser asks before a script's request to another origin, which never brings a token (Fetch standard). */
final class Preflight {
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";

    private Preflight() {}

    static boolean is(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** The answer in the application's stead. An origin it does not name is told nothing, and its browser stops there. */
    static Answer answer(Cors cors, HttpHeaders asked) {
        Map<String, String> fields = new LinkedHashMap<>(readers(cors, asked));
        if (fields.containsKey(ALLOW_ORIGIN)) {
            put(fields, "methods", cors.anyMethod(), cors.methods(), asked.get("access-control-request-method"));
            put(fields, "headers", cors.anyHeader(), cors.headers(), asked.get("access-control-request-headers"));
            if (cors.maxAge() != null) {
                fields.put("access-control-max-age", cors.maxAge().toString());
            }
        }
        return Answer.of(Reason.PREFLIGHT).with(fields);
    }

    /** Whose scripts may read an answer of the edge's own: without these a script cannot tell a 401 from a broken network. */
    static Map<String, String> readers(Cors cors, HttpHeaders asked) {
        String origin = asked.get(HttpHeaderNames.ORIGIN);
        if (origin == null || !(cors.anyOrigin() || cors.origins().contains(origin))) {
            return Map.of("vary", "Origin");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("vary", "Origin");
        fields.put(ALLOW_ORIGIN, cors.anyOrigin() && !cors.credentials() ? "*" : origin);
        if (cors.credentials()) {
            fields.put("access-control-allow-credentials", "true");
        }
        return fields;
    }

    private static void put(
            Map<String, String> fields, String what, boolean any, List<String> some, @Nullable String asked) {
        String allowed = any ? asked : String.join(", ", some);
        if (allowed != null && !allowed.isEmpty()) {
            fields.put("access-control-allow-" + what, allowed);
        }
    }
}
