package dev.chancery.trust;

/**
 * A name a server certificate is for: one hostname, or every hostname exactly one label below a name ({@code *.example.com},
 * RFC 6125 section 6.4.3; the wildcard is the whole left-most label).
 *
 * @param text as certificates write it, lower case
 */
public record HostnamePattern(String text) {
    private static final String WILDCARD = "*.";

    /**
     * Reads a pattern.
     *
     * @throws Hostname.Malformed if what stands there, or stands behind {@code *.}, is no host name
     */
    public static HostnamePattern parse(String text) throws Hostname.Malformed {
        return text.startsWith(WILDCARD)
                ? new HostnamePattern(
                        WILDCARD + Hostname.parse(text.substring(2)).ascii())
                : new HostnamePattern(Hostname.parse(text).ascii());
    }

    /** The pattern that only this hostname matches. */
    public static HostnamePattern of(Hostname hostname) {
        return new HostnamePattern(hostname.ascii());
    }

    /** Whether it stands for more than one hostname. */
    public boolean isWildcard() {
        return text.startsWith(WILDCARD);
    }

    /** Whether it stands for this hostname. */
    public boolean matches(Hostname hostname) {
        if (!isWildcard()) {
            return text.equals(hostname.ascii());
        }
        int dot = hostname.ascii().indexOf('.');
        return dot > 0
                && hostname.ascii().regionMatches(dot, text, 1, text.length() - 1)
                && hostname.ascii().length() - dot == text.length() - 1;
    }

    /** The wildcard pattern a hostname would match. */
    public static HostnamePattern above(Hostname hostname) {
        return new HostnamePattern(
                "*" + hostname.ascii().substring(hostname.ascii().indexOf('.')));
    }

    @Override
    public String toString() {
        return text;
    }
}
