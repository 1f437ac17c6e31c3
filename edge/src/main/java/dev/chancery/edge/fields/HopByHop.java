package dev.chancery.edge.fields;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;

/** Fields that end at the edge, as RFC 9110 section 7.6.1 has it: those it names and those the message's Connection names. */
final class HopByHop {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

    private HopByHop() {}

    /** Removes them, all but Transfer-Encoding, which says how the message is framed and is the codec's. */
    static void remove(HttpHeaders fields) {
        List<String> named = fields.getAll(HttpHeaderNames.CONNECTION);
        if (!named.isEmpty()) {
            fields.remove(HttpHeaderNames.CONNECTION);
            for (String list : named) {
                removeNamed(fields, list);
            }
        }
        fields.remove(KEEP_ALIVE);
        fields.remove(PROXY_CONNECTION);
        fields.remove(HttpHeaderNames.UPGRADE);
    }

    private static void removeNamed(HttpHeaders fields, String list) {
        int from = 0;
        while (from < list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String name = list.substring(from, to).strip();
            if (!name.isEmpty() && !framing(name)) {
                fields.remove(name);
            }
            from = to + 1;
        }
    }

    /** Without these the message would be read otherwise than it was framed, whatever Connection says. */
    private static boolean framing(String name) {
        return name.equalsIgnoreCase("transfer-encoding")
                || name.equalsIgnoreCase("content-length")
                || name.equalsIgnoreCase("host");
    }
}
