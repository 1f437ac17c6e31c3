package dev.chancery.access.mail;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where mail is handed in: {@code smtp://user:password@host:port?from=address}, or {@code smtps://} for TLS from the first byte.
 *
 * @param tls whether TLS comes first; otherwise STARTTLS, which is required unless the host is this machine
 * @param host the mail server
 * @param port its port
 * @param login what to log in with
 * @param from the sender's address
 */
public record SmtpUrl(boolean tls, String host, int port, Optional<Login> login, String from) {
    /**
     * A name and its password.
     *
     * @param password never shown
     */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in half a sentence that shows no password
     */
    public static SmtpUrl parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a URL (expected: smtp://[user:password@]host[:port]?from=address)");
        }
        boolean tls = "smtps".equals(uri.getScheme());
        @Nullable String host = uri.getHost();
        @Nullable String query = uri.getRawQuery();
        if ((!tls && !"smtp".equals(uri.getScheme())) || host == null || query == null || !query.startsWith("from=")) {
            throw new IllegalArgumentException(
                    "no mail server (expected: smtp://[user:password@]host[:port]?from=address)");
        }
        int standard = tls ? 465 : 587;
        return new SmtpUrl(
                tls,
                host,
                uri.getPort() < 0 ? standard : uri.getPort(),
                Optional.ofNullable(uri.getRawUserInfo()).map(SmtpUrl::login),
                decoded(query.substring("from=".length())));
    }

    private static Login login(String info) {
        int colon = info.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a user without a password (expected: user:password@)");
        }
        return new Login(decoded(info.substring(0, colon)), decoded(info.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Whether the server is on this machine, where nobody listens in. */
    boolean isLocal() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
