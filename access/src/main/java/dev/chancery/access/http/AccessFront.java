package dev.chancery.access.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.Page;
import dev.chancery.access.web.Parameters;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The way of one request to an endpoint and back. Whatever goes wrong becomes an answer here; nothing escapes. */
final class AccessFront {
    private static final Logger LOG = LoggerFactory.getLogger("dev.chancery.access.requests");
    private static final Pattern HOST = Pattern.compile("([^:\\[\\]/?#@]{1,253})(?::([0-9]{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{8,64}");

    private final EdgeSecret secret;
    private final Supplier<String> requestIds;

    AccessFront(EdgeSecret secret, Supplier<String> requestIds) {
        this.secret = secret;
        this.requestIds = requestIds;
    }

    WebAnswer answer(AccessRoute route, ServiceRequestContext context, AggregatedHttpRequest whole) {
        String id = header(whole.headers(), "cf-ray")
                .filter(ray -> ID.matcher(ray).matches())
                .orElseGet(requestIds);
        try (MDC.MDCCloseable _ = MDC.putCloseable("request_id", id)) {
            WebAnswer answer = answer(route, context, whole, id);
            LOG.atDebug()
                    .addKeyValue("route", route.path())
                    .addKeyValue("status", answer.status())
                    .log("answered");
            return named(answer, id);
        }
    }

    private WebAnswer answer(AccessRoute route, ServiceRequestContext context, AggregatedHttpRequest whole, String id) {
        if (!header(whole.headers(), EdgeSecret.HEADER).filter(secret::is).isPresent()) {
            return refusedToProgram(403, "Forbidden. Only the edges of this house come here.");
        }
        try {
            return route.handler().answer(request(context, whole, id));
        } catch (WebRefusal refusal) {
            return refused(route, refusal.status(), refusal.sentence());
        } catch (Refusal refusal) {
            LOG.atWarn()
                    .addKeyValue("route", route.path())
                    .addKeyValue("code", refusal.code().number())
                    .log("control refused");
            return refused(route, refusal.code().httpStatus(), "Service Unavailable. The house cannot do this now.");
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.atError().addKeyValue("route", route.path()).setCause(failure).log("failed");
            return refused(route, 500, "Internal Server Error (request id %s).".formatted(id));
        }
    }

    private static WebAnswer named(WebAnswer answer, String id) {
        WebAnswer named = answer.with("cf-ray", id);
        return named.fields().stream().anyMatch(field -> field.name().equals("cache-control"))
                ? named
                : named.with("cache-control", "no-store");
    }

    private static WebAnswer refused(AccessRoute route, int status, String sentence) {
        return switch (route.reader()) {
            case PROGRAM -> refusedToProgram(status, sentence);
            case PERSON -> Page.refused(status, sentence);
        };
    }

    static WebAnswer refusedToProgram(int status, String sentence) {
        return WebAnswer.json(
                status,
                JsonNodeFactory.instance.objectNode().put("status", status).put("message", sentence));
    }

    private static WebRequest request(ServiceRequestContext context, AggregatedHttpRequest whole, String id) {
        RequestHeaders headers = whole.headers();
        Place place = place(headers);
        byte[] body = whole.content().array();
        return new WebRequest(
                id,
                whole.method().name(),
                place.host(),
                place.base(),
                context.path(),
                context.pathParams(),
                parameters(context.queryParams()),
                form(headers, body),
                cookies(headers),
                name -> header(headers, name),
                new WebRequest.Body(body),
                header(headers, "x-forwarded-for")
                        .filter(address -> ADDRESS.matcher(address).matches())
                        .orElseThrow(() -> new WebRefusal(400, "Bad Request. The edge did not say who asks.")));
    }

    private record Place(Hostname host, URI base) {}

    /** The host must be one, in the form everything else compares; the port is the client's. */
    private static Place place(RequestHeaders headers) {
        String host = header(headers, "x-forwarded-host").orElse("");
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            throw new WebRefusal(400, "Bad Request. The edge did not say which host was asked for.");
        }
        try {
            Hostname name = Hostname.parse(matcher.group(1));
            @Nullable String port = matcher.group(2);
            return new Place(
                    name,
                    URI.create("https://" + name.ascii() + (port == null || port.equals("443") ? "" : ":" + port)));
        } catch (Hostname.Malformed e) {
            throw new WebRefusal(400, "Bad Request. The host is no name: %s.".formatted(e.reason()));
        }
    }

    private static Parameters form(RequestHeaders headers, byte[] body) {
        @Nullable MediaType type = headers.contentType();
        return type != null && type.is(MediaType.FORM_DATA)
                ? parameters(QueryParams.fromQueryString(new String(body, StandardCharsets.UTF_8)))
                : Parameters.NONE;
    }

    private static Parameters parameters(QueryParams params) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        params.names().forEach(name -> values.put(name, params.getAll(name)));
        return new Parameters(values);
    }

    private static Map<String, String> cookies(RequestHeaders headers) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String line : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (Cookie cookie : Cookie.fromCookieHeader(line)) {
                cookies.putIfAbsent(cookie.name(), cookie.value());
            }
        }
        return cookies;
    }

    private static Optional<String> header(RequestHeaders headers, String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
