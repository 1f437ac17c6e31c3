package dev.chancery.control.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that reach no route, or break before one could answer: they get an envelope too. */
final class Stray implements ServerErrorHandler {
    private final RequestIds requestIds;

    Stray(RequestIds requestIds) {
        this.requestIds = requestIds;
    }

    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        Throwable root = cause instanceof java.util.concurrent.CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : cause;
        Fault fault = switch (root) {
            case ContentTooLargeException _ -> fault(413, context.method().name());
            case RequestTimeoutException _ -> fault(408, context.method().name());
            case HttpStatusException e ->
                fault(e.httpStatus().code(), context.method().name());
            default -> fault(500, context.method().name());
        };
        return ApiServer.response(Front.refused(List.of(fault), named()));
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        Fault fault =
                fault(status.code(), headers == null ? "?" : headers.method().name());
        Front.Rendered rendered = Front.refused(List.of(fault), named());
        ResponseHeadersBuilder builder = ResponseHeaders.builder(rendered.status());
        builder.add(HttpHeaderNames.CONTENT_TYPE, rendered.contentType());
        rendered.headers().forEach(builder::set);
        return AggregatedHttpResponse.of(builder.build(), HttpData.wrap(rendered.body()));
    }

    private Map<String, String> named() {
        String id = requestIds.next();
        Map<String, String> headers = new HashMap<>();
        headers.put("cf-ray", id);
        headers.put("x-request-id", id);
        return headers;
    }

    private static Fault fault(int status, String method) {
        return switch (status) {
            case 404 -> ErrorCode.NO_ROUTE.at("No route for that URI");
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED.at("method: %s (expected: one the path has)".formatted(method));
            case 408, 503 -> ErrorCode.REQUEST_TIMEOUT.at("The request did not arrive or finish in time");
            case 413 -> ErrorCode.BODY_TOO_LARGE.at("body: larger than the limit (expected: at most 1 MiB)");
            case 414, 431 ->
                ErrorCode.HEADERS_TOO_LARGE.at("headers: larger than the limit (expected: at most 32 KiB, path 8 KiB)");
            case 500 -> ErrorCode.INTERNAL_FAILURE.at("Internal Server Error");
            default -> ErrorCode.UNREADABLE_REQUEST.at("The request is not HTTP we read (status %d)".formatted(status));
        };
    }
}
