package dev.chancery.edge.front;

import dev.chancery.edge.answer.Reason;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's head as strictly as a proxy must, so that no origin reads another request than the edge judged (RFC 9112
 * sections 3 and 6, RFC 9113 section 8.3).
 */
final class RequestReading {
    private RequestReading() {}

    /** What is wrong with the request, or null. */
    static @Nullable Reason fault(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return unreadable(request.decoderResult().cause());
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Reason.VERSION_UNKNOWN;
        }
        if (request.method().equals(HttpMethod.CONNECT) || request.method().equals(HttpMethod.TRACE)) {
            return Reason.METHOD_NOT_PASSED;
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()
                && (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0)))) {
            return Reason.CODING_UNKNOWN;
        }
        return null;
    }

    private static Reason unreadable(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Reason.TARGET_TOO_LONG;
            case TooLongHttpHeaderException _ -> Reason.FIELDS_TOO_LARGE;
            case null, default -> Reason.UNREADABLE_REQUEST;
        };
    }

    /**
     * The host the request is for. A target in absolute form overrides the Host field (RFC 9112 section 3.2.2), and both are made
     * to agree.
     *
     * @param orElse the host if an HTTP/1.0 request names none
     * @return the host, or null if none, or more than one, is named or the target is none
     */
    static @Nullable String host(HttpRequest request, String orElse) {
        HttpHeaders fields = request.headers();
        List<String> named = fields.getAll(HttpHeaderNames.HOST);
        if (named.size() > 1 && new HashSet<>(named).size() > 1) {
            return null;
        }
        String target = request.uri();
        if (!isVisible(target)) {
            return null;
        }
        @Nullable String host = named.isEmpty() ? null : named.get(0);
        if (host == null && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            host = orElse;
        }
        if (target.startsWith("/") || (target.equals("*") && request.method().equals(HttpMethod.OPTIONS))) {
            if (host == null || !isHost(host)) {
                return null;
            }
            if (named.size() != 1) {
                fields.set(HttpHeaderNames.HOST, host);
            }
            return host;
        }
        return absolute(request, target);
    }

    private static @Nullable String absolute(HttpRequest request, String target) {
        String lower = target.length() < 8 ? "" : target.substring(0, 8).toLowerCase(Locale.ROOT);
        int from = lower.equals("https://") ? 8 : lower.startsWith("http://") ? 7 : -1;
        if (from < 0) {
            return null;
        }
        int to = from;
        while (to < target.length() && "/?#".indexOf(target.charAt(to)) < 0) {
            to++;
        }
        String host = target.substring(from, to);
        if (!isHost(host)) {
            return null;
        }
        String path = target.substring(to);
        request.setUri(path.startsWith("/") ? path : "/" + path);
        request.headers().set(HttpHeaderNames.HOST, host);
        return host;
    }

    /** Letters, digits and the marks of names, addresses and ports; no user, no percent-encoding (RFC 3986 section 3.2). */
    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && "-._:[]".indexOf(c) < 0) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static boolean isVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return !target.isEmpty();
    }

    /** Whether the client asks for a WebSocket by HTTP/1.1 (RFC 6455 section 4.1). */
    static boolean asksForWebSocket(HttpRequest request) {
        HttpHeaders fields = request.headers();
        return fields.contains(HttpHeaderNames.UPGRADE)
                && fields.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && fields.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** Whether the origin may get the request twice without harm (RFC 9110 section 9.2.2). */
    static boolean isIdempotent(HttpMethod method) {
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || method.equals(HttpMethod.OPTIONS)
                || method.equals(HttpMethod.PUT)
                || method.equals(HttpMethod.DELETE);
    }
}
