package dev.chancery.trust.access;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths an origin may take a request's path for: servers differ in whether and how often they decode percent signs, merge
 * slashes, resolve dots and drop parameters of segments. A request whose readings belong to different applications is refused, so
 * that no spelling reaches a place by the policies of another.
 */
public final class RequestPaths {
    /** How often servers are known to decode a path. */
    private static final int MOST_DECODED = 2;

    private RequestPaths() {}

    /**
     * Every reading of a path.
     *
     * @param path of the request target, without its query
     * @return as it was sent first
     */
    public static Set<String> of(String path) {
        return isPlain(path) ? Set.of(path) : readings(path);
    }

    /** Whether every server reads it alike. */
    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean odd = c == '%'
                    || c == '\\'
                    || c == ';'
                    || (c == '/' && i + 1 < path.length() && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.'));
            if (odd) {
                return false;
            }
        }
        return path.startsWith("/");
    }

    private static Set<String> readings(String path) {
        Set<String> readings = new LinkedHashSet<>();
        readings.add(path);
        String decoded = path;
        for (int times = 0; times <= MOST_DECODED; times++) {
            for (String slashed : List.of(decoded, decoded.replace('\\', '/'))) {
                readings.add(resolved(slashed));
                readings.add(resolved(withoutParameters(slashed)));
            }
            decoded = decoded(decoded);
        }
        return readings;
    }

    /** Without empty segments and dots (RFC 3986 section 5.2.4). */
    private static String resolved(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String withoutParameters(String path) {
        StringBuilder kept = new StringBuilder(path.length());
        boolean dropping = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            dropping = c != '/' && (dropping || c == ';');
            if (!dropping) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** A percent sign that stands for nothing stays. */
    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(path.length());
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                out.write(bytes[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
