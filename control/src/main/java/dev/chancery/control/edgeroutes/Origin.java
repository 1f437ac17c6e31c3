package dev.chancery.control.edgeroutes;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A server behind the edges: {@code http} or {@code https}, a host (a name or an IP literal) and perhaps a port, nothing else.
 *
 * @param uri lower case, without a trailing slash
 */
public record Origin(URI uri) {
    /** What a caller is told to send. */
    public static final String FORM = "http://HOST[:PORT] or https://HOST[:PORT], nothing more";

    /** Of the longest origin, in characters: a host name of 253, the scheme, a port. */
    private static final int LONGEST = 270;

    private static final int HIGHEST_PORT = 65_535;

    /** Reads one; a single slash after it is dropped. */
    public static Optional<Origin> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text.toLowerCase(Locale.ROOT));
            boolean sound = ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= HIGHEST_PORT;
            return sound
                    ? Optional.of(
                            new Origin(new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null)))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
