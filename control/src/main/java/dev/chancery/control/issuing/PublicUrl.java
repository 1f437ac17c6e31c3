package dev.chancery.control.issuing;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The base under which the world reaches what CAs publish, e.g. {@code http://pki.example.com:8787}.
 *
 * @param base http scheme, a host, no query, no slash at the end, printable ASCII
 */
public record PublicUrl(String base) {
    public PublicUrl {
        URI uri;
        try {
            uri = new URI(base);
        } catch (URISyntaxException e) {
            throw refused(base, e);
        }
        if (!"http".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || base.endsWith("/")
                || !uri.toASCIIString().equals(base)) {
            throw refused(base, null);
        }
    }

    private static IllegalArgumentException refused(String base, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException(
                "public URL: %s (expected: http://host[:port][/path] without a slash at the end; plain http also when"
                                .formatted(base)
                        + " the API is TLS only)",
                cause);
    }
}
