package dev.chancery.edge.fields;

/**
 * Names of header fields that only the edge may set. A client's own are removed from every request, and from its trailers.
 *
 * <p>Origins hand fields on under rewritten names: CGI and its heirs turn hyphens, and some every other mark, into underscores
 * and ignore case. So names are compared as such an origin would read them.
 */
public final class Reserved {
    private static final String[] PREFIXES = {
        "cf-client-cert", "cf-cert-", "client-cert", "cf-access-", "x-chancery-", "x-http2-"
    };

    private Reserved() {}

    /** Whether only the edge may set this field. */
    public static boolean is(CharSequence name) {
        char first = name.isEmpty() ? ' ' : folded(name.charAt(0));
        if (first != 'c' && first != 'x') {
            return false;
        }
        for (String prefix : PREFIXES) {
            if (startsWith(name, prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the field tells of whom a proxy passed the request on for. */
    static boolean isForwarded(CharSequence name) {
        return startsWith(name, "x-forwarded-");
    }

    private static boolean startsWith(CharSequence name, String prefix) {
        if (name.length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (folded(name.charAt(i)) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char folded(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    }
}
