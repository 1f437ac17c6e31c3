package dev.chancery.edge.belief;

import java.net.URI;
import java.util.Locale;

/**
 * Where requests of a hostname go. Requests to equal origins share connections.
 *
 * @param tls whether it speaks TLS, HTTP/2 or HTTP/1.1 by ALPN; without it, HTTP/1.1
 * @param host name or address
 * @param port 1 to 65535
 * @param authorities PEM of the CAs that may vouch for it, or empty for those the JDK knows
 */
public record Origin(boolean tls, String host, int port, String authorities) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public Origin {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
    }

    /**
     * Reads {@code http://host[:port]} or {@code https://host[:port]}, without path, query or user.
     *
     * @throws IllegalArgumentException with what is wrong, as a sentence for the user
     */
    public static Origin of(URI uri, String authorities) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !scheme.equals("http")) {
            throw new IllegalArgumentException("origin: " + uri + " (expected: http://host:port or https://host:port)");
        }
        String host = uri.getHost();
        boolean more = uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(uri.getRawPath() == null
                        || uri.getRawPath().isEmpty()
                        || uri.getRawPath().equals("/"));
        if (host == null || more) {
            throw new IllegalArgumentException("origin: " + uri + " (expected: scheme, host and port only)");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() == -1 ? (tls ? HTTPS : HTTP) : uri.getPort();
        return new Origin(tls, bare, port, authorities);
    }
}
