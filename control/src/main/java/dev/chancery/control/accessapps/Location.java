package dev.chancery.control.accessapps;

import dev.chancery.trust.Hostname;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place on the web that an application protects: a host and perhaps a path, each of whose parts may hold one {@code *}.
 *
 * @param host lower case, A-labels, no trailing dot; every label holds at most one {@code *}
 * @param path empty, or from its first slash on, without a single slash at the end
 */
record Location(String host, String path) {
    private static final int LONGEST_PATH = 1024;
    private static final Pattern PATH = Pattern.compile("[!-~&&[^?#\\\\\"<>]]*");
    private static final Pattern TWO_STARS = Pattern.compile("\\*[^/.]*\\*");

    /** Why a text is no such place, as half a sentence. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed(String reason) {
            super(reason, null, false, false);
        }

        /** What is wrong, without the text itself. */
        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads {@code host} or {@code host/path}.
     *
     * @throws Malformed with the rule that is broken
     */
    static Location parse(String text) throws Malformed {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        String path = slash < 0 || slash == text.length() - 1 ? "" : text.substring(slash);
        if (text.contains("://")) {
            throw new Malformed("it has a scheme");
        }
        if (host.indexOf(':') >= 0) {
            throw new Malformed("it has a port");
        }
        if (path.length() > LONGEST_PATH) {
            throw new Malformed("its path has %d characters (at most %d)".formatted(path.length(), LONGEST_PATH));
        }
        if (!PATH.matcher(path).matches()) {
            throw new Malformed("its path has a query, a fragment or characters a path does not have");
        }
        if (TWO_STARS.matcher(host).find() || TWO_STARS.matcher(path).find()) {
            throw new Malformed("there is more than one * between two dots or slashes");
        }
        return new Location(host(host), path);
    }

    private static String host(String text) throws Malformed {
        try {
            if (text.indexOf('*') < 0) {
                return Hostname.parse(text).ascii();
            }
            if (text.chars().anyMatch(c -> c >= 0x80)) {
                throw new Malformed("a * stands beside Unicode labels; send their A-labels (xn--…)");
            }
            // With a letter in the place of each star the labels must still be labels.
            String name = Hostname.parse(text.replace('*', 'x')).ascii();
            StringBuilder host = new StringBuilder(name);
            for (int i = text.indexOf('*'); i >= 0; i = text.indexOf('*', i + 1)) {
                host.setCharAt(i, '*');
            }
            return host.toString();
        } catch (Hostname.Malformed e) {
            throw new Malformed(e.reason());
        }
    }

    /** The names of the zones it may lie in, longest first: none whose name would have to hold a star. */
    List<String> zoneNames() {
        List<String> names = new ArrayList<>();
        for (String rest = host; ; rest = rest.substring(rest.indexOf('.') + 1)) {
            if (rest.indexOf('*') < 0) {
                names.add(rest);
            }
            if (rest.indexOf('.') < 0) {
                return names;
            }
        }
    }

    /** Whether it lies in a zone, whose name holds no star. */
    boolean liesIn(String zoneName) {
        return host.equals(zoneName) || host.endsWith("." + zoneName);
    }

    @Override
    public String toString() {
        return host + path;
    }
}
