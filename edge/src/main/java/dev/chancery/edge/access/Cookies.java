package dev.chancery.edge.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads cookies as RFC 6265 section 5.4 has browsers send them: pairs apart by semicolons, in one field or (RFC 9113 section
 * 8.2.3) in several. One name may come more than once, of different paths and domains.
 */
final class Cookies {
    private Cookies() {}

    /**
     * The values of a cookie, as they come.
     *
     * @param most how many are looked for
     */
    static List<String> values(HttpHeaders fields, String name, int most) {
        List<String> values = new ArrayList<>(1);
        for (String field : fields.getAll(HttpHeaderNames.COOKIE)) {
            int from = 0;
            while (from < field.length() && values.size() < most) {
                int semicolon = field.indexOf(';', from);
                int to = semicolon < 0 ? field.length() : semicolon;
                add(field, from, to, name, values);
                from = to + 1;
            }
        }
        return values;
    }

    private static void add(String field, int from, int to, String name, List<String> values) {
        int begin = from;
        while (begin < to && isBlank(field.charAt(begin))) {
            begin++;
        }
        int equals = begin + name.length();
        while (equals < to && isBlank(field.charAt(equals))) {
            equals++;
        }
        if (equals < to && field.startsWith(name, begin) && field.charAt(equals) == '=') {
            String value = field.substring(equals + 1, to).strip();
            boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
            values.add(quoted ? value.substring(1, value.length() - 1) : value);
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
