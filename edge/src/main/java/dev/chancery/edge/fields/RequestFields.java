package dev.chancery.edge.fields;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fields of a request on its way to the origin. */
public final class RequestFields {
    private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString X_FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final AsciiString EDGE_SECRET = AsciiString.cached("x-chancery-edge-secret");
    private static final AsciiString PROXY = AsciiString.cached("proxy");
    private static final AsciiString HTTPS = AsciiString.cached("https");
    private static final AsciiString TRAILERS = AsciiString.cached("trailers");
    private static final AsciiString WEBSOCKET = AsciiString.cached("websocket");

    /** The name of the field that carries the request's id to the origin and back. */
    public static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");

    private RequestFields() {}

    /**
     * Makes a client's fields those of the request to the origin: removes what ends here and what only the edge may say, adds
     * who asked, by what way, and under which id.
     *
     * @param host the Host the client named
     * @param via the protocol version it was received by, as {@code 1.1}
     */
    public static void towardsOrigin(HttpHeaders fields, Visitor visitor, String host, String via, String requestId) {
        boolean trailers = fields.containsValue(HttpHeaderNames.TE, TRAILERS, true);
        HopByHop.remove(fields);
        fields.remove(HttpHeaderNames.TE);
        if (trailers) {
            fields.set(HttpHeaderNames.TE, TRAILERS);
        }
        // A CGI origin reads "Proxy" as the variable HTTP_PROXY.
        fields.remove(PROXY);
        removeReserved(fields);
        append(fields, X_FORWARDED_FOR, visitor.address());
        fields.set(X_FORWARDED_PROTO, HTTPS);
        fields.set(X_FORWARDED_HOST, host);
        append(fields, FORWARDED, visitor.forwarded() + quoted(host));
        append(fields, HttpHeaderNames.VIA, via + " chancery");
        fields.set(REQUEST_ID, requestId);
    }

    /**
     * Makes a client's fields those of the request to the role that signs people in: it believes what stands there of host and
     * address, because with it comes what only edges know.
     *
     * @param host the Host the client named
     * @param secret what edges are told apart by
     */
    public static void towardsAccess(
            HttpHeaders fields, Visitor visitor, String host, String secret, String requestId) {
        HopByHop.remove(fields);
        fields.remove(HttpHeaderNames.TE);
        fields.remove(PROXY);
        fields.remove(FORWARDED);
        removeForwarded(fields);
        removeReserved(fields);
        fields.set(X_FORWARDED_FOR, visitor.address());
        fields.set(X_FORWARDED_PROTO, HTTPS);
        fields.set(X_FORWARDED_HOST, host);
        fields.set(EDGE_SECRET, secret);
        fields.set(REQUEST_ID, requestId);
    }

    /** Lets the request ask the origin to become a WebSocket connection (RFC 6455). */
    public static void askForWebSocket(HttpHeaders fields) {
        fields.set(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE);
        fields.set(HttpHeaderNames.UPGRADE, WEBSOCKET);
    }

    /** Removes what only the edge may say, also from trailers. */
    public static void removeReserved(HttpHeaders fields) {
        remove(fields, Reserved::is);
    }

    private static void removeForwarded(HttpHeaders fields) {
        remove(fields, Reserved::isForwarded);
    }

    private static void remove(HttpHeaders fields, Predicate<CharSequence> which) {
        @Nullable List<CharSequence> found = null;
        Iterator<Map.Entry<CharSequence, CharSequence>> all = fields.iteratorCharSequence();
        while (all.hasNext()) {
            CharSequence name = all.next().getKey();
            if (which.test(name)) {
                found = found == null ? new ArrayList<>(4) : found;
                found.add(name);
            }
        }
        if (found != null) {
            for (CharSequence name : found) {
                fields.remove(name);
            }
        }
    }

    private static void append(HttpHeaders fields, AsciiString name, CharSequence value) {
        List<String> before = fields.getAll(name);
        fields.set(name, before.isEmpty() ? value : String.join(", ", before) + ", " + value);
    }

    /** A host as a parameter's value: a port's colon and an address' brackets need quotes (RFC 7239 section 4). */
    private static String quoted(String host) {
        return host.indexOf(':') < 0 ? host : '"' + host + '"';
    }
}
