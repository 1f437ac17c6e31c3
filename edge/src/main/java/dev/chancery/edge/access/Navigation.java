package dev.chancery.edge.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Whether somebody looks at the answer who can be sent to sign in, or a program that cannot. */
final class Navigation {
    private Navigation() {}

    /**
     * Whether a request is a browser going somewhere: a GET or HEAD that takes HTML and is not made by a script (Fetch metadata,
     * {@code X-Requested-With}). A HEAD that does not say what it takes is one too: so older cloudflared asks for the way.
     */
    static boolean is(HttpRequest request) {
        HttpHeaders fields = request.headers();
        String mode = fields.get("sec-fetch-mode");
        boolean script = (mode != null && !mode.equals("navigate"))
                || "XMLHttpRequest".equalsIgnoreCase(fields.get("x-requested-with"))
                || fields.contains(HttpHeaderNames.UPGRADE);
        if (script || !AccessGate.isRead(request)) {
            return false;
        }
        @Nullable String accept = fields.get(HttpHeaderNames.ACCEPT);
        return accept == null ? request.method().equals(HttpMethod.HEAD) : accept.contains("text/html");
    }
}
