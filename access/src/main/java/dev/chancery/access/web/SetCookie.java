package dev.chancery.access.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A cookie to be set (RFC 6265 section 4.1): always Secure, for the host that sets it only.
 *
 * @param name a token
 * @param value base64url, dots and hyphens: what needs no quoting
 * @param path where it is sent
 * @param until when the browser forgets it; one in the past takes it away
 * @param site when it goes along with requests other sites make
 * @param httpOnly whether scripts cannot read it
 */
public record SetCookie(String name, String value, String path, Instant until, Site site, boolean httpOnly) {
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._=-]*");

    /** The attribute SameSite. */
    public enum Site {
        LAX("Lax"),
        STRICT("Strict"),
        NONE("None");

        private final String word;

        Site(String word) {
            this.word = word;
        }
    }

    public SetCookie {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the value of cookie %s needs quoting".formatted(name));
        }
    }

    /** A cookie of the whole host that no script reads and other sites' forms do not send. */
    public static SetCookie lax(String name, String value, Instant until) {
        return new SetCookie(name, value, "/", until, Site.LAX, true);
    }

    /** The same, which the forms other sites post here send too. */
    public static SetCookie crossSite(String name, String value, Instant until) {
        return new SetCookie(name, value, "/", until, Site.NONE, true);
    }

    /** Takes the cookie of a path away. */
    public static SetCookie gone(String name, String path) {
        return new SetCookie(name, "", path, Instant.EPOCH, Site.LAX, true);
    }

    /** The value of the header {@code Set-Cookie}. */
    String header() {
        return "%s=%s; Path=%s; Expires=%s; Secure%s; SameSite=%s"
                .formatted(
                        name,
                        value,
                        path,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC)),
                        httpOnly ? "; HttpOnly" : "",
                        site.word);
    }

    /** Without the value, which is a secret. */
    @Override
    public String toString() {
        return "SetCookie[%s]".formatted(name);
    }
}
