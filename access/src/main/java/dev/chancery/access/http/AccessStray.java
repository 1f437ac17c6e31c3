package dev.chancery.access.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.chancery.access.web.WebAnswer;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Requests that reach no route, or break before one could answer. */
final class AccessStray implements ServerErrorHandler {
    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        Throwable root =
                cause instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : cause;
        return AccessServer.response(
                switch (root) {
                    case ContentTooLargeException _ -> said(413);
                    case RequestTimeoutException _ -> said(408);
                    case HttpStatusException e -> said(e.httpStatus().code());
                    default -> said(500);
                });
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        WebAnswer answer = said(status.code());
        return AggregatedHttpResponse.of(AccessServer.headers(answer), HttpData.wrap(answer.body()));
    }

    private static WebAnswer said(int status) {
        return AccessFront.refusedToProgram(
                status,
                switch (status) {
                    case 404 -> "Not Found. There is nothing at this path.";
                    case 405 -> "Method Not Allowed.";
                    case 408, 503 -> "Request Timeout. The request did not arrive or finish in time.";
                    case 413 -> "Content Too Large.";
                    case 414, 431 -> "Request Header Fields Too Large.";
                    case 500 -> "Internal Server Error.";
                    default -> "Bad Request. The request is not HTTP we read.";
                });
    }
}
