package dev.chancery.app.ssh;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A place edges serve by https.
 *
 * @param host a DNS name in lower case
 * @param port 443 unless said otherwise
 */
public record Site(String host, int port) {
    private static final int HTTPS = 443;

    /**
     * Reads {@code HOST} or {@code HOST:PORT}; {@code https://} before it, and a path after it, do not count.
     *
     * @throws SshFailed if the text is neither
     */
    public static Site parse(String text) {
        String rest = text.startsWith("https://") ? text.substring("https://".length()) : text;
        int slash = rest.indexOf('/');
        try {
            URI uri = new URI("https://" + (slash < 0 ? rest : rest.substring(0, slash)));
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getHost().matches("[A-Za-z0-9.-]+")) {
                return new Site(uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? HTTPS : uri.getPort());
            }
        } catch (URISyntaxException e) {
            // Falls through to the one sentence for both.
        }
        throw new SshFailed("%s (expected: a hostname, and perhaps a port, as ssh.example.com:8443)".formatted(text));
    }

    /** A path there. */
    URI at(String path) {
        return URI.create("https://" + this + path);
    }

    /** The name of files that belong to it. */
    String fileName() {
        return port == HTTPS ? host : host + "-" + port;
    }

    /** The host, and the port where it is not 443. */
    @Override
    public String toString() {
        return port == HTTPS ? host : host + ":" + port;
    }
}
