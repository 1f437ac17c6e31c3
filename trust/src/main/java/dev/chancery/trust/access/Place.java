package dev.chancery.trust.access;

import java.util.Comparator;

/**
 * A place an application protects: a host and perhaps a path, each of whose parts may hold one {@code *}.
 *
 * <p>In a host a star stands for any characters of one label. A path covers itself and what lies below it; a star in it stands for
 * any characters, slashes too. {@code /*} is the whole host.
 *
 * @param host lower case, A-labels; every label holds at most one {@code *}
 * @param path empty for the whole host, or from its first slash on, without a slash at the end
 */
public record Place(String host, String path) {
    /**
     * The most specific first: exact hosts before patterns, of patterns the one that leaves least open; then the longer path. A
     * total order, so that every edge finds the same.
     */
    public static final Comparator<Place> MOST_SPECIFIC_FIRST = Comparator.comparingInt(
                    (Place place) -> stars(place.host))
            .thenComparing(Comparator.comparingInt((Place place) -> place.host.length())
                    .reversed())
            .thenComparing(Comparator.comparingInt((Place place) -> literal(place.path))
                    .reversed())
            .thenComparingInt(place -> stars(place.path))
            .thenComparing(Place::host)
            .thenComparing(Place::path);

    public Place {
        path = path.equals("/*") ? "" : withoutSlashes(path);
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static int stars(String pattern) {
        return (int) pattern.chars().filter(c -> c == '*').count();
    }

    private static int literal(String pattern) {
        return pattern.length() - stars(pattern);
    }

    /** Whether more than one host is meant. */
    public boolean isPattern() {
        return host.indexOf('*') >= 0;
    }

    /** Whether a host, lower case, is meant. */
    public boolean covers(String candidate) {
        return isPattern() ? Glob.matches(host, candidate, '.') : host.equals(candidate);
    }

    /** Whether a path, which begins with a slash, lies here. */
    public boolean coversPath(String candidate) {
        if (path.isEmpty()) {
            return true;
        }
        if (path.indexOf('*') < 0) {
            return candidate.startsWith(path)
                    && (candidate.length() == path.length() || candidate.charAt(path.length()) == '/');
        }
        return Glob.matchesPrefix(path, candidate);
    }

    @Override
    public String toString() {
        return host + path;
    }
}
